"""What a problem is: findings in the order an office works through them, one slip or one odd passage as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from annual_report.review.problem_words import MOST_ARROWS, Data, circled, is_one_move, place_of
from annual_report.rules.finding import SEVERITIES

ADVICE, PERHAPS = "建议", "可能是"
FOLLOWING, TOGETHER = "随之不成立", "同时不成立"
UNSUPPORTED = "有 {count} 种改法都能使数字对上，没有一种更像（见 findings.json），请逐格核对"

# So many explanations are shown that nothing tells apart.
MOST_UNTOLD = 3


@dataclass(frozen=True)
class Item:
    """One thing to put right.

    `leading` is the finding to read first, `alike` are others of its rule in the same row of the file, `following`
    are what fails only because of it. `explanations` begin with the likeliest; `likely` says whether that is clearly
    likelier than the others.
    """

    leading: Data
    alike: tuple[Data, ...] = ()
    following: tuple[Data, ...] = ()
    explanations: tuple[Data, ...] = ()
    remark: str = ""
    number: int = 0
    likely: bool = True
    follow: str = FOLLOWING

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
            yield from ((cell, self.likely) for finding in (self.leading, *self.alike) for cell in finding["cells"][:1])
        for rank, explanation in enumerate(self.explanations):
            yield from ((change, self.likely and rank == 0) for change in explanation["changes"])

    @property
    def advice(self) -> str:
        """How the first explanation is introduced."""
        return ADVICE if self.likely else PERHAPS

    @property
    def names_alike(self) -> str:
        """The cells that `alike` is about, as the form calls them; empty where they are called as the leading one."""
        labels = dict.fromkeys(cell["label"] for finding in self.alike for cell in finding["cells"][:1])
        return "、".join(labels) if self.leading["cells"] and self.leading["cells"][0]["label"] not in labels else ""


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


def check_list(findings: Data) -> CheckList:
    """Make the check list of what findings.json holds.

    A failed finding stands in one problem only: in the slip that names its rule, under the finding it follows from,
    or by itself.
    """
    failed = [each for each in findings["findings"] if each["outcome"] == "failed"]
    explained = enumerate(findings["slips"], 1)
    slips = [_of_slip(slip, mine) for number, slip in explained if (mine := _explained_by(number, failed))]
    rest = [each for each in failed if not 0 < each.get("slip", 0) <= len(findings["slips"])]
    leaders = [each for each in rest if _leader_of(each, failed) is None]
    followers = [each for each in rest if _leader_of(each, failed) is not None]
    others = sorted(_in_rows(leaders), key=lambda item: _gravity(item.leading))
    numbered = [replace(item, number=number) for number, item in enumerate([*slips, *others], 1)]
    items = _with_followers(numbered, followers, failed)
    return CheckList(
        slips=tuple(items[: len(slips)]),
        others=tuple(items[len(slips) :]),
        broken=tuple(each for each in findings["findings"] if each["outcome"] == "broken"),
        waiting=_waiting(findings["findings"]),
        waived=tuple(each for each in findings["findings"] if each["outcome"] == "waived"),
    )


def _explained_by(number: int, failed: list[Data]) -> list[Data]:
    return [each for each in failed if each.get("slip") == number]


def _of_slip(slip: Data, found: list[Data]) -> Item:
    """Make one problem of a slip; what follows from nothing leads, the gravest first.

    What is wrong with other cells of its row in the same way is alike, not following. Where nothing tells the
    explanations of many cells apart, none is shown.
    """
    rules = list(slip["rules"])
    leading, *rest = sorted(found, key=lambda each: (bool(each["follows"]), _gravity(each), rules.index(each["rule"])))
    alike = tuple(each for each in rest if _row_of(each) == _row_of(leading))
    following = tuple(each for each in rest if _row_of(each) != _row_of(leading))
    explanations = tuple(slip["explanations"])
    many = len(explanations) > MOST_UNTOLD and len(explanations[0]["changes"]) > MOST_ARROWS
    if many and not slip["likely"]:
        unsupported = UNSUPPORTED.format(count=len(explanations))
        return Item(leading, alike, following, (), unsupported, likely=False, follow=TOGETHER)
    if explanations and slip["likely"] and is_one_move(explanations[0]):
        return Item(leading, alike, following, tuple(filter(_is_worth_telling, explanations)))
    follow = FOLLOWING if explanations else TOGETHER
    return Item(leading, alike, following, explanations, slip["remark"], likely=slip["likely"], follow=follow)


def _is_worth_telling(explanation: Data) -> bool:
    """Whether an explanation says anything beside one slip that explains all: many cells, one by one, do not.

    That the search for those did not come to its end matters no more.
    """
    return is_one_move(explanation) or len(explanation["changes"]) <= MOST_ARROWS


def _row_of(finding: Data) -> tuple[Any, ...]:
    """Return what findings have in common that one rule makes in one row of a file."""
    cells = finding["cells"]
    place = (cells[0]["file"], cells[0]["row"]) if len(cells) == 1 else id(finding)
    return finding["rule"], finding["label"], place


def _leader_of(finding: Data, failed: list[Data]) -> Data | None:
    """Return the failed finding that another one follows from: of several of one rule, the one about the same cells."""
    for rule in finding["follows"]:
        found = [each for each in failed if each["rule"] == rule != finding["rule"]]
        nearest = max(found, key=lambda each: len(_cells_of(each) & _cells_of(finding)), default=None)
        if nearest and (len(found) == 1 or _cells_of(nearest) & _cells_of(finding)):
            return nearest
    return _blank_quoted(finding, failed)


def _blank_quoted(finding: Data, failed: list[Data]) -> Data | None:
    """Return what says of a figure that it is missing, where a finding is there only because the prose quotes that.

    Where it quotes missing figures of several rows, none of them alone is the cause.
    """
    blank = {place_of(cell) for cell in finding["cells"][1:] if cell["value"] is None}
    alike = [
        each for each in failed if each is not finding and each["rule"] == finding["rule"] and _cells_of(each) <= blank
    ]
    in_one_row = len(alike) == len(blank) and len({_row_of(each) for each in alike}) == 1
    return alike[0] if in_one_row else None


def _cells_of(finding: Data) -> set[str]:
    return {place_of(cell) for cell in finding["cells"]}


def _in_rows(findings: Iterable[Data]) -> Iterator[Item]:
    """Put together what one rule finds in one row of a file, so that an empty line is one problem and not seven."""
    rows: dict[Any, list[Data]] = {}
    for finding in findings:
        rows.setdefault(_row_of(finding), []).append(finding)
    return (Item(first, tuple(alike)) for first, *alike in rows.values())


def _with_followers(items: list[Item], followers: list[Data], failed: list[Data]) -> list[Item]:
    """Put every finding that follows from another into the problem of that one."""
    homes = {id(each): at for at, item in enumerate(items) for each in (item.leading, *item.alike, *item.following)}
    waiting = [(each, id(_leader_of(each, failed))) for each in followers]
    while waiting:
        # Where findings follow from each other in a circle, one of them has to begin.
        pair = next((each for each in waiting if each[1] in homes), waiting[0])
        waiting.remove(pair)
        finding, leader = pair
        home = homes.get(leader, len(items))
        if home == len(items):
            items = [*items, Item(finding, number=home + 1)]
        else:
            items[home] = replace(items[home], following=(*items[home].following, finding))
        homes[id(finding)] = home
    return items


def _waiting(findings: Iterable[Data]) -> dict[str, tuple[str, ...]]:
    """Return what every rule that could not be judged waits for."""
    waiting: dict[str, dict[str, None]] = {}
    for finding in findings:
        if finding["outcome"] == "not_assessable":
            waiting.setdefault(finding["rule"], {})[finding["message"]] = None
    return {rule: tuple(messages) for rule, messages in waiting.items()}


def _gravity(finding: Data) -> int:
    return list(SEVERITIES).index(finding["severity"])
