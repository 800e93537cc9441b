"""Findings as GitHub's workflow commands: a remark beside the line of the file in a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annual_report.errors import Position
from annual_report.review.annotations.checked import Checked, address_of, title_of
from annual_report.review.check_list import Task, check_list_of
from annual_report.review.problem_words import proposal
from annual_report.wording import make_harmless

COMMANDS = {"critical": "error", "warning": "warning", "info": "notice"}
FOLLOWING = "（{word}：{rules}）"
ADVICE = "。{word}：{advice}"
NOWHERE = Position("")


def github(outcomes: Iterable[Checked]) -> str:
    """Return one line per problem: `::error file=…,line=2,title=T3-I1::…`.

    GitHub shows ten errors of a step, so what only follows from a problem is named in its line and has none of its
    own. Rules that cannot be judged, and waived ones, have no line.
    """
    return "".join(f"{line}\n" for checked in outcomes for line in _lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    for problem in checked.findings.problems:
        yield _command("error", _place_in_repository(checked, problem.position), title_of(checked), problem.message)
    check_list = check_list_of(checked.findings)
    for finding in check_list.broken:
        yield _command("error", NOWHERE, f"{finding.rule} {title_of(checked)}", finding.message)
    for task in check_list.tasks:
        position = _place_in_repository(checked, task.place.position) if task.place else NOWHERE
        yield _command(COMMANDS[task.severity], position, _title(checked, task), _message(task))


def _place_in_repository(checked: Checked, position: Position) -> Position:
    """Return a position with the name that GitHub knows its file by."""
    return position._replace(file=address_of(checked, position.file)[0]) if position.file else position


def _title(checked: Checked, task: Task) -> str:
    """Return the rule; with the report where no file names it."""
    return task.leading.rule if task.place else f"{task.leading.rule} {title_of(checked)}"


def _message(task: Task) -> str:
    message = "\n".join(each.message for each in (task.leading, *task.alike))
    if task.following:
        message += FOLLOWING.format(word=task.following_word, rules="、".join(task.rules_following))
    if task.explanations:
        message += ADVICE.format(word=task.advice_word, advice=proposal(task.explanations[0]))
    return message


def _command(command: str, position: Position, title: str, message: str) -> str:
    properties = {"file": position.file, "line": position.row, "title": title}
    words = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return f"::{command} {words}::{_data(message)}"


def _data(text: str) -> str:
    """Escape what would end the line, as GitHub's own toolkit does; what would not be seen is shown."""
    return make_harmless(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
