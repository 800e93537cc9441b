"""One report as a site shows it: what it is, and its files as its manifest vouches for them."""

from __future__ import annotations

from pathlib import Path

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import MANIFEST, OUTPUTS, TABLES
from annual_report.build.snapshot import Snapshot
from annual_report.build.verify import read_manifest
from annual_report.errors import InputError, Problem
from annual_report.files import sha256_of
from annual_report.filing.agency import read_agency
from annual_report.filing.inputs import filing_of
from annual_report.review.site.site_report import SiteReport

# What is kept of a manifest: that of a province fits into memory.
PARTS = ("form", "signature", "commit", "inputs", "outputs", "packages")

EDITED = "{file} 不是生成时的样子（有人改过）：请重新运行"
CHANGED = "填报数据在生成以后又改了：请重新运行"


def site_report(outcome: Outcome) -> SiteReport:
    """Return a built report as a site takes it. Raises InputError where it is not what its inputs give now."""
    request = outcome.request
    whole = read_manifest(request.place)
    if whole["inputs"] != inputs_now(request):
        raise InputError([Problem(CHANGED, paths.stored_name(request.folder))])
    whose = read_agency(request.folder.parent / paths.AGENCY_FILE)
    return SiteReport(request.agency, request.year, {part: whole[part] for part in PARTS}, whose)


def downloads_of(report: SiteReport) -> dict[str, str]:
    """Return the files that anybody may have, and what each is: every format, its figures, its manifest."""
    kinds = {each.name: each.format for each in OUTPUTS if each.format} | {TABLES: "tables"}
    return {name: kind for name, kind in kinds.items() if name in report.manifest["outputs"]} | {MANIFEST: "manifest"}


def vouched_content(report: SiteReport, file: Path) -> bytes:
    """Return what a file of a report holds. Raises InputError where it is not what the manifest vouches for."""
    content = file.read_bytes()
    if file.name != MANIFEST and sha256_of(content) != report.manifest["outputs"][file.name]:
        raise InputError([Problem(EDITED.format(file=paths.shown_name(file)))])
    return content


def fingerprint_of_inputs(report: SiteReport) -> str:
    """Return the fingerprint of what a report was made from, as its manifest has it."""
    return sha256_of(repr(sorted(report.manifest["inputs"].items())).encode())


def inputs_now(request: Request) -> dict[str, str]:
    """Return the sha256 of every input as it is now, as a manifest has them."""
    return Snapshot(request, filing_of(request.folder), "").hashes()
