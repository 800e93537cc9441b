"""Many files become report folders: each fails for itself, and two of one report do not overwrite each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annual_report.errors import InputError, Problem, error_for_user
from annual_report.filing.imports.agency_names import AgencyNames, agency_names_in
from annual_report.filing.imports.filled.folder import Filling, IdentifiedForm, identify_form, write_form
from annual_report.filing.imports.filled.form import find_filled
from annual_report.filing.imports.importing import Identified, Imported, Wanted, identify, write_report
from annual_report.filing.numbers import parse_figure
from annual_report.wording import join_words

ONE_FOR_MANY = "一次导入整个文件夹时不能写 AGENCY、YEAR 或 NAME：单位和年份从每份的标题里取"

GONE = "文件不在了，或者这是一个打不开的链接"
CONTRADICTION = "与 {other} 是同一单位同一年的年报，有 {count} 格数字不同，两份都没有写入：请留下对的一份再导入"
DIFFERENT = "{label}：这一份是「{here}」，{other} 里是「{there}」"
ONLY_HERE = "{label}：这一份是「{here}」，{other} 里没有读出"
ONE_FORM = "{others} 也是 {agency} {year} 年的，内容和这一份不一样，都没有写入：请只留一份再导入"
# So many cells that differ are named.
MOST_NAMED = 3


@dataclass(frozen=True)
class Failed:
    """A file that was not imported, and why."""

    file: Path
    problems: tuple[str, ...]
    exit_code: int


ImportOutcome = Imported | Filling | Failed


def require_titles(files: Sequence[Path], wanted: Wanted) -> None:
    """Refuse to give all files of a folder the same agency, year or name."""
    if len(files) > 1 and (wanted.agency or wanted.year or wanted.name):
        found = join_words(filter(None, (wanted.agency, str(wanted.year or ""), wanted.name)))
        raise InputError([Problem(ONE_FOR_MANY, found=found)])


def import_files(
    files: Sequence[Path], wanted: Wanted, advance: Callable[[], None] = lambda: None
) -> Iterator[ImportOutcome]:
    """Read all files, then write their reports and yield what came of each, in the order of the files.

    Of several documents of one report the one with most figures is written, where none contradicts it; else none. A
    form that was filled in stands alone: beside another file of its report, unless that is a copy, neither is written.
    """
    agencies = agency_names_in(wanted.params)
    read: list[Identified | IdentifiedForm | Failed] = []
    for file in files:
        read.append(_identified(replace(wanted, file=file), agencies))
        advance()
    reports: dict[Path, list[Identified | IdentifiedForm]] = {}
    for each in read:
        if not isinstance(each, Failed):
            reports.setdefault(each.folder, []).append(each)
    for found in read:
        yield found if isinstance(found, Failed) else _written(found, reports[found.folder])


def _identified(wanted: Wanted, agencies: AgencyNames) -> Identified | IdentifiedForm | Failed:
    try:
        form = find_filled(wanted.file)
        return identify_form(wanted, form) if form else identify(wanted, agencies)
    except Exception as error:  # one file must not end the others
        return _failure(wanted.file, error)


def _written(found: Identified | IdentifiedForm, of_report: Sequence[Identified | IdentifiedForm]) -> ImportOutcome:
    documents = [each for each in of_report if isinstance(each, Identified)]
    if isinstance(found, Identified) and len(documents) == len(of_report):
        return _import_among(found, documents)
    others = [each.wanted.file.name for each in of_report if each is not found and not _are_copies(each, found)]
    if others:
        words = ONE_FORM.format(others=join_words(others), agency=found.folder.parent.name, year=found.folder.name)
        return Failed(found.wanted.file, (words,), InputError.exit_code)
    try:
        return write_form(found) if isinstance(found, IdentifiedForm) else write_report(found)
    except Exception as error:  # one report must not end the others
        return _failure(found.wanted.file, error)


def _are_copies(one: Identified | IdentifiedForm, other: Identified | IdentifiedForm) -> bool:
    """Whether two forms hold the same, wherever it stands in them."""
    both = [each.form.content for each in (one, other) if isinstance(each, IdentifiedForm)]
    return len(both) == 2 and both[0] == both[1]


def _import_among(found: Identified, of_report: Sequence[Identified]) -> Imported | Failed:
    """Import a document beside the others of its report."""
    for other in of_report:
        wrong = [*_contradictions(found, other)]
        if wrong:
            words = CONTRADICTION.format(other=other.wanted.file.name, count=len(wrong))
            return Failed(found.wanted.file, (words, *wrong[:MOST_NAMED]), InputError.exit_code)
    chosen = max(of_report, key=lambda each: len(each.reading.figures))
    if found is not chosen:
        only = tuple(_only_in(found, chosen))
        twin = chosen.wanted.file.name
        return Imported(found.wanted.file, found.reading, found.agency, found.year, found.folder, (), only, twin)
    try:
        return write_report(found)
    except Exception as error:  # one report must not end the others
        return _failure(found.wanted.file, error)


def _failure(file: Path, error: Exception) -> Failed:
    told = InputError([Problem(GONE)]) if isinstance(error, FileNotFoundError) else error_for_user(error)
    problems = told.problems if isinstance(told, InputError) else (told,)
    return Failed(file, tuple(map(str, problems)), told.exit_code)


def _contradictions(one: Identified, other: Identified) -> Iterator[str]:
    """Yield the figures that two documents give differently."""
    there = other.reading.figures
    for address, figure in one.reading.figures.items():
        kind = one.reading.form.cells[address].kind
        if address in there and parse_figure(there[address].text, kind)[0] != parse_figure(figure.text, kind)[0]:
            yield _said(DIFFERENT, one, address, other)


def _only_in(one: Identified, other: Identified) -> Iterator[str]:
    for address in one.reading.figures:
        if address not in other.reading.figures:
            yield _said(ONLY_HERE, one, address, other)


def _said(words: str, one: Identified, address: str, other: Identified) -> str:
    label, there = one.reading.form.cells[address].label, other.reading.figures.get(address)
    here = one.reading.figures[address].text
    return words.format(label=label, here=here, other=other.wanted.file.name, there=there.text if there else "")
