"""What a command chose for all its reports: one value, made once and handed down to whoever does the work."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annual_report import paths
from annual_report.engine.limits import Limits
from annual_report.engine.settings import engine_of, is_warm, jobs_of
from annual_report.paths import Places

OUT = Path("build")


@dataclass(frozen=True)
class Run:
    """From where, to where, what is made, and how.

    What nobody chose is as people's variables say (`Limits.chosen`, `Places.chosen`, ANNUAL_REPORT_WARM), which are
    read when the value is made. It travels with every call to another process, so no other list of arguments does.
    `second` is where another person's independent entry of the report lies. `preload` are the modules that a new
    process imports before it is asked; `verdicts` is the file in which a child of the warm process keeps what it judges
    for the next command.
    """

    params: Path = field(default_factory=paths.params_folder)
    out: Path = OUT
    formats: tuple[str, ...] = ()
    draft: bool = False
    second: Path | None = None
    limits: Limits = field(default_factory=Limits.chosen)
    engine: str = field(default_factory=engine_of)
    jobs: int = field(default_factory=jobs_of)
    scheduler: str = ""
    is_warm: bool = field(default_factory=is_warm)
    preload: tuple[str, ...] = ()
    verdicts: Path | None = None
    places: Places = field(default_factory=paths.places)
