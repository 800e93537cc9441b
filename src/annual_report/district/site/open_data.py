"""All figures of a site as open data: one tidy table; only the figures of reports that changed are read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annual_report.district.site.memory import SiteMemory
from annual_report.district.site.site_files import SiteFiles
from annual_report.district.site.site_report import fingerprint_of_inputs
from annual_report.files import as_json
from annual_report.review.site.data_package import data_package
from annual_report.review.site.site_report import SiteReport
from annual_report.steps.frame import COLUMNS, frame_contents, frame_of
from annual_report.steps.ingest import ingest

if TYPE_CHECKING:
    import pandas as pd

    Frames = Mapping[tuple[str, int], pd.DataFrame]

DATA = "data"
CSV, PARQUET, PACKAGE = f"{DATA}/figures.csv", f"{DATA}/figures.parquet", f"{DATA}/datapackage.json"


def write_data(reports: Sequence[SiteReport], params: Path, files: SiteFiles, memory: SiteMemory) -> None:
    """Write the figures of all reports of a site, and what describes them; only the figures that changed are read."""
    wanted = {f"{each.agency}/{each.year}": fingerprint_of_inputs(each) for each in reports}
    if memory.figures != wanted or not files.keep_unchanged(CSV):
        figures = _figures(reports, params, _figures_before(files, memory), memory)
        for kind, content in frame_contents(figures).items():
            files.put(f"{DATA}/figures.{kind}", content)
        memory.figures = wanted
    else:
        files.keep_unchanged(PARQUET)
    written = {name: files.now[name] for name in (CSV, PARQUET) if name in files.now}
    described = {Path(name).name: (known, size) for name, (known, size, _) in written.items()}
    files.put(PACKAGE, as_json(data_package(described)).encode())


def _figures(reports: Sequence[SiteReport], params: Path, before: Frames, memory: SiteMemory) -> pd.DataFrame:
    """Return the figures of all reports; what is `before` of the same inputs is not read again."""
    import pandas as pd

    frames = []
    for each in reports:
        is_same = memory.figures.get(f"{each.agency}/{each.year}") == fingerprint_of_inputs(each)
        there = before.get((each.agency, each.year)) if is_same else None
        frames.append(frame_of([ingest(each.agency, each.year, params)]) if there is None else there)
    return pd.concat(frames, ignore_index=True) if frames else frame_of([])


def _figures_before(files: SiteFiles, memory: SiteMemory) -> Frames:
    """Return the figures of the last run by agency and year; nothing where its file is not as it was written."""
    import pandas as pd

    if not memory.figures or not files.keep_unchanged(CSV):
        return {}
    # Numbers as Python reads them: to the last digit what was written.
    as_text: Any = {**COLUMNS, "value": "str"}
    whole = pd.read_csv(files.folder / CSV, encoding="utf-8-sig", dtype=as_text, keep_default_na=False)
    numbers = [float(each) if each else None for each in whole["value"]]
    whole["value"] = pd.Series(numbers, index=whole.index, dtype="Float64")
    by_report: Any = whole.groupby(["agency", "year"], sort=False)
    return {(agency, int(year)): frame for (agency, year), frame in by_report}
