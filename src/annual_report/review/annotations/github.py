"""Findings as GitHub's workflow commands: a remark beside the line of the file in a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annual_report.review.annotations.checked import Checked, address_of, title_of
from annual_report.review.check_list import Item, check_list
from annual_report.review.problem_words import proposal
from annual_report.wording import harmless

COMMANDS = {"critical": "error", "warning": "warning", "info": "notice"}
FOLLOWING = "（{follow}：{rules}）"
ADVICE = "。{word}：{advice}"


def github(outcomes: Iterable[Checked]) -> str:
    """Return one line per problem: `::error file=…,line=2,title=T3-I1::…`.

    GitHub shows ten errors of a step, so what only follows from a problem is named in its line and has none of its
    own. Rules that cannot be judged, and waived ones, have no line.
    """
    return "".join(f"{line}\n" for checked in outcomes for line in _lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    for problem in checked.findings.as_dict().get("problems", []):
        yield _command("error", _located(checked, problem), title_of(checked), problem["message"])
    found = check_list(checked.findings.as_dict())
    for finding in found.broken:
        yield _command("error", {}, f"{finding['rule']} {title_of(checked)}", finding["message"])
    for item in found.items:
        place = _located(checked, item.cell) if item.cell else {}
        yield _command(COMMANDS[item.severity], place, _title(checked, item), _message(item))


def _located(checked: Checked, place: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a place with the name that GitHub knows its file by."""
    return {**place, "file": address_of(checked, place["file"])[0]} if place["file"] else place


def _title(checked: Checked, item: Item) -> str:
    """Return the rule; with the report where no file names it."""
    return str(item.leading["rule"]) if item.cell else f"{item.leading['rule']} {title_of(checked)}"


def _message(item: Item) -> str:
    message = "\n".join(each["message"] for each in (item.leading, *item.alike))
    if item.following:
        message += FOLLOWING.format(
            follow=item.follow, rules="、".join(dict.fromkeys(each["rule"] for each in item.following))
        )
    return message + (
        ADVICE.format(word=item.advice, advice=proposal(item.explanations[0])) if item.explanations else ""
    )


def _command(command: str, place: Mapping[str, Any], title: str, message: str) -> str:
    properties = {"file": place.get("file"), "line": place.get("row"), "title": title}
    words = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items() if value)
    return f"::{command} {words}::{_data(message)}"


def _data(text: str) -> str:
    """Escape what would end the line, as GitHub's own toolkit does; what would not be seen is shown."""
    return harmless(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
