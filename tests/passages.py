"""Passages of invented reports: a grammar of clauses x figures x scopes, with the tables that agree.

`draw_passage` gives a report year that its tables agree with, and every count in it that a table holds, so that a test
can make any of them wrong. All names and figures are invented.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from annual_report.form.forms import load_form

FORM = load_form("2021")
YEAR = 2024
RESULTS = {
    **{"granted": "予以公开", "partly_granted": "部分公开", "enforcement_files": "不予公开"},
    **{"not_held": "无法提供", "petitions": "不予处理", "other_outcomes": "其他处理"},
}
SCOPES = {
    "channel": ("其中网上申请{}件、信函申请{}件", "其中线上{}件，线下{}件", "从申请方式看，网络{}件，邮寄{}件"),
    "period": ("其中上半年{}件、下半年{}件",),
    "unit": ("其中区政府办公室{}件，各部门{}件",),
}
LEFT = (
    "，结转下年度{}件。",
    "，结转至2025年{}件。",
    "，{}件结转下年度继续办理。",
    "，其余{}件尚在法定期限内办理。",
    "，{}件因征求意见，延至下一年度办理。",
)
ELSEWHERE = (
    "全年收到网民留言{}条，办结{}条。",
    "受理12345热线工单{}件，按时办结{}件。",
    "办理人大建议{}件、政协提案{}件，全部办结。",
    "组织公开业务培训{}次，参训{}人次。",
    "受理公众咨询{}件，答复{}件。",
    "接待来访{}批，接听热线{}个。",
    "开展合法性审核{}件，抽查{}件次。",
)


@dataclass(frozen=True)
class Invented:
    """A passage in pieces: text and counts in turn; `counted` are the places of the counts that a table holds."""

    pieces: tuple[str | int, ...]
    counted: tuple[int, ...]
    values: dict[str, int] = field(hash=False)
    previous: dict[str, int] = field(hash=False)

    @property
    def text(self) -> str:
        return "".join(map(str, self.pieces))

    def with_wrong(self, place: int, by: int) -> Invented:
        """Return the passage with one count made wrong."""
        count = self.pieces[place]
        assert isinstance(count, int)
        return replace(self, pieces=(*self.pieces[:place], count + by, *self.pieces[place + 1 :]))


class Writer:
    """Writes a passage: `say` counts of the tables, `mention` numbers of other things."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self.draw = draw
        self.pieces: list[str | int] = []
        self.counted: list[int] = []

    def one_of(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def count(self, most: int) -> int:
        return int(self.draw(st.integers(0, most)))

    def mention(self, words: str, *numbers: int) -> None:
        for part, number in itertools.zip_longest(words.split("{}"), numbers):
            self.pieces += [part] if number is None else [part, number]

    def say(self, words: str, *numbers: int) -> None:
        first = len(self.pieces)
        self.mention(words, *numbers)
        self.counted += [place for place in range(first, len(self.pieces)) if isinstance(self.pieces[place], int)]


def parted(writer: Writer, total: int, parts: int) -> list[int]:
    """Return counts that add up to a total."""
    cuts = sorted(writer.count(total) for _ in range(parts - 1))
    return [after - before for before, after in itertools.pairwise([0, *cuts, total])]


@st.composite
def draw_passage(draw: Callable[[Any], Any]) -> Invented:
    """Return an invented passage about applications, cases and documents, with tables that agree."""
    writer = Writer(draw)
    values = dict.fromkeys(FORM.cells, 0)
    previous = dict(values)
    _applications(writer, values, previous)
    writer.mention(writer.one_of(*ELSEWHERE), writer.count(99), writer.count(99))
    _cases(writer, values)
    _documents(writer, values)
    return Invented(tuple(writer.pieces), tuple(writer.counted), values, previous)


def _applications(writer: Writer, values: dict[str, int], previous: dict[str, int]) -> None:
    people, firms, carried = 1 + writer.count(200), writer.count(30), writer.count(9)
    came = people + firms
    left = writer.count(min(came, 8))
    closed = came + carried - left
    results = dict(zip(RESULTS, parted(writer, closed, len(RESULTS)), strict=True))
    _fill(values, "received", {"natural_person": people, "business": firms, "total": came})
    _fill(values, "carried_in", {"natural_person": carried, "total": carried})
    _fill(values, "carried_forward", {"natural_person": left, "total": left})
    for line, number in {**results, "outcomes_total": closed}.items():
        _fill(values, line, {"natural_person": number, "total": number})
    before = previous["applications.received.total"] = 1 + writer.count(300)

    who = writer.one_of("", "我局", "全区", "本机关", "全市各级行政机关", "我镇")
    what = writer.one_of("政府信息公开申请", "依申请公开申请", "信息公开申请", "依申请公开件")
    when = writer.one_of("2024年，", "2024年", "全年", "本年度")
    writer.say(f"{when}{who}{writer.one_of('共收到', '受理', '收到', '累计收到', '接收', '新收')}{what}{{}}件", came)
    _grown(writer, came, before)
    _parts(writer, people, firms)
    if carried:
        writer.say(writer.one_of("，上年结转{}件", "，2023年结转{}件", "，上年度结转申请{}件"), carried)
    writer.say(writer.one_of("。全年办结{}件", "。共办结{}件", "，答复{}件", "，办结{}件"), closed)
    if writer.one_of(True, False):
        writer.mention(writer.one_of("，其中", "。其中，", "，其中："))
        said = [f"{name}{{}}件" for name in RESULTS.values()]
        writer.say("、".join(said), *results.values())
    writer.say(writer.one_of(*LEFT), left)


def _grown(writer: Writer, came: int, before: int) -> None:
    """Say how much more or less came than in the year before, or nothing."""
    change = abs(came - before)
    word = "增加" if came > before else "减少"
    if change and writer.one_of(True, False):
        ways = (f"，较上年{word}{{}}件", f"，比2023年{word}{{}}件", f"，收件量较上年{word}{{}}件")
        writer.say(writer.one_of(*ways), change)


def _parts(writer: Writer, people: int, firms: int) -> None:
    """Say of what the received applications are made up: applicants, or a scope that no table has."""
    kind = writer.one_of("", "applicant", *SCOPES)
    if kind == "applicant":
        words = writer.one_of(
            "，其中自然人{}件、法人或其他组织{}件",
            "（其中自然人{}件，法人或其他组织{}件）",
            "，涉及自然人{}件、法人或其他组织{}件",
            "，从申请主体看，自然人{}件，法人或其他组织{}件",
        )
        writer.say(words, people, firms)
    elif kind:
        writer.say(f"，{writer.one_of(*SCOPES[kind])}", *parted(writer, people + firms, 2))


def _cases(writer: Writer, values: dict[str, int]) -> None:
    columns = ("upheld", "corrected", "other_results", "pending")
    reviews, suits = [1 + writer.count(8), *map(writer.count, (3, 3, 2))], [*map(writer.count, (4, 2, 1, 1))]
    for line, cases in (("review", reviews), ("direct_suit", suits)):
        values |= {f"review_litigation.{line}.{column}": number for column, number in zip(columns, cases, strict=True)}
        values[f"review_litigation.{line}.total"] = sum(cases)
    writer.say(writer.one_of("因政府信息公开被申请行政复议{}件", "政府信息公开行政复议{}件"), sum(reviews))
    if writer.one_of(True, False):
        writer.say(writer.one_of(*BRACKETED), *reviews)
    if sum(suits):
        writer.say(writer.one_of("；行政诉讼{}件。", "，被提起行政诉讼{}件。"), sum(suits))
    else:
        writer.mention(writer.one_of("；未发生行政诉讼。", "，无行政诉讼。"))


BRACKETED = (
    "：维持{}件、纠正{}件、其他结果{}件、尚未审结{}件",
    "（维持{}件、纠正{}件、其他结果{}件、尚未审结{}件）",
    "，其中维持{}件、纠正{}件、其他结果{}件、尚未审结{}件",
)


def _documents(writer: Writer, values: dict[str, int]) -> None:
    numbers = [writer.count(most) for most in (9, 5, 90)]
    for column, number in zip(("issued", "repealed", "in_force"), numbers, strict=True):
        values[f"disclosure.normative_documents.{column}"] = number
    writer.say(
        writer.one_of(
            "制发行政规范性文件{}件，废止{}件，现行有效{}件。",
            "本年度制发、废止、现行有效规范性文件分别为{}件、{}件、{}件。",
            "全年出台规范性文件{}份，废止规范性文件{}份，现行有效规范性文件{}份。",
            "印发规范性文件{}件，配发解读材料12份，宣布废止{}件，继续有效{}件。",
        ),
        *numbers,
    )


def _fill(values: dict[str, int], line: str, numbers: dict[str, int]) -> None:
    values |= {f"applications.{line}.{column}": number for column, number in numbers.items()}


def wrong_ways(passage: Invented) -> Sequence[tuple[int, int]]:
    """Return every way to make one count of a passage wrong by a little."""
    return [(place, by) for place in passage.counted for by in (1, 2, 10)]
