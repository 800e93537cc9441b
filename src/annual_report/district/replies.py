"""What units answered: lists that came back, held against what is found in their reports now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from annual_report.build.outcomes import Outcome, Request
from annual_report.build.outputs.table import ANSWERS_BOOK, ANSWERS_RECORD, LISTS
from annual_report.build.recorded_files import write_recorded
from annual_report.district.batch import check
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import reports_in
from annual_report.filing.imports.document import Refused
from annual_report.review.answer_sheet import ANSWERS, CORRECTED, keys_of
from annual_report.review.answers import Answered, answers_workbook, read_answers

TITLE = "问题清单的回复"
NO_LISTS = "{file} 里没有清单：请写回来的一个 .xlsx 文件，或放着这些文件的文件夹"
# In what else a list may come back: told, so that no answer is lost.
OTHER_FORMATS = {
    **dict.fromkeys((".xls", ".et", ".ods", ".xlsm", ".csv"), "没有读：是清单的，请打开后另存为 .xlsx，再读一次"),
    **dict.fromkeys((".zip", ".rar", ".7z"), "压缩包没有读：里面是清单的，请先解压，再读一次"),
}
NOT_A_LIST = "不是本工具出的问题清单（找不到「办理情况」和「编号」两栏）：请核对文件"
GONE, OPEN, UNKNOWN = "已没有", "仍有", "没有这份年报"


@dataclass(frozen=True)
class Reply:
    """One answered problem: the file it came in, how its report stands now (GONE, OPEN or UNKNOWN), and whose it is."""

    file: str
    row: Answered
    now: str
    name: str = ""

    @property
    def is_answered(self) -> bool:
        return self.row.answer in ANSWERS

    @property
    def is_contradicted(self) -> bool:
        """Whether the unit says that it corrected what is still found."""
        return self.row.answer == CORRECTED and self.now == OPEN


@dataclass(frozen=True)
class Replies:
    """All answers, the files that could not be read, where both are written, and what of a person's was kept how."""

    replies: tuple[Reply, ...]
    problems: tuple[Problem, ...] = ()
    book: Path = Path()
    kept: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """2 where a file cannot be read, 1 where an answer is missing or contradicted, else 0."""
        if self.problems:
            return InputError.exit_code
        return int(any(each.is_contradicted or not each.is_answered for each in self.replies))


def collect_replies(place: Path, run: Run) -> Replies:
    """Read one list that came back, or a folder of them, check the reports they are about, and write all as one list.

    A file that is none costs itself alone. Raises InputError where there is no list at all.
    """
    files = _files_in(place)
    others = [Problem(OTHER_FORMATS[each.suffix.lower()], each.name) for each in files if not _is_book(each)]
    rows, problems = _read_all(filter(_is_book, files))
    problems += others
    if not rows and not problems:
        raise InputError([Problem(NO_LISTS.format(file=place), found=str(place))])
    now = {report: (outcome.name, _keys_now(outcome)) for report, outcome in _check(rows, run).items()}
    replies = tuple(_reply(file, row, now) for file, row in rows)
    return _write(Replies(replies, tuple(problems)), run.out)


def _files_in(place: Path) -> list[Path]:
    """Return the workbooks in a place, and what else may be one."""
    found = [place] if place.is_file() else place.rglob("*") if place.is_dir() else ()
    # What Excel leaves beside a workbook that is open begins with ~$.
    named = (each for each in found if each.is_file() and not each.name.startswith(("~$", ".")))
    return sorted(each for each in named if _is_book(each) or each.suffix.lower() in OTHER_FORMATS)


def _is_book(file: Path) -> bool:
    return file.suffix.lower() == ".xlsx"


def _read_all(files: Iterable[Path]) -> tuple[list[tuple[str, Answered]], list[Problem]]:
    rows: list[tuple[str, Answered]] = []
    problems = []
    for file in files:
        try:
            found = read_answers(file.read_bytes())
        except (Refused, OSError) as error:
            problems.append(Problem(str(error), file.name))
            continue
        if found is None:
            problems.append(Problem(NOT_A_LIST, file.name))
        rows += [(file.name, row) for row in found or ()]
    return rows, problems


def _check(rows: Sequence[tuple[str, Answered]], run: Run) -> Mapping[str, Outcome]:
    """Check every report that the lists are about, by its folder below PARAMS; unknown ones are left out."""
    asked = {row.report for _, row in rows}
    known = [(agency, year) for agency, year in reports_in(run.params) if f"{agency}/{year}" in asked]
    requests = [Request(agency, year, run) for agency, year in known]
    outcomes = check(requests, brief=True) if requests else ()
    return {f"{each.request.agency}/{each.year}": each for each in outcomes}


def _keys_now(outcome: Outcome) -> frozenset[str]:
    return keys_of(outcome.agency, outcome.year, outcome.findings)


def _reply(file: str, row: Answered, now: Mapping[str, tuple[str, frozenset[str]]]) -> Reply:
    """Hold an answer against the name of its report and what is found there now, for every report that is here."""
    if row.report not in now:
        return Reply(file, row, UNKNOWN)
    name, keys = now[row.report]
    return Reply(file, row, OPEN if row.key in keys else GONE, name)


def _write(found: Replies, out: Path) -> Replies:
    years = [int(year) for each in found.replies if (year := each.row.report.rpartition("/")[2]).isdecimal()]
    book = answers_workbook([*map(_as_row, found.replies)], TITLE, max(years, default=1))
    folder = out / LISTS
    data = {"answers": [_as_data(each) for each in found.replies]}
    kept = write_recorded(folder, {ANSWERS_BOOK: book}, ANSWERS_RECORD, data)
    return replace(found, book=folder / ANSWERS_BOOK, kept=tuple(kept))


def _as_row(each: Reply) -> list[str]:
    row, year = each.row, each.row.report.rpartition("/")[2]
    return [
        *(each.name or row.report, year, row.rule, row.message),
        *(row.answer, each.now, row.explanation, row.who, row.day, each.file),
    ]


def _as_data(each: Reply) -> dict[str, str]:
    return {**asdict(each.row), "now": each.now, "file": each.file}
