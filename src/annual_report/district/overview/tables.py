"""The tables of a look at the units of a government: the same rows for its page and for its workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from annual_report.district.overview.measures import RankedMeasure, measures
from annual_report.district.overview.since import RESULTS
from annual_report.document.listed_table import ListedTable, Shown
from annual_report.filing.figures import Number
from annual_report.filing.roll_up.units import RECEIVED, STATES
from annual_report.rules.finding import SEVERITIES

Data = Mapping[str, Any]

# The rule by which units may not write alike: U-07 of expectations/common/rollup.texts.json.
ALIKE = "U-07"

WAITING = "无法判断"
NO_PROBLEM = "收到的年报都没有要改的。"
NO_DIFFERENCE = "没有发现汇总方面的问题。"
NONE_ALIKE = "没有发现雷同的文字。"
NONE_ALIKE_YET = "已收到的年报之间没有发现雷同的文字；没有收到的没有比。"
FIRST_TIME = "没有上一次的记录可以比较；下次运行时，这里列出各单位的变化。"
NO_CHANGE = "与上一次相比，没有变化。"
RANKED = (
    "{meanings}。只列能读的年报，按「{first}」排列；— 表示没有可算的数字{absent}。数字有错误的单位，改正后名次会变。"
)
ABSENT = "；还缺 {count} 个单位，名次不全"
DAYS = "期限取各单位 agency.yaml 的 deadlines，没有写的按法律和当地通知；公布日期取 published。空白表示没有写。"
LATE, EARLY, ON_TIME = "晚 {days} 天", "早 {days} 天", "当天"
NOT_THERE, PROBLEMS = "没有这个单位", "，{count} 处问题"
WHERE = "点开代号，就是它的问题清单：输出文件夹里的 代号/{year}/findings.html（同处的 findings.xlsx 可填写答复）。"
CODE = "代号"


def filed(data: Data) -> ListedTable:
    """Who filed and who did not, how the check ended, how it was signed off."""
    headings = {"序号": 6, "单位": 34, "代号": 20, "类别": 12, "年报": 10, "下级": 10, "检查": 12, "审核": 24}
    rows = [
        [
            *(number, each["name"], each["agency"], each["kind"], STATES[each["state"]], each["below"]),
            *(RESULTS[each["status"]], each["sign_off"]),
        ]
        for number, each in enumerate(data["units"], 1)
    ]
    return ListedTable("收到", headings, rows)


def problems(data: Data) -> ListedTable:
    """What must be put right, the gravest first: the first problem of each report in words, and where its list lies."""
    headings = {"单位": 26, CODE: 20, "结果": 10, **dict.fromkeys(SEVERITIES.values(), 8), "第一个问题": 56}
    wrong = [each for each in data["units"] if each["status"] and (each["problems"] or each["message"])]
    wrong.sort(key=lambda each: tuple(-each[severity] for severity in SEVERITIES))
    rows = [
        [
            *(each["name"], each["agency"], RESULTS[each["status"]]),
            *(each[severity] for severity in SEVERITIES),
            each["message"],
        ]
        for each in wrong
    ]
    links = {CODE: [f"../../{each['list']}" if each["list"] else "" for each in wrong]}
    return ListedTable("要改的", headings, rows, WHERE.format(year=data["year"]) if rows else NO_PROBLEM, links)


def deadlines(data: Data) -> ListedTable:
    """By when each must hand in and publish, and when it published."""
    headings = {"单位": 34, "代号": 20, "报送期限": 13, "公布期限": 13, "公布日期": 13, "早晚": 12}
    rows = [
        [each["name"], each["agency"], each["submit"], each["due"], each["published"], _say_days(each["days_late"])]
        for each in data["units"]
    ]
    return ListedTable("期限", headings, rows, DAYS)


def _say_days(late: int | None) -> str:
    if late is None:
        return ""
    return (LATE if late > 0 else EARLY).format(days=abs(late)) if late else ON_TIME


def roll_up(data: Data) -> ListedTable:
    """Where the roll-up does not hold, and whose figure it may be; what could not be judged yet."""
    headings = {"程度": 11, "规则": 10, "问题": 60, "哪个单位、怎么改就对上": 40}
    rows: list[list[Shown]] = [
        [SEVERITIES[each["severity"]], each["rule"], each["message"], "；".join(each["causes"])]
        for each in data["roll_up"]
        if each["rule"] != ALIKE
    ]
    rows += [[WAITING, rule, "；".join(why[:3]), ""] for rule, why in data["waiting"].items()]
    return ListedTable("汇总", headings, rows, "" if rows else NO_DIFFERENCE)


def alike(data: Data) -> ListedTable:
    """Which units wrote the same."""
    rows = [[SEVERITIES[each["severity"]], each["message"]] for each in data["roll_up"] if each["rule"] == ALIKE]
    remark = "" if rows else NONE_ALIKE if data["complete"] else NONE_ALIKE_YET
    return ListedTable("雷同", {"程度": 9, "问题": 110}, rows, remark)


def changes(data: Data) -> ListedTable:
    """What was corrected, handed in or signed off since the last look."""
    since = data["since"]
    rows = [[each["name"], each["agency"], _say(each["was"]), _say(each["now"])] for each in since or ()]
    remark = "" if rows else FIRST_TIME if since is None else NO_CHANGE
    return ListedTable("变化", {"单位": 34, "代号": 20, "上一次": 40, "这一次": 40}, rows, remark)


def _say(stand: Mapping[str, Any] | None) -> str:
    """Say how a unit stood, as far as that is known."""
    if stand is None:
        return NOT_THERE
    state = stand.get("state", RECEIVED)
    result = RESULTS[stand["status"]] + (PROBLEMS.format(count=stand["problems"]) if stand["problems"] else "")
    words = [STATES[state] if state != RECEIVED else "", result, stand.get("sign_off", "")]
    return "；".join(filter(None, words)) or STATES[state]


def ranking(data: Data) -> ListedTable:
    """The units by what is measured of them, the greatest first; only of those that can be read."""
    known = measures()
    first, *_ = known
    headings = {"名次": 7, "单位": 34, "代号": 20, **{each.title: 14 for each in known.values()}}
    ranked = ranked_by(first, data)
    figures = [each["figures"][first] for each in ranked]
    # Those of the same figure share a place.
    rows = [
        [
            *(1 + figures.index(each["figures"][first]), each["name"], each["agency"]),
            *(say_measure(each["figures"], *measure) for measure in known.items()),
        ]
        for each in ranked
    ]
    absent = ABSENT.format(count=len(data["absent"])) if data["absent"] else ""
    meanings = "；".join(f"{each.title}：{each.meaning}" for each in known.values())
    return ListedTable(
        "排名", headings, rows, RANKED.format(meanings=meanings, first=known[first].title, absent=absent)
    )


def ranked_by(code: str, data: Data) -> list[Data]:
    """Return the units whose figure is known, the greatest first, those of the same in the order of the list."""
    known = [each for each in data["units"] if each["figures"][code] is not None]
    return sorted(known, key=lambda each: -each["figures"][code])


def say_measure(figures: Mapping[str, Any], code: str, measure: RankedMeasure) -> Shown:
    """Return a count as it is, a rate in per cent; — where there is nothing that could be divided."""
    stored = figures[code]
    if not measure.whole:
        count: Number | None = stored
        return "—" if count is None else count
    part, whole = stored
    return f"{100 * part / whole:.1f}%" if part is not None and whole else "—"


TABLES: Mapping[str, Callable[[Data], ListedTable]] = {
    each.__name__: each for each in (filed, problems, deadlines, roll_up, alike, changes, ranking)
}


def all_tables(data: Data) -> list[ListedTable]:
    """Return every table, in the order of the page."""
    return [make(data) for make in TABLES.values()]
