"""A request for one report, and the outcome of building or checking it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report import paths
from annual_report.engine import fingerprints
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem, error_for_user
from annual_report.rules.findings import Findings
from annual_report.wording import on_one_line

if TYPE_CHECKING:
    from annual_report.filing.report import Report

# The statuses of a report in check.json, by exit code.
STATUSES = ("passed", "failed", "unreadable", "broken")


@dataclass(frozen=True)
class Request:
    """Which report to build or check, and the run that it is part of."""

    agency: str
    year: int
    run: Run = field(default_factory=Run)
    # The name of the folder, where it is another than the year: then there is no report in it.
    misnamed: str = ""

    @property
    def params(self) -> Path:
        return self.run.params

    @property
    def out(self) -> Path:
        return self.run.out

    @property
    def draft(self) -> bool:
        return self.run.draft

    @property
    def folder(self) -> Path:
        return self.params / self.agency / (self.misnamed or str(self.year))

    @property
    def place(self) -> Path:
        return self.out / self.agency / (self.misnamed or str(self.year))

    def moved(self, params: Path | None = None, out: Path | None = None) -> Request:
        """Return the same request where its inputs or outputs lie elsewhere, for what stands for what now."""
        run = replace(self.run, params=params or self.params, out=out or self.out, places=paths.places())
        return replace(self, run=run)

    def fingerprint(self) -> str:
        """Return the fingerprint of what was filed, as it is now. Raises OSError where that cannot be read."""
        return fingerprints.inputs(self.folder, f"{self.agency}/{self.year}")


@dataclass(frozen=True)
class Outcome:
    """How a run ended; `findings` is what is told of the report, `report` what was read, where it could be.

    `inputs` is the fingerprint of what it was built from, empty where it was not built. `kept` says, a sentence each,
    which outputs a person had changed, and under which names they were kept. `is_fresh` says that nothing had to be
    done: what lies there is what the inputs give now.
    """

    request: Request
    name: str = ""
    exit_code: int = 0
    message: str = ""
    findings: Findings = field(default_factory=Findings)
    files: tuple[Path, ...] = ()
    remarks: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    seconds: float = 0.0
    report: Report | None = field(default=None, repr=False)
    inputs: str = ""
    is_fresh: bool = False

    @property
    def agency(self) -> str:
        """The agency's folder as it may be shown."""
        return on_one_line(self.request.agency)

    @property
    def year(self) -> int:
        return self.request.year

    @property
    def has_something_to_say(self) -> bool:
        """Whether there is anything a person should look at: a rule that does not hold, an input that is none, what
        the place of the agency asks, or what a second entry says otherwise.
        """
        failed = any(each.outcome in ("failed", "broken") for each in self.findings.found)
        differs = self.findings.second is not None and not self.findings.second.is_alike
        return failed or differs or bool(self.findings.problems or self.findings.points)

    def as_row(self) -> dict[str, Any]:
        """Return what check.json says of the run; `message` is what ended it, where it did not end well."""
        return {
            "agency": self.agency,
            "year": self.request.year,
            "name": self.name,
            "status": STATUSES[self.exit_code],
            "summary": self.findings.summary,
            **({"message": self.message} if self.message else {}),
            "seconds": round(self.seconds, 3),
        }

    def worsened_by(self, other: Outcome) -> Outcome:
        """Return the outcome with what went wrong on top of it."""
        problems = tuple(dict.fromkeys((*self.findings.problems, *other.findings.problems)))
        code, message = max((self.exit_code, self.message), (other.exit_code, other.message), key=lambda each: each[0])
        return replace(self, exit_code=code, message=message, findings=replace(self.findings, problems=problems))

    def without_report(self) -> Outcome:
        """Return the outcome without what was read: small enough to be handed from process to process."""
        return replace(self, report=None)

    def in_brief(self) -> Outcome:
        """Return the outcome with what a terminal shows only, so that those of a whole province fit into memory."""
        return replace(self, findings=self.findings.in_brief())


def failed_outcome(request: Request, error: BaseException, name: str = "") -> Outcome:
    """Return the outcome of a run that an exception ended; no folder of this machine stands in its words."""
    known = error_for_user(error)
    with paths.reading(request.params):
        message = paths.without_folders(str(known))
        found = known.problems if isinstance(known, InputError) else (Problem(message),)
        problems = tuple(
            replace(each, file=paths.without_folders(each.file), message=paths.without_folders(each.message))
            for each in found
        )
    return Outcome(request, name, known.exit_code, message, Findings(problems=problems))
