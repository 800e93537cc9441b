"""The claims: every quantity the prose states, what it speaks about, and whether it is bound to a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.model.figures import MARKED
from annual_report.model.forms import Form, Subject
from annual_report.model.prose import Prose
from annual_report.wording import MISSING_WORD, NO_SHARE_WORD

NUMERALS = "〇零一二三四五六七八九十百千万亿两"
BAD_PHRASES = "{file}  写法有误：{reason}"

SENTENCE_END = re.compile("[，。；：！？\n]")


@dataclass(frozen=True)
class Claim:
    """One quantity (or a statement that there was none) in the prose.

    `sources` are the cells or figures it is bound to, empty where it was typed. `row` is its row in the file.
    """

    section: str
    text: str
    kind: str  # quantity | none
    file: str
    row: int
    column: int
    sources: tuple[str, ...] = ()
    subject: Subject | None = None
    says_some: bool | None = None


def claims_of(prose: Prose, form: Form) -> list[Claim]:
    """Return the claims of every section, in reading order."""
    return [claim for code in prose.sections for claim in _claims_of_section(code, prose, form)]


@dataclass(frozen=True)
class _Grammar:
    quantity: re.Pattern[str]
    exempt: re.Pattern[str]
    none: str
    subject_units: Sequence[str]


@cache
def _grammar() -> _Grammar:
    try:
        return _compiled(yaml.safe_load(paths.PHRASES.read_text(encoding="utf-8")))
    except (yaml.YAMLError, re.error, KeyError, TypeError) as error:
        raise RuleError(BAD_PHRASES.format(file=paths.shown(paths.PHRASES), reason=error)) from error


def _compiled(data: dict[str, Any]) -> _Grammar:
    units = "|".join(sorted(map(re.escape, data["units"]), key=len, reverse=True))
    vague = "".join(data["vague"])
    digits = rf"\d[\d,，.．]*(?:\s*[万亿]?[{vague}]?[万亿]?)\s*(?:%|％|{units})?"
    chinese = rf"百分之[{NUMERALS}点]+|[{NUMERALS}]+[{vague}]?[万亿]?\s*(?:{units})"
    return _Grammar(
        quantity=re.compile(f"{digits}|{chinese}"),
        exempt=re.compile("|".join(f"(?:{pattern})" for pattern in data["exempt"])),
        none=data["none"],
        subject_units=data["subject_units"],
    )


def _claims_of_section(code: str, prose: Prose, form: Form) -> Iterator[Claim]:
    marked = prose.sections[code]
    text, bound = _unmark(marked)
    passage = prose.passages[code]
    rows = _Rows(passage.source, passage.first_row)
    typed = [(match.start(), match.end(), ()) for match in _typed_quantities(text, bound)]
    for start, end, sources in sorted([*bound, *typed]):
        words = text[start:end]
        row, column = rows.locate(words) if not sources else (passage.first_row, 1)
        yield Claim(
            code,
            words,
            "quantity",
            passage.file,
            row,
            column,
            sources,
            _subject(text, start, words, form),
            _some(words),
        )
    for subject in form.subjects:
        for match in re.finditer(_grammar().none + f"(?:{'|'.join(subject.words)})", text):
            row, column = rows.locate(match.group())
            yield Claim(code, match.group(), "none", passage.file, row, column, (), subject, False)


def _unmark(marked: str) -> tuple[str, list[tuple[int, int, tuple[str, ...]]]]:
    """Return the text a reader sees, and where in it each bound figure stands with its sources."""
    text, bound, position = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[position : match.start()]
        bound.append((len(text), len(text) + len(match.group(2)), tuple(match.group(1).split())))
        text += match.group(2)
        position = match.end()
    return text + marked[position:], bound


def _typed_quantities(text: str, bound: list[tuple[int, int, tuple[str, ...]]]) -> Iterator[re.Match[str]]:
    masked = _masked(text, [(start, end) for start, end, _ in bound])
    grammar = _grammar()
    masked = _masked(masked, [match.span() for match in grammar.exempt.finditer(masked)])
    return grammar.quantity.finditer(masked)


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "※" * (end - start) + text[end:]
    return text


def _subject(text: str, start: int, words: str, form: Form) -> Subject | None:
    """Return what a quantity speaks about: the last subject named before it in its clause; None where none is."""
    if not words.endswith(tuple(_grammar().subject_units)):
        return None
    clause = SENTENCE_END.split(text[:start])[-1]
    named = [(clause.rfind(word), subject) for subject in form.subjects for word in subject.words if word in clause]
    return max(named, key=lambda each: each[0])[1] if named else None


def _some(words: str) -> bool | None:
    """Whether a quantity is more than nothing; None where it is a missing figure."""
    if MISSING_WORD in words or NO_SHARE_WORD in words:
        return None
    digits = "".join(re.findall(r"[\d.]", words.replace("．", ".")))
    if digits.strip("."):
        return bool(Decimal(digits.strip(".")) if digits.count(".") <= 1 else 1)
    return not re.fullmatch("[〇零]+.*", words)


class _Rows:
    """Finds typed words again in the source, going forward, so that equal words are told apart."""

    def __init__(self, source: str, first_row: int) -> None:
        self.source, self.first_row, self.position = source, first_row, 0

    def locate(self, words: str) -> tuple[int, int]:
        found = self.source.find(words.strip(), self.position)
        found = found if found >= 0 else self.source.find(words.strip())
        if found < 0:
            return self.first_row, 1
        self.position = found + len(words.strip())
        before = self.source[:found]
        return self.first_row + before.count("\n"), found - (before.rfind("\n") + 1) + 1
