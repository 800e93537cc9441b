"""What `make words` prints: what a word means and how clauses with it are read; or the words that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from annual_report import paths
from annual_report.district.reading_samples import UnknownWords
from annual_report.form.forms import Form
from annual_report.prose.reading.vocabulary import load_vocabulary
from annual_report.prose.word_places import ReadWord, WordPlace, part, places_of
from annual_report.review.clause_rows import ClauseRow, rows_of_text
from annual_report.terminal import clause_rows
from annual_report.terminal.console import Terminal, say
from annual_report.typed_command import typed_command
from annual_report.wording import excerpt, join_words, nearest

PLACE = "「{word}」的意思：{meaning}（{file} 第 {row} 行）{others}"
OTHERS = "；同一意思还有：{words}"
BY_THE_FORM = "「{word}」的意思：{meaning}（官方表格里的名称，不必写在 words.yaml 里）"
NO_PLACE = "「{word}」不在 words.yaml 里{near}"
NEAR = "；最接近的词是「{word}」"
PARTED = "读作：{parts}"
KINDS = {"number": "数", "mark": "标点", "text": "不认识"}
IN_REPORTS, ALONE = "各份报告里带这个词的句子：", "单独读这几个字："
UNKNOWN_HEADINGS = ("次数", "不明", "不认识的词", "第一处")
UNKNOWN_TOTAL = "读了 {reports} 份报告{unreadable}：不认识的词 {words} 个{more}"
UNREADABLE, MORE = "（另有 {count} 份读不了，请运行 {check}）", "，只列出前 {count} 个"
HOW_TO_ADD = "认得的词写进 words.yaml 里它的意思那一行；不改变数量的，写进 filler；表里不统计的事物，写进 object.other"
MOST_OTHERS, MOST_WORDS, LONGEST_WORD, LONGEST_CLAUSE = 6, 40, 10, 20


def show_word(word: str, form: Form, clauses: Sequence[ClauseRow], console: Terminal) -> None:
    """Print the meanings of a word with their places, how it is parted, and clauses with it as they were read."""
    for line in _meanings(word, form):
        say(line, "", console)
    say(PARTED.format(parts=" ｜ ".join(map(_say_part, part(word, form.version)))), "", console)
    rows = clauses or [*rows_of_text(word, "", form, form.last_year or form.first_year)]
    if rows:
        say(IN_REPORTS if clauses else ALONE, "", console)
        clause_rows.show(rows, paths.params_folder(), console)


def show_unknown(found: UnknownWords, console: Terminal) -> None:
    """Print the words that nobody knows, those first that left most unclear, and what to do with them."""
    if found.words:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for heading in UNKNOWN_HEADINGS:
            table.add_column(heading, justify="right" if heading in UNKNOWN_HEADINGS[:2] else "left", no_wrap=True)
        for each in found.words[:MOST_WORDS]:
            clause = excerpt(each.clause.quote, LONGEST_CLAUSE)
            table.add_row(str(each.times), str(each.unclear or ""), excerpt(each.word, LONGEST_WORD), clause)
        console.print(table)
        say(HOW_TO_ADD, "", console)
    more = MORE.format(count=MOST_WORDS) if len(found.words) > MOST_WORDS else ""
    unreadable = UNREADABLE.format(count=found.unreadable, check=typed_command("check")) if found.unreadable else ""
    words = UNKNOWN_TOTAL.format(reports=found.reports, unreadable=unreadable, words=len(found.words), more=more)
    say(words, "", console)


def _meanings(word: str, form: Form) -> list[str]:
    places = [_say_place(word, each) for each in places_of(word)]
    if places:
        return places
    meanings = load_vocabulary(form.version).meanings
    if word in meanings:
        return [BY_THE_FORM.format(word=word, meaning=".".join(meanings[word]))]
    near = nearest(word, meanings)
    return [NO_PLACE.format(word=excerpt(word), near=NEAR.format(word=near) if near else "")]


def _say_place(word: str, place: WordPlace) -> str:
    others = OTHERS.format(words=join_words(place.others[:MOST_OTHERS])) if place.others else ""
    file = paths.shown_name(paths.WORDS)
    return PLACE.format(word=word, meaning=place.meaning, file=file, row=place.row, others=others)


def _say_part(word: ReadWord) -> str:
    return f"{word.text}（{KINDS.get(word.meaning.partition('.')[0], word.meaning)}）"
