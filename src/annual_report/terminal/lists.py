"""What `lists` prints: the lists that were written, or what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from annual_report import paths
from annual_report.district.lists import WrittenLists
from annual_report.district.replies import Replies, Reply
from annual_report.review.answer_sheet import ANSWERS
from annual_report.terminal.console import Terminal, say
from annual_report.wording import excerpt, join_words

NOTHING = "{year} 年：没有要改的，不出清单"
WRITTEN = "{year} 年：{count} 份清单，写在 {folder}/"
LIST = "{file}（{problems} 处）"
PACKED = "按上级打包：{packages}"
REPORT = "{name} {year} 年：{count} 处，答复 {answered} 处{words}"
CONTRADICTED = "说「已改正」，现在仍查得出：{rule} {message}"
SILENT = "没有答复：{rule} {message}"
NOT_AN_ANSWER = "「办理情况」写的是「{answer}」，不是{known}，不算答复：{rule} {message}"
UNKNOWN = "{report} 不在 params 里，没有核对"
TOTAL = "共 {count} 处：{words}；全部回复见 {book}"
UNANSWERED = "没有答复"
MORE, MORE_LISTS = "另有 {count} 处", "另有 {count} 份"

INDENT = "  "
MOST = 10


def show(written: Sequence[WrittenLists], console: Terminal) -> None:
    """Print which lists were written, for every year."""
    for each in written:
        if not each.lists:
            say(NOTHING.format(year=each.year), "", console)
            continue
        words = WRITTEN.format(year=each.year, count=len(each.lists), folder=paths.shown_name(each.folder))
        console.print(words, soft_wrap=True, style="bold")
        for words in each.kept:
            say(words, INDENT, console, "yellow")
        for one in each.lists[:MOST]:
            say(LIST.format(file=one.file, problems=one.problems), INDENT, console)
        if len(each.lists) > MOST:
            say(MORE_LISTS.format(count=len(each.lists) - MOST), INDENT, console)
        say(PACKED.format(packages=join_words(each.packages)), INDENT, console)


def show_answers(found: Replies, console: Terminal) -> None:
    """Print what every unit answered: how much, and what is missing or contradicted."""
    for problem in found.problems:
        say(str(problem), "", console, "bold red")
    for words in found.kept:
        say(words, "", console, "yellow")
    reports: dict[str, list[Reply]] = {}
    for each in found.replies:
        reports.setdefault(each.row.report, []).append(each)
    for report, answers in reports.items():
        _show_report(report, answers, console)
    words = join_words(f"{word} {count}" for word, count in _counts(found.replies).items())
    book = paths.shown_name(found.book)
    console.print(TOTAL.format(count=len(found.replies), words=words or "0", book=book), soft_wrap=True)


def _show_report(report: str, answers: Sequence[Reply], console: Terminal) -> None:
    counts = _counts(answers)
    answered = sum(each.is_answered for each in answers)
    words = join_words(f"{word} {count}" for word, count in counts.items() if word in ANSWERS)
    head = REPORT.format(
        name=answers[0].name or report,
        year=report.rpartition("/")[2],
        count=len(answers),
        answered=answered,
        words=f"（{words}）" if words else "",
    )
    say(head, "", console, "bold")
    if not answers[0].name:
        say(UNKNOWN.format(report=report), INDENT, console, "yellow")
    lines = [
        CONTRADICTED.format(rule=each.row.rule, message=each.row.message) for each in answers if each.is_contradicted
    ]
    lines += [_say_open(each) for each in answers if not each.is_answered]
    for line in lines[:MOST]:
        say(line, INDENT, console)
    if len(lines) > MOST:
        say(MORE.format(count=len(lines) - MOST), INDENT, console)


def _say_open(each: Reply) -> str:
    row, known = each.row, join_words(f"「{word}」" for word in ANSWERS)
    words = NOT_AN_ANSWER if row.answer else SILENT
    return words.format(answer=excerpt(row.answer), known=known, rule=row.rule, message=row.message)


def _counts(answers: Sequence[Reply]) -> dict[str, int]:
    """Return how often each answer was given, in the order in which they are offered."""
    found = Counter(each.row.answer if each.is_answered else UNANSWERED for each in answers)
    return {word: found[word] for word in (*ANSWERS, UNANSWERED) if found[word]}
