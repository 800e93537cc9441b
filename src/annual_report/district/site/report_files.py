"""What a site has of one report: its files to take away, its corrections, and the page that leads to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from annual_report.build.outputs.table import REVISION_FILES
from annual_report.desk.editions.history_page import history_page
from annual_report.district.site.corrections import Changes, corrections_of, newest_change, told
from annual_report.district.site.memory import SiteMemory
from annual_report.district.site.office_pages import office_pages
from annual_report.district.site.site_files import SiteFiles
from annual_report.district.site.site_report import downloads_of, vouched_content
from annual_report.engine.run import Run
from annual_report.review.site.documents import SiteDocument
from annual_report.review.site.pages import INDEX, report_page
from annual_report.review.site.site_report import Download, PublishedCorrection, SiteReport

REVISIONS = REVISION_FILES[0]


@dataclass
class SiteWriting:
    """A site that is being written; `told` is what was corrected, by the folder of the report."""

    files: SiteFiles
    memory: SiteMemory
    run: Run
    changes: Changes
    documents: Sequence[SiteDocument]
    told: dict[str, Sequence[PublishedCorrection]] = field(default_factory=dict)


def write_report(report: SiteReport, writing: SiteWriting) -> None:
    """Write what a site shows of a report. Raises InputError where one of its files is not what was built."""
    downloads = [*_downloads(report, writing)]
    corrections = _corrections(report, writing)
    others = [*_others(report, writing)]
    page = report_page(report, downloads, corrections, others, writing.documents)
    writing.files.put(f"{report.folder}/{INDEX}", page)
    if corrections:
        writing.told[report.folder] = corrections


def _downloads(report: SiteReport, writing: SiteWriting) -> Iterator[Download]:
    """Yield every file to take away, and write those that are not there as they should be."""
    files, place = writing.files, writing.run.out / report.agency / str(report.year)
    for name, kind in downloads_of(report).items():
        there, known = f"{report.folder}/{name}", report.manifest["outputs"].get(name)
        if not known or not files.keep_unchanged(there, known):
            files.put(there, vouched_content(report, place / name))
        yield Download(name, kind, files.now[there][1])


def _corrections(report: SiteReport, writing: SiteWriting) -> Sequence[PublishedCorrection]:
    """Return what was corrected in a report since it was published, and write a page of it where there is any."""
    memory, key = writing.memory, f"{report.agency}/{report.year}"
    page, newest = f"{report.folder}/{REVISIONS}", newest_change(report, writing.changes)
    if not newest:
        return ()
    change = f"{newest} {report.published} {report.title}"
    known = [PublishedCorrection(**each) for each in memory.corrections.get(key, ())]
    if memory.changes.get(key) == change and (not known or writing.files.keep_unchanged(page)):
        return known
    found = corrections_of(report, writing.run.params)
    if found:
        writing.files.put(page, history_page(found, report.title).encode(errors="backslashreplace"))
    corrections = told(found)
    memory.changes[key], memory.corrections[key] = change, [asdict(each) for each in corrections]
    return corrections


def _others(report: SiteReport, writing: SiteWriting) -> Iterator[tuple[str, str]]:
    for file, words in office_pages(report, writing.run.out):
        writing.files.put(f"{report.folder}/{file.name}", file.read_bytes())
        yield file.name, words
