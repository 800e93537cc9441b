"""The check list: findings in the order an office works through them, one slip or one odd passage as one problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from annual_report.model.findings import SEVERITIES

if TYPE_CHECKING:
    from annual_report.model.report import Report

# A finding, an explanation or a cell as findings.json holds it.
Data = Mapping[str, Any]

CHANGE = "{label}（{place}）{before} → {after}"
CAUSE = "（{cause}）"
SPOT, LINE = "第{row}行{column}列", "第{row}行"
SHEETS = (".csv", ".tsv")
BLANK = "空白"
UNDETERMINED = "待核实"

# ① to ⑳, ㉑ to ㉟ and ㊱ to ㊿: the last circled number and the character of its first.
CIRCLED = ((20, 0x2460), (35, 0x3251), (50, 0x32B1))
STARTS = (1, 21, 36)


@dataclass(frozen=True)
class Item:
    """One thing to put right.

    `leading` is the finding to read first, `alike` are others of its rule in the same row of the file, `following`
    are what fails only because of it. `explanations` begin with the likeliest.
    """

    leading: Data
    alike: tuple[Data, ...] = ()
    following: tuple[Data, ...] = ()
    explanations: tuple[Data, ...] = ()
    remark: str = ""
    number: int = 0

    @property
    def sign(self) -> str:
        """The number as it stands beside a figure, where a plain digit would be read as part of it."""
        return circled(self.number)

    @property
    def cell(self) -> Data | None:
        """The place to look at first: what the likeliest explanation changes, else what the finding names first."""
        changes = self.explanations[0]["changes"] if self.explanations else ()
        return next(iter((*changes, *self.leading["cells"])), None)

    @property
    def severity(self) -> str:
        """The gravest severity of what it holds."""
        return str(min((self.leading, *self.following), key=_gravity)["severity"])

    @property
    def suspects(self) -> Iterator[tuple[Data, bool]]:
        """Every cell that may be the cause, and whether it is the likeliest."""
        if not self.explanations:
            yield from ((cell, True) for finding in (self.leading, *self.alike) for cell in finding["cells"][:1])
        for rank, explanation in enumerate(self.explanations):
            yield from ((change, rank == 0) for change in explanation["changes"])


@dataclass(frozen=True)
class CheckList:
    """What to put right, numbered, and what could not be judged, was explained or broke."""

    slips: tuple[Item, ...]
    others: tuple[Item, ...]
    broken: tuple[Data, ...]
    waiting: Mapping[str, tuple[str, ...]]
    waived: tuple[Data, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return (*self.slips, *self.others)

    @property
    def counts(self) -> dict[str, int]:
        """How many problems there are of every severity, by its Chinese name."""
        found = [item.severity for item in self.items]
        return {word: found.count(severity) for severity, word in SEVERITIES.items()}


@dataclass(frozen=True)
class Sign:
    """The number of a problem beside a figure; `likely` where its likeliest explanation changes that figure."""

    number: int
    likely: bool

    @property
    def text(self) -> str:
        return circled(self.number)


def check_list(findings: Data) -> CheckList:
    """Make the check list of what findings.json holds.

    A failed finding stands in one problem only: in the slip that names its rule, under the finding it follows from,
    or by itself.
    """
    failed = [each for each in findings["findings"] if each["outcome"] == "failed"]
    slips = [_of_slip(slip, mine) for slip, mine in _by_slip(findings["slips"], failed) if mine]
    placed = {id(each) for item in slips for each in (item.leading, *item.following)}
    leaders, followers = _parted([each for each in failed if id(each) not in placed], failed)
    others = sorted(_in_rows(leaders), key=lambda item: _gravity(item.leading))
    numbered = [replace(item, number=number) for number, item in enumerate([*slips, *others], 1)]
    items = _with_followers(numbered, followers)
    return CheckList(
        slips=tuple(items[: len(slips)]),
        others=tuple(items[len(slips) :]),
        broken=tuple(each for each in findings["findings"] if each["outcome"] == "broken"),
        waiting=_waiting(findings["findings"]),
        waived=tuple(each for each in findings["findings"] if each["outcome"] == "waived"),
    )


def marks_of(found: CheckList, report: Report) -> dict[str, list[Sign]]:
    """Return the signs that stand beside every figure of this report that may be the cause of a problem."""
    marks: dict[str, dict[int, bool]] = {}
    for item in found.items:
        for address, likely in _suspect_figures(item, report):
            signs = marks.setdefault(address, {})
            signs[item.number] = signs.get(item.number, False) or likely
    return {address: [Sign(number, likely) for number, likely in signs.items()] for address, signs in marks.items()}


def circled(number: int) -> str:
    """Write a number as ①, ②, …; those beyond ㊿ in brackets."""
    for start, (last, first) in zip(STARTS, CIRCLED, strict=True):
        if start <= number <= last:
            return chr(first + number - start)
    return f"（{number}）"


def place_of(cell: Data) -> str:
    """Return where a cell stands, as an editor understands it: file:row:column."""
    return ":".join(str(cell[key]) for key in ("file", "row", "col") if cell[key])


def located(cell: Data) -> str:
    """Return where a cell stands in both ways: as an editor understands it, and as a spreadsheet shows it."""
    return "　".join(filter(None, (place_of(cell), spot_of(cell))))


def spot_of(cell: Data) -> str:
    """Return where in its file a cell stands, as a spreadsheet shows it; in prose the line is enough."""
    row, col = cell["row"], cell["col"]
    if not row:
        return ""
    is_sheet = col and PurePosixPath(cell["file"]).suffix.lower() in SHEETS
    return SPOT.format(row=row, column=column_letters(col)) if is_sheet else LINE.format(row=row)


def column_letters(column: int) -> str:
    """Return how a spreadsheet names a column that counts from 1: A, B, … Z, AA.

    openpyxl can say it, too, but takes a tenth of a second to import.
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def said(value: Any) -> str:
    """Return a value as the list shows it; what is missing is named."""
    return BLANK if value in (None, "") else str(value)


def proposal(explanation: Data) -> str:
    """Say an explanation in one sentence: every cell, from what to what, and the cause."""
    changes = (
        CHANGE.format(label=each["label"], place=place_of(each), before=said(each["from"]), after=corrected(each))
        for each in explanation["changes"]
    )
    cause = CAUSE.format(cause=explanation["cause"]) if explanation["cause"] else ""
    return "；".join(changes) + cause


def corrected(change: Data) -> str:
    """Return what a cell should hold, or that nobody can tell."""
    return UNDETERMINED if change["to"] is None else str(change["to"])


def _suspect_figures(item: Item, report: Report) -> list[tuple[str, bool]]:
    """Return the suspect figures of a problem by address; those of last year's tables are not on this page."""
    figures = (
        (f"{cell['table']}.{cell['line']}.{cell['column']}", likely)
        for cell, likely in item.suspects
        if str(PurePosixPath(cell["file"]).parent) == report.folder
    )
    return [(address, likely) for address, likely in figures if address in report.form.cells]


def _by_slip(slips: Sequence[Data], failed: list[Data]) -> Iterator[tuple[Data, list[Data]]]:
    """Yield every slip with its findings; a rule that two slips name goes where its cells are."""
    mine: list[list[Data]] = [[] for _ in slips]
    for finding in failed:
        candidates = [number for number, slip in enumerate(slips) if finding["rule"] in slip["rules"]]
        if candidates:
            nearest = max(candidates, key=lambda number: len(_cells_of(finding) & _changed_by(slips[number])))
            mine[nearest].append(finding)
    yield from zip(slips, mine, strict=True)


def _cells_of(finding: Data) -> set[str]:
    return {place_of(cell) for cell in finding["cells"]}


def _changed_by(slip: Data) -> set[str]:
    return {place_of(change) for explanation in slip["explanations"] for change in explanation["changes"]}


def _of_slip(slip: Data, found: list[Data]) -> Item:
    """Make one problem of a slip; what follows from nothing leads, the gravest first."""
    rules = list(slip["rules"])
    found = sorted(found, key=lambda each: (bool(each["follows"]), _gravity(each), rules.index(each["rule"])))
    return Item(found[0], (), tuple(found[1:]), tuple(slip["explanations"]), slip["remark"])


def _parted(rest: list[Data], failed: list[Data]) -> tuple[list[Data], list[Data]]:
    """Part findings into those that lead and those that follow from a failed rule."""
    rules = {each["rule"] for each in failed}
    followers = [each for each in rest if rules & set(each["follows"]) - {each["rule"]}]
    return [each for each in rest if not any(each is other for other in followers)], followers


def _in_rows(findings: Iterable[Data]) -> Iterator[Item]:
    """Put together what one rule finds in one row of a file, so that an empty line is one problem and not seven."""
    rows: dict[Any, list[Data]] = {}
    for finding in findings:
        cells = finding["cells"]
        place = (cells[0]["file"], cells[0]["row"]) if len(cells) == 1 else id(finding)
        rows.setdefault((finding["rule"], finding["label"], place), []).append(finding)
    return (Item(first, tuple(alike)) for first, *alike in rows.values())


def _with_followers(items: list[Item], followers: list[Data]) -> list[Item]:
    """Put every finding that follows from others into the problem of the first of them that has one."""
    homes = {each["rule"]: index for index, item in enumerate(items) for each in (item.leading, *item.following)}
    waiting = list(followers)
    while waiting:
        # Where findings follow from each other in a circle, one of them has to begin.
        finding = next((each for each in waiting if _home(each, homes) is not None), waiting[0])
        waiting.remove(finding)
        home = _home(finding, homes)
        if home is None:
            home = len(items)
            items = [*items, Item(finding, number=home + 1)]
        else:
            items[home] = replace(items[home], following=(*items[home].following, finding))
        homes.setdefault(finding["rule"], home)
    return items


def _home(finding: Data, homes: Mapping[str, int]) -> int | None:
    return next((homes[rule] for rule in finding["follows"] if rule in homes), None)


def _waiting(findings: Iterable[Data]) -> dict[str, tuple[str, ...]]:
    """Return what every rule that could not be judged waits for."""
    waiting: dict[str, dict[str, None]] = {}
    for finding in findings:
        if finding["outcome"] == "not_assessable":
            waiting.setdefault(finding["rule"], {})[finding["message"]] = None
    return {rule: tuple(messages) for rule, messages in waiting.items()}


def _gravity(finding: Data) -> int:
    return list(SEVERITIES).index(finding["severity"])
