"""Put together the rules of a form: those that hold under every form, and what the form has of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annual_report.errors import RuleError
from annual_report.rules.suite_files import SuiteEntry

ALREADY_COMMON = (
    "{file}  规则 {rule}（{label}）在 common 里已经有了："
    '要替换，请在 meta 里写 "replaces": true；要另加一条，请改 label'
)
NOTHING_TO_REPLACE = "{file}  规则 {rule} 写着 replaces，common 里却没有这条规则"
ABSENT_HERE = "{file}  规则 {rule} 写着 {version} 年格式没有它，却又放在这一格式里"


def compose(common: Sequence[SuiteEntry], own: Sequence[SuiteEntry], version: str) -> list[SuiteEntry]:
    """Return the rules of a form in order: the common ones, in the place of one what replaces it, then further ones.

    Left out are those that say the form does not have them. Raises RuleError for a part of a rule that stands in both
    without a word of replacing, and for one that replaces nothing.
    """
    replacing = {entry.rule for entry in own if entry.meta.get("replaces")}
    _require_open(common, own, replacing)
    for entry in own:
        if version in (entry.meta.get("absent") or {}):
            raise RuleError(ABSENT_HERE.format(file=entry.file, rule=entry.rule, version=version))
    return [
        *_with_own_in_place(common, own, replacing, version),
        *(entry for entry in own if entry.rule not in replacing),
    ]


def _with_own_in_place(
    common: Iterable[SuiteEntry], own: Sequence[SuiteEntry], replacing: set[str], version: str
) -> Iterable[SuiteEntry]:
    """Yield the common rules; where the first part of a replaced one stood, all that replaces it."""
    placed: set[str] = set()
    for entry in common:
        if entry.rule in replacing and entry.rule not in placed:
            placed.add(entry.rule)
            yield from (each for each in own if each.rule == entry.rule)
        elif entry.rule not in replacing and version not in (entry.meta.get("absent") or {}):
            yield entry


def _require_open(common: Sequence[SuiteEntry], own: Sequence[SuiteEntry], replacing: set[str]) -> None:
    rules, parts = {entry.rule for entry in common}, {entry.part for entry in common}
    for entry in own:
        if entry.rule in replacing - rules:
            raise RuleError(NOTHING_TO_REPLACE.format(file=entry.file, rule=entry.rule))
        if entry.part in parts and entry.rule not in replacing:
            label = entry.meta.get("label", "")
            raise RuleError(ALREADY_COMMON.format(file=entry.file, rule=entry.rule, label=label))
