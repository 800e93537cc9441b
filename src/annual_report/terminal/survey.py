"""What the commands print about a notebook of several reports: what was written, or which reports stand in its way."""

from __future__ import annotations

from annual_report.build.outcomes import Outcome
from annual_report.district.surveys.survey import SurveyOutcome
from annual_report.terminal import one_report
from annual_report.terminal.console import Terminal, say
from annual_report.wording import join_words

SOUND, FAILED = "{name}：已生成（{years}，共 {count} 份年报）", "{name}：没有生成"
GATHERED = "{name}：各单位一览已生成"
OF_REPORTS = "{years} 年的年报不能用，没有生成。请先改正；也可以用 YEARS 只选其他年份，那几年会写明没有列入"


def show(outcome: SurveyOutcome, console: Terminal) -> None:
    """Print how a survey ended, after what stands in its way: report by report, problem by problem."""
    for each in outcome.unsound:
        one_report.show(each, console, brief=True)
    say(_headline(outcome), "", console, "bold green" if not outcome.exit_code else "bold red")
    for remark in outcome.remarks:
        say(remark, "  ", console)
    one_report.show_problems(outcome.problems, console)
    if outcome.unsound:
        say(OF_REPORTS.format(years=join_words(str(each.year) for each in outcome.unsound)), "  ", console)
    for words in dict.fromkeys((*outcome.kept, *(kept for each in outcome.judged for kept in each.kept))):
        say(words, "  ", console)
    one_report.show_files(outcome.files, outcome.seconds, console)


def show_gathered(outcome: SurveyOutcome, console: Terminal) -> None:
    """Print how a survey of what was gathered ended, which is published though something is to be put right."""
    colour = "bold green" if not outcome.exit_code else "bold yellow" if outcome.files else "bold red"
    words = GATHERED if outcome.files and not outcome.problems else FAILED
    say(words.format(name=outcome.name), "", console, colour)
    for remark in outcome.remarks:
        say(remark, "  ", console)
    one_report.show_problems(outcome.problems, console)
    for kept in outcome.kept:
        say(kept, "  ", console)
    one_report.show_files(outcome.files, outcome.seconds, console)


def _headline(outcome: SurveyOutcome) -> str:
    name = outcome.name or outcome.request.reports[-1].agency
    years = _years([*outcome.judged])
    return (FAILED if outcome.exit_code else SOUND).format(name=name, years=years, count=len(outcome.judged))


def _years(judged: list[Outcome]) -> str:
    ends = [each.year for each in judged]
    return f"{min(ends)}–{max(ends)} 年" if len(ends) > 1 else f"{ends[0]} 年" if ends else ""
