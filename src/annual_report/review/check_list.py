"""What is to be put right: findings in the order an office works through them, one slip or one odd passage as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annual_report.errors import Position
from annual_report.filing.place import Place
from annual_report.review.problem_words import MOST_ARROWS, circled_number, is_one_move
from annual_report.rules.finding import SEVERITIES, Change, Explanation, Finding, Slip
from annual_report.rules.findings import Findings

ADVICE, PERHAPS = "建议", "可能是"
FOLLOWING, TOGETHER = "随之不成立", "同时不成立"
UNSUPPORTED = "有 {count} 种改法都能使数字对上，没有一种更像（见 findings.json），请逐格核对"

# So many explanations are shown that nothing tells apart.
MOST_UNTOLD = 3


@dataclass(frozen=True)
class Task:
    """One thing to put right.

    `leading` is the finding to read first, `alike` are others of its rule in the same row of the file, `following`
    are what fails only because of it, introduced by `following_word`. `explanations` begin with the likeliest;
    `likely` says whether that is clearly likelier than the others.
    """

    leading: Finding
    alike: tuple[Finding, ...] = ()
    following: tuple[Finding, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    remark: str = ""
    number: int = 0
    likely: bool = True
    following_word: str = FOLLOWING

    @property
    def sign(self) -> str:
        """The number as it stands beside a figure, where a plain digit would be read as part of it."""
        return circled_number(self.number)

    @property
    def first_change(self) -> Change | None:
        """What the likeliest explanation changes first."""
        return next(iter(self.explanations[0].changes), None) if self.explanations else None

    @property
    def place(self) -> Place | None:
        """The place to look at first: what the likeliest explanation changes, else what the finding names first."""
        return self.first_change.place if self.first_change else next(iter(self.leading.cells), None)

    @property
    def severity(self) -> str:
        """The gravest severity of what it holds."""
        return min((self.leading, *self.following), key=_gravity).severity

    @property
    def suspects(self) -> Iterator[tuple[Place, bool]]:
        """Every cell that may be the cause, and whether it is the likeliest."""
        if not self.explanations:
            yield from ((place, self.likely) for finding in (self.leading, *self.alike) for place in finding.cells[:1])
        for rank, explanation in enumerate(self.explanations):
            yield from ((change.place, self.likely and rank == 0) for change in explanation.changes)

    @property
    def advice_word(self) -> str:
        """How the first explanation is introduced."""
        return ADVICE if self.likely else PERHAPS

    @property
    def labels_alike(self) -> str:
        """The cells that `alike` is about, as the form calls them; empty where they are called as the leading one."""
        labels = dict.fromkeys(place.label for finding in self.alike for place in finding.cells[:1])
        return "、".join(labels) if self.leading.cells and self.leading.cells[0].label not in labels else ""

    @property
    def rules_following(self) -> list[str]:
        """The rules that fail only because of it, each once."""
        return list(dict.fromkeys(finding.rule for finding in self.following))


@dataclass(frozen=True)
class CheckList:
    """What to put right, numbered: what slips explain, then the rest; and what could not be judged, is waived or broke.

    `waiting` holds by rule what every rule that could not be judged waits for.
    """

    slip_tasks: tuple[Task, ...]
    other_tasks: tuple[Task, ...]
    broken: tuple[Finding, ...]
    waiting: Mapping[str, tuple[str, ...]]
    waived: tuple[Finding, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*self.slip_tasks, *self.other_tasks)

    @property
    def counts(self) -> dict[str, int]:
        """How many tasks there are of every severity, by its Chinese name."""
        found = [task.severity for task in self.tasks]
        return {word: found.count(severity) for severity, word in SEVERITIES.items()}


def check_list_of(findings: Findings) -> CheckList:
    """Make the check list of what was found.

    A failed finding stands in one task only: in that of the slip that explains it, under the finding it follows from,
    or by itself.
    """
    failed = [each for each in findings.found if each.outcome == "failed"]
    explained = enumerate(findings.slips, 1)
    slip_tasks = [_task_of(slip, mine) for number, slip in explained if (mine := _findings_of_slip(number, failed))]
    rest = [each for each in failed if not 0 < each.slip <= len(findings.slips)]
    leaders = [each for each in rest if _leader_of(each, failed) is None]
    followers = [each for each in rest if _leader_of(each, failed) is not None]
    other_tasks = sorted(_tasks_by_row(leaders), key=lambda task: _gravity(task.leading))
    numbered = [replace(task, number=number) for number, task in enumerate([*slip_tasks, *other_tasks], 1)]
    tasks = _with_followers(numbered, followers, failed)
    return CheckList(
        slip_tasks=tuple(tasks[: len(slip_tasks)]),
        other_tasks=tuple(tasks[len(slip_tasks) :]),
        broken=tuple(each for each in findings.found if each.outcome == "broken"),
        waiting=_missing_by_rule(findings.found),
        waived=tuple(each for each in findings.found if each.outcome == "waived"),
    )


def _findings_of_slip(number: int, failed: Iterable[Finding]) -> list[Finding]:
    return [each for each in failed if each.slip == number]


def _task_of(slip: Slip, found: Iterable[Finding]) -> Task:
    """Make one task of a slip; what follows from nothing leads, the gravest first.

    What is wrong with other cells of its row in the same way is alike, not following. Where nothing tells the
    explanations of many cells apart, none is shown.
    """
    leading, *rest = sorted(found, key=lambda each: (bool(each.follows), _gravity(each), slip.rules.index(each.rule)))
    alike = tuple(each for each in rest if _row_of(each) == _row_of(leading))
    following = tuple(each for each in rest if _row_of(each) != _row_of(leading))
    explanations = slip.explanations
    many = len(explanations) > MOST_UNTOLD and len(explanations[0].changes) > MOST_ARROWS
    if many and not slip.likely:
        unsupported = UNSUPPORTED.format(count=len(explanations))
        return Task(leading, alike, following, (), unsupported, likely=False, following_word=TOGETHER)
    if explanations and slip.likely and is_one_move(explanations[0]):
        return Task(leading, alike, following, tuple(filter(_is_worth_telling, explanations)))
    word = FOLLOWING if explanations else TOGETHER
    return Task(leading, alike, following, explanations, slip.remark, likely=slip.likely, following_word=word)


def _is_worth_telling(explanation: Explanation) -> bool:
    """Whether an explanation says anything beside one slip that explains all: many cells, one by one, do not.

    That the search for those did not come to its end matters no more.
    """
    return is_one_move(explanation) or len(explanation.changes) <= MOST_ARROWS


def _row_of(finding: Finding) -> tuple[Any, ...]:
    """Return what findings have in common that one rule makes in one row of a file."""
    cells = finding.cells
    row = (cells[0].file, cells[0].row) if len(cells) == 1 else id(finding)
    return finding.rule, finding.label, row


def _leader_of(finding: Finding, failed: Sequence[Finding]) -> Finding | None:
    """Return the failed finding that another one follows from: of several of one rule, the one about the same cells."""
    for rule in finding.follows:
        found = [each for each in failed if each.rule == rule != finding.rule]
        nearest = max(found, key=lambda each: len(_positions_of(each) & _positions_of(finding)), default=None)
        if nearest and (len(found) == 1 or _positions_of(nearest) & _positions_of(finding)):
            return nearest
    return _finding_of_blank(finding, failed)


def _finding_of_blank(finding: Finding, failed: Sequence[Finding]) -> Finding | None:
    """Return what says of a figure that it is missing, where a finding is there only because the prose quotes that.

    Where it quotes missing figures of several rows, none of them alone is the cause.
    """
    blank = {place.position for place in finding.cells[1:] if place.value is None}
    alike = [
        each for each in failed if each is not finding and each.rule == finding.rule and _positions_of(each) <= blank
    ]
    in_one_row = len(alike) == len(blank) and len({_row_of(each) for each in alike}) == 1
    return alike[0] if in_one_row else None


def _positions_of(finding: Finding) -> set[Position]:
    return {place.position for place in finding.cells}


def _tasks_by_row(findings: Iterable[Finding]) -> Iterator[Task]:
    """Put together what one rule finds in one row of a file, so that an empty line is one task and not seven."""
    rows: dict[Any, list[Finding]] = {}
    for finding in findings:
        rows.setdefault(_row_of(finding), []).append(finding)
    return (Task(first, tuple(alike)) for first, *alike in rows.values())


def _with_followers(tasks: list[Task], followers: Iterable[Finding], failed: Sequence[Finding]) -> list[Task]:
    """Put every finding that follows from another into the task of that one."""
    homes = {id(each): at for at, task in enumerate(tasks) for each in (task.leading, *task.alike, *task.following)}
    waiting = [(follower, id(_leader_of(follower, failed))) for follower in followers]
    while waiting:
        # Where findings follow from each other in a circle, one of them has to begin.
        pair = next((each for each in waiting if each[1] in homes), waiting[0])
        waiting.remove(pair)
        finding, leader = pair
        home = homes.get(leader, len(tasks))
        if home == len(tasks):
            tasks = [*tasks, Task(finding, number=home + 1)]
        else:
            tasks[home] = replace(tasks[home], following=(*tasks[home].following, finding))
        homes[id(finding)] = home
    return tasks


def _missing_by_rule(findings: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """Return what every rule that could not be judged waits for."""
    waiting: dict[str, dict[str, None]] = {}
    for finding in findings:
        if finding.outcome == "not_assessable":
            waiting.setdefault(finding.rule, {})[finding.message] = None
    return {rule: tuple(messages) for rule, messages in waiting.items()}


def _gravity(finding: Finding) -> int:
    return list(SEVERITIES).index(finding.severity)
