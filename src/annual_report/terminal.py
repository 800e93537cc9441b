"""What the commands print: Chinese, aligned for double-width characters, readable at 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from annual_report import paths
from annual_report.build import Outcome
from annual_report.model.findings import SEVERITIES
from annual_report.wording import listed

COLOURS = {"critical": "red", "warning": "yellow", "info": "cyan"}
HEADLINES = ("通过", "有错误，不能发布", "填报数据读不了", "规则或程序出错，无法判断")
MOST_FOLLOWING = 6

# The column of severities, the blanks between four columns, and the least that a message is given.
SEVERITY_WIDTH, BETWEEN_COLUMNS = 4, 3 * 3
NARROWEST = 10
MISSING_FIGURE = "C-01"


class Terminal(Console):
    """A console without markup or guessed colours that leaves it to the caller what a closed pipe means."""

    def __init__(self) -> None:
        super().__init__(highlight=False, emoji=False, markup=False)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def show(outcome: Outcome, console: Console) -> None:
    """Print how one report fared: headline, findings or problems, rules, files."""
    request = outcome.request
    console.print(
        Text.assemble(
            (f"{outcome.name or request.agency} {request.year} 年：", "bold"),
            (HEADLINES[outcome.exit_code], "green" if outcome.exit_code == 0 else "bold red"),
        )
    )
    for remark in outcome.remarks:
        console.print(f"  {remark}", soft_wrap=True)
    _show_problems(outcome.findings.get("problems", []), console)
    _show_findings(outcome.findings["findings"], console)
    _show_rules(outcome.findings, console)
    _show_files(outcome, console)


def show_summary(outcomes: list[Outcome], console: Console) -> None:
    """Print one row per report, the worst first."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("单位", "年份", "结果", "错误", "提醒", "读不了"):
        table.add_column(heading, justify="left" if heading in ("单位", "结果") else "right")
    for outcome in sorted(outcomes, key=lambda each: -each.exit_code):
        counts = _counts(outcome.findings["findings"])
        table.add_row(
            outcome.name or outcome.request.agency,
            str(outcome.request.year),
            HEADLINES[outcome.exit_code],
            str(counts["critical"]),
            str(counts["warning"]),
            str(len(outcome.findings.get("problems", []))),
        )
    console.print(table)


def show_problems(problems: Iterable[Any], console: Console) -> None:
    """Print why a command could not even begin."""
    for problem in problems:
        console.print(Text(str(problem)), soft_wrap=True)


def _show_problems(problems: list[dict[str, Any]], console: Console) -> None:
    for problem in problems:
        where = ":".join(str(part) for part in (problem["file"], problem["row"], problem["col"]) if part)
        console.print(Text(f"  {where}  {problem['message']}" if where else f"  {problem['message']}"), soft_wrap=True)
    if any(problem["file"] for problem in problems):
        console.print(f"  共 {len(problems)} 处，请改正后重新运行。")


def _show_findings(findings: list[dict[str, Any]], console: Console) -> None:
    """Print the failed findings, the gravest first; what follows from another stands under it."""
    failed = [each for each in findings if each["outcome"] in ("failed", "broken")]
    leaders = sorted((each for each in failed if not each["follows"]), key=_gravity)
    if not leaders:
        return
    rows = _merged(leaders)
    places = [_place(row) for row in rows]
    rules = max(cell_len(row["rule"]) for row in rows)
    width = console.width - SEVERITY_WIDTH - rules - max(map(cell_len, places)) - BETWEEN_COLUMNS
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in ("程度", "规则", "问题", "位置"):
        table.add_column(heading, no_wrap=True, overflow="fold")
    for row, place in zip(rows, places, strict=True):
        following = [each["rule"] for each in failed if row["rule"] in each["follows"][:1]]
        message = folded(row["message"] + _following(following), max(width, NARROWEST))
        table.add_row(Text(SEVERITIES[row["severity"]], COLOURS[row["severity"]]), row["rule"], message, place)
    console.print(table)


def folded(text: str, width: int) -> str:
    """Break a text into lines of at most `width` cells: anywhere between Chinese characters, never in a number."""
    lines = [""]
    for piece in re.findall(r"\n|(?:[!-~]+|.)[，。；：、）」》”]*", text):
        if piece == "\n" or cell_len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece.strip() if not lines[-1] else piece
    return "\n".join(line.rstrip() for line in lines)


def _merged(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put the missing figures of one row of a file into one line, so that an empty table does not fill the screen."""
    rows: dict[Any, list[dict[str, Any]]] = {}
    for finding in findings:
        cell = finding["cells"][0] if finding["cells"] else {"file": "", "row": 0}
        missing = finding["rule"] == MISSING_FIGURE
        rows.setdefault((cell["file"], cell["row"]) if missing else id(finding), []).append(finding)
    return [_missing_in_row(group) if len(group) > 1 else group[0] for group in rows.values()]


def _missing_in_row(group: list[dict[str, Any]]) -> dict[str, Any]:
    line = group[0]["cells"][0]["label"].partition(" × ")[0]
    columns = listed(each["cells"][0]["label"].partition(" × ")[2] for each in group)
    return {**group[0], "message": f"{line}：{len(group)} 格未填（{columns}）"}


def _following(rules: list[str]) -> str:
    rules = list(dict.fromkeys(rules))
    more = f" 等 {len(rules)} 条" if len(rules) > MOST_FOLLOWING else ""
    return f"\n└ 随之不成立：{listed(rules[:MOST_FOLLOWING])}{more}" if rules else ""


def _place(finding: dict[str, Any]) -> str:
    if not finding["cells"]:
        return ""
    cell = finding["cells"][0]
    return f"{cell['file'].rpartition('/')[2]}:{cell['row']}:{cell['col']}"


def _gravity(finding: dict[str, Any]) -> int:
    return list(SEVERITIES).index(finding["severity"])


def _show_rules(findings: dict[str, Any], console: Console) -> None:
    summary = findings["summary"]
    if not any(summary.values()):
        return
    failed = _counts(findings["findings"])
    counts = {
        "通过": summary["passed"],
        **{SEVERITIES[severity]: count for severity, count in failed.items()},
        "出错": summary["broken"],
        "无法判断": summary["not_assessable"],
        "已说明": summary["waived"],
    }
    words = listed(f"{word} {count}" for word, count in counts.items() if count)
    missing = sum(each["rule"] == MISSING_FIGURE and each["outcome"] == "failed" for each in findings["findings"])
    console.print(f"  规则 {sum(summary.values())} 条：{words}{f'；共 {missing} 格未填' if missing else ''}")
    for rule, reason in _not_assessable(findings).items():
        console.print(Text(_indented(f"无法判断 {rule}：{reason}", console), "dim"))


def _not_assessable(findings: dict[str, Any]) -> dict[str, str]:
    """Return what a rule is waiting for, where it waits for something other than a missing figure."""
    waiting: dict[str, list[str]] = {}
    for finding in findings["findings"]:
        if finding["outcome"] == "not_assessable" and not finding["cells"]:
            waiting.setdefault(finding["rule"], []).append(finding["message"].removeprefix("无法判断："))
    return {rule: "；".join(dict.fromkeys(reasons)) for rule, reasons in waiting.items()}


def _show_files(outcome: Outcome, console: Console) -> None:
    if not outcome.files:
        return
    names = "，".join(f"{file.name} {_size(file.stat().st_size)}" for file in outcome.files)
    where = f"输出 {paths.shown(outcome.request.place)}/（{outcome.seconds:.1f} 秒）"
    console.print(_indented(f"{where}\n{names}", console))


def _indented(text: str, console: Console) -> str:
    return "\n".join(f"  {line}" for line in folded(text, console.width - 2).split("\n"))


def _size(size: int) -> str:
    return f"{size / 1000:.0f}KB" if size >= 1000 else f"{size}B"


def _counts(findings: list[dict[str, Any]]) -> dict[str, int]:
    """Count the failed rules by the gravest severity of their findings."""
    gravest: dict[str, int] = {}
    for finding in findings:
        if finding["outcome"] == "failed":
            gravest[finding["rule"]] = min(_gravity(finding), gravest.get(finding["rule"], len(SEVERITIES)))
    return {severity: list(gravest.values()).count(position) for position, severity in enumerate(SEVERITIES)}
