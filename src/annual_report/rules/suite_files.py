"""Read one file of rules strictly: what is not understood is refused, never skipped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.rules.structure import TYPES, TYPES_OF_KEYS
from annual_report.rules.views.view import KEY
from annual_report.wording import join_words

SUITE_KEYS = {"name", "expectations", "meta"}
SUITE_META = {"about"}

NOT_JSON = "{file}:{line}  不是合法的 JSON：{reason}"
DOUBLED_KEY = "{file}  「{key}」在同一个花括号里写了两次：请删去一个"
NO_OBJECTS = "{file}  {where} 应是花括号括起来的内容"
UNKNOWN_KEYS = "{file}  {where} 有不认识的内容：{keys}"
WRONG_NAME = "{file}  套件名 {name} 与文件名不一致"
NO_RULES = "{file}  套件里没有规则"
TYPED_STRUCTURE = (
    "{file}  行数、列名、行名由格式决定，套件里不用写：请删去 {types}（没有写 meta 的那几条；别的套件里有的，也请删去）"
)
DOUBLED = "{file}  规则 {rule} 有两条一模一样：请删去一条，或改好其中一条"


class SuiteEntry(NamedTuple):
    """One object of a suite as it is written, and the file it stands in."""

    data: Mapping[str, Any]
    file: str

    @property
    def meta(self) -> Mapping[str, Any]:
        return self.data.get("meta") or {}

    @property
    def rule(self) -> str:
        return str(self.meta.get("rule", self.data.get("type")))

    @property
    def column(self) -> object:
        """The column it is about; None for one about several, or none."""
        arguments = self.data.get("kwargs")
        return arguments.get("column") if isinstance(arguments, dict) else None

    @property
    def part(self) -> tuple[str, str, str]:
        """What tells the parts of a rule from each other: what each is about, and where it points."""
        return self.rule, str(self.meta.get("label")), str(self.meta.get("at"))


@dataclass(frozen=True)
class SuiteFile:
    """One file as it is written: the name of its view, what it is about, its rules in order."""

    name: str
    about: str = ""
    entries: tuple[SuiteEntry, ...] = ()


def read_suite_file(path: Path, content: bytes) -> SuiteFile:
    """Read a file. Raises RuleError for one that is no JSON, has unknown keys, no rules, or the same rule twice."""
    file = paths.stored_name(path)
    data = read_json(content, file, "套件")
    refuse_unknown(data, SUITE_KEYS, file, "套件")
    meta = data.get("meta") or {}
    refuse_unknown(meta, SUITE_META, file, "套件的 meta")
    if data.get("name") != path.stem:
        raise RuleError(WRONG_NAME.format(file=file, name=data.get("name")))
    if not data.get("expectations"):
        raise RuleError(NO_RULES.format(file=file))
    entries = [
        SuiteEntry(require_object(expectation, file, "expectations 的每一条"), file)
        for expectation in data["expectations"]
    ]
    _refuse_structure(entries, file)
    _refuse_doubled(entries)
    return SuiteFile(path.stem, str(meta.get("about", "")), tuple(entries))


def refuse_unknown(data: Mapping[str, Any], known: Iterable[str], file: str, where: str) -> None:
    """Raise RuleError for a key that nobody knows."""
    unknown = set(require_object(data, file, where)) - set(known)
    if unknown:
        raise RuleError(UNKNOWN_KEYS.format(file=file, where=where, keys="、".join(sorted(unknown))))


def require_object(data: Any, file: str, where: str) -> Mapping[str, Any]:
    """Return what must be an object of JSON. Raises RuleError for anything else."""
    if not isinstance(data, dict):
        raise RuleError(NO_OBJECTS.format(file=file, where=where))
    return data


def read_json(content: bytes, file: str, where: str) -> Mapping[str, Any]:
    """Return an object of JSON. Raises RuleError for what is none, and for a key that stands there twice."""
    try:
        return require_object(json.loads(content, object_pairs_hook=_without_doubles), file, where)
    except json.JSONDecodeError as error:
        raise RuleError(NOT_JSON.format(file=file, line=error.lineno, reason=error.msg)) from error
    except DoubledKeyError as error:
        raise RuleError(DOUBLED_KEY.format(file=file, key=error)) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise RuleError(NOT_JSON.format(file=file, line=1, reason=error)) from error


class DoubledKeyError(Exception):
    """A key that stands twice in an object: readers of JSON take the last one without a word."""


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict[str, Any]()
    for key, value in pairs:
        if key in found:
            raise DoubledKeyError(key)
        found[key] = value
    return found


def _refuse_structure(entries: Iterable[SuiteEntry], file: str) -> None:
    """Raise RuleError for a suite that states what the form states: two who say it would come to say two things."""
    types = dict.fromkeys(str(entry.data["type"]) for entry in entries if _states_structure(entry))
    if types:
        raise RuleError(TYPED_STRUCTURE.format(file=file, types=join_words(types)))


def _states_structure(entry: SuiteEntry) -> bool:
    kind = entry.data.get("type")
    return kind in TYPES or (kind in TYPES_OF_KEYS and not entry.meta and entry.column == KEY)


def _refuse_doubled(entries: list[SuiteEntry]) -> None:
    """Raise RuleError for a rule that stands there twice: a copy that was never edited hides that another is gone."""
    for position, entry in enumerate(entries):
        if entry in entries[:position]:
            raise RuleError(DOUBLED.format(file=entry.file, rule=entry.rule))
