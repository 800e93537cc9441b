"""What docs/rules.md says of the places that ask more than the law: a table for each notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR
from typing import Any

import yaml

from annual_report import paths
from annual_report.rules.finding import SEVERITIES
from annual_report.rules.profiles.points import LocalPoint, load_profile
from annual_report.rules.profiles.profile_file import LocalDeadline, Notice, Point
from annual_report.wording import join_words, plain
from local_breakages import LOCAL_BREAKAGES_FILE

HEAD = """## 各地的要求

`agency.yaml` 里写了 `profile: 地方` 的单位，除上面的规则外还要符合这个地方的要求：
`expectations/profiles/` 里每个地方一个文件，写法见 [profiles.md](profiles.md)。
“最小的例子”在 `tests/profiles.yaml`，改的是那里写明的、全部符合要求的报告。
"""
COLUMNS = "| 规则 | 要求 | 怎么判断 | 程度 | 分值 | 最小的例子 |\n|---|---|---|---|---|---|"
BY_A_PERSON, RAISED = "待人定", "{severity}（提高）"


def lines() -> Iterator[str]:
    """Yield the lines about every place."""
    examples = _examples()
    yield HEAD
    for place in paths.profiles():
        profile = load_profile(place)
        yield f"### {place}（{profile.name}）\n"
        for notice in profile.notices:
            yield f"{notice.basis}，用于{_years(notice)}的报告。{_deadlines(notice)}\n"
            yield COLUMNS
            yield from (_row(LocalPoint(place, notice, point), examples) for point in notice.points)
            yield ""


def _examples() -> dict[str, Any]:
    places = yaml.safe_load(LOCAL_BREAKAGES_FILE.read_text(encoding="utf-8"))
    return {point: change for lines in places.values() for point, change in lines["breakages"].items()}


def _years(notice: Notice) -> str:
    last = "" if notice.last_year == MAXYEAR else str(notice.last_year)
    return f" {notice.first_year} 年" if last == str(notice.first_year) else f" {notice.first_year}–{last} 年"


def _deadlines(notice: Notice) -> str:
    days = join_words(f"{_whose(each)} {each.publish}" for each in notice.deadlines)
    return f"发布期限：{days}。" if days else ""


def _whose(each: LocalDeadline) -> str:
    return "".join((join_words(each.levels), join_words(each.kinds))) or "各单位"


def _row(each: LocalPoint, examples: dict[str, Any]) -> str:
    point = each.point
    open_question = f"〔待核〕{point.open}" if point.open else ""
    score = plain(point.score) if point.score else ""
    cells = (each.id, point.words + open_question, _judged(point), _severity(point), score, _example(each.id, examples))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _judged(point: Point) -> str:
    """Return how a point is judged, in short."""
    if point.person:
        return f"由人判断：{point.person}"
    if point.rules:
        return f"规则 {join_words(point.rules)}"
    where = f"{point.section}{f'（{point.aspect}）' if point.aspect else ''}"
    if point.at_most:
        return f"{where} 不超过 {point.at_most} 字"
    if point.never:
        return f"{where} 没有：{join_words(point.never)}"
    verb, asked = ("有数字", point.gives) if point.gives else ("写到", point.says)
    return f"{where} {verb}：{'；'.join(f'{name}（{_words(words)}）' for name, words in asked.items())}"


def _words(words: str | re.Pattern[str]) -> str:
    return f"`{words if isinstance(words, str) else words.pattern}`"


def _severity(point: Point) -> str:
    if point.person:
        return BY_A_PERSON
    if point.rules:
        return RAISED.format(severity=SEVERITIES[point.severity]) if point.says_severity else ""
    return SEVERITIES[point.severity]


def _example(rule: str, examples: dict[str, Any]) -> str:
    if rule not in examples:
        return ""
    words = yaml.safe_dump(examples[rule], allow_unicode=True, default_flow_style=True, sort_keys=False, width=1000)
    return f"`{words.strip()}`"
