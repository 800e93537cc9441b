"""The official labels that a line of a register may name, as people write them: with or without ordinal, or by code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from annual_report.form.forms import Form
from annual_report.form.tables import ORDINAL, Heading
from annual_report.memo import Once
from annual_report.wording import all_nearest, fold, join_words

# What stands between the name of a group and that of one of its lines: （三）不予公开·4.保护第三方合法权益.
BETWEEN = re.compile(r"[-—–·/\\>》:]")

OUTCOME, APPLICANT, RESULT = "outcome", "applicant", "result"

NO_LABEL = "官方表里没有这一种；可填：{known}"
NEAREST = "官方表里没有这一种；是不是{labels}？"
OR = "，还是"
GROUP = "「{label}」要写到具体的一种：{known}"


@dataclass(frozen=True)
class Labels(Once):
    """Some headings of a form that lines may name: their codes by how they are compared; groups may not be named."""

    codes: Mapping[str, str]
    official: Mapping[str, str]
    groups: Mapping[str, str]

    def code_of(self, text: str) -> tuple[str, str]:
        """Return the code that a text names, or, where it names none, what to say of it."""
        key = _key(text)
        code = self.codes.get(key, "")
        return code, "" if code else self.groups.get(key) or self._advice(text)

    def _advice(self, text: str) -> str:
        """Say which label is nearest, else which there are; what was written may be a name, and is not repeated."""
        near = dict.fromkeys(self.official[self.codes[each]] for each in all_nearest(text, self.codes))
        if near:
            return NEAREST.format(labels=OR.join(f"「{label}」" for label in near))
        return NO_LABEL.format(known=join_words(self.official.values()))


def outcomes_of(form: Form) -> Labels:
    """Return what an application may end in: every outcome of table 三 but their total."""
    table = form.table("applications")
    return _labels([*table.line_headings()], table.lines_named[OUTCOME])


def applicants_of(form: Form) -> Labels:
    """Return who may apply: every column of table 三 but the total."""
    table = form.table("applications")
    return _labels([*table.column_headings()], table.columns_named[APPLICANT])


def procedures_of(form: Form) -> Labels:
    """Return where a case may be heard: every line of table 四."""
    table = form.table("review_litigation")
    return _labels([*table.line_headings()], [line.code for line in table.lines])


def results_of(form: Form) -> Labels:
    """Return how a case may end: every column of table 四 but the total."""
    table = form.table("review_litigation")
    return _labels([*table.column_headings()], table.columns_named[RESULT])


def _labels(headings: Collection[Heading], wanted: Collection[str]) -> Labels:
    leaves = [each for each in headings if each.code in wanted and not each.children]
    names = [(name, leaf.code) for leaf in leaves for name in {*_names(leaf)}]
    names += [(f"{above}{name}", leaf.code) for leaf, group in _grouped(headings) if leaf.code in wanted
              for above in {*_names(group)} for name in {*_names(leaf)}]  # fmt: skip
    often = Counter(_key(name) for name, _ in {(_key(name), code) for name, code in names})
    codes = {_key(name): code for name, code in names if often[_key(name)] == 1}
    groups = {_key(name): _say_group(each) for each in headings if each.children for name in _names(each)}
    return Labels(codes, {leaf.code: leaf.label for leaf in leaves}, groups)


def _names(heading: Heading) -> Iterator[str]:
    yield from (heading.label, ORDINAL.sub("", heading.label), heading.name, heading.code)


def _grouped(headings: Iterable[Heading]) -> Iterator[tuple[Heading, Heading]]:
    return ((leaf, group) for group in headings for leaf in group.children if not leaf.children)


def _say_group(group: Heading) -> str:
    return GROUP.format(label=group.label, known=join_words(leaf.label for leaf in group.leaves))


def _key(text: str) -> str:
    return BETWEEN.sub("", fold(text)).lower()
