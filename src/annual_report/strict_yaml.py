"""From YAML to a model: a text becomes a value of it, or every mistake in the text is told with its place.

Nothing is converted, nothing doubled, no name unknown and none missing. Who opens a file says whose mistake it is:
`toolkit_files` for our own (exit 3), `filing.yaml_files` for those of an agency (exit 2).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, Field, PlainValidator, TypeAdapter, ValidationError

from annual_report.errors import Problem
from annual_report.wording import join_words, suggestion
from annual_report.yaml_loader import LONGEST_QUOTE, NOT_A_MAPPING, NOT_YAML, REFUSED, RefusedError, load_yaml

Content = TypeVar("Content")

# The way to a place: names, and numbers of what stands in a list.
Place = tuple[str | int, ...]

NOT_A_LIST = "应当是一条一条的清单，每条以「- 」开头；一条也没有就删去这个文件"
UNKNOWN_KEY = "没有「{key}」这一项{suggestion}（可用：{known}）"
MISSING_KEY = "缺少「{key}」：请补上"
NOT_ALLOWED = "「{key}」写的是 {found}，只能是：{allowed}"
WRONG_TYPE = "「{key}」写的是 {found}：{advice}"
DOUBLED = "「{key}」写的 {found} 在这里是第二次出现：请改好其中一个"
NOT_A_PATTERN = "不是正则表达式，第 {position} 个字符处读不下去（{reason}）"

ADVICE = {
    "bool_type": "请写 true 或 false",
    "string_type": "请写文字",
    "string_pattern_mismatch": "请写一行文字，不能为空",
    "int_type": "请写整数",
    "greater_than": "请写大于 {gt} 的数字",
    "date_type": "请写日期，如 2025-01-12",
    "dict_type": "请写成「名称: 内容」，每行一个",
    "model_type": "请写成「名称: 内容」，每行一个",
    "list_type": "请写成清单，每条以「- 」开头",
    "too_short": "至少要有 {min_length} 条",
    "too_long": "最多只能有 {max_length} 条",
    "value_error": "请写数字，不带单位和引号；当时未填的写 null；日期写月-日，如 01-31",
}


class Strict(BaseModel):
    """A mapping without unknown names, without missing ones and without conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AdviceError(ValueError):
    """What to write instead, said by a check of a model's own."""


@dataclass(frozen=True)
class Mistake:
    """What is wrong somewhere in a text that fits its model: the way to the place, and what to say of it."""

    place: Place
    message: str
    found: str = ""


def find_doubled(key: str, entries: Iterable[tuple[Place, str]]) -> Iterator[Mistake]:
    """Yield what stands behind a key a second time."""
    known = set[str]()
    for place, words in entries:
        if words in known:
            yield Mistake(place, DOUBLED.format(key=key, found=words), words)
        known.add(words)


def find_missing(key: str, entries: Container[str], needed: Iterable[str]) -> Iterator[Mistake]:
    """Yield the entries of a mapping that are needed, and do not stand there."""
    for each in needed:
        if each not in entries:
            yield Mistake((key,), MISSING_KEY.format(key=f"{key}.{each}"))


class MistakesError(Exception):
    """A text that cannot be used, with every mistake in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def compile_pattern(words: Any) -> re.Pattern[str]:
    """Return a regular expression. Raises AdviceError that says where it cannot be read."""
    if not isinstance(words, str) or not words:
        raise AdviceError(ADVICE["string_pattern_mismatch"])
    try:
        return re.compile(words)
    except re.error as error:
        position = (error.pos or 0) + 1
        raise AdviceError(NOT_A_PATTERN.format(position=position, reason=error.msg)) from error


# One line of visible text, and a regular expression.
Words = Annotated[str, Field(pattern=r"^[^\s\x00-\x1f\x7f\ufdd0-\ufdef][^\x00-\x1f\x7f\ufdd0-\ufdef]*$")]
Pattern = Annotated[re.Pattern[str], PlainValidator(compile_pattern)]


def read_strictly(text: str, kind: type[Content], file: str) -> tuple[Content, yaml.Node | None]:
    """Return a text as a model, or a list or mapping of them, with the nodes that know where everything stands.

    Raises MistakesError with every mistake.
    """
    try:
        node, data = load_yaml(text)
    except REFUSED as error:
        raise MistakesError([_unreadable(error, file)]) from error
    adapter: TypeAdapter[Content] = _adapter(kind)  # type: ignore[arg-type]  # a type can be hashed
    try:
        return adapter.validate_python(data), node
    except ValidationError as error:
        mistakes = [_mistake(detail, kind) for detail in error.errors()]
        raise MistakesError(locate_mistake(mistake, node, file) for mistake in mistakes) from error


def locate_mistake(mistake: Mistake, node: yaml.Node | None, file: str) -> Problem:
    """Return a mistake as a problem, with the row and the column on which it stands."""
    mark = _mark_of(node, mistake.place)
    row, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    return Problem(mistake.message, file, row, column, mistake.found)


def row_of(node: yaml.Node | None, place: Iterable[str | int]) -> int | None:
    """Return the row on which something stands, or the nearest thing around it."""
    mark = _mark_of(node, place)
    return mark.line + 1 if mark else None


def _mark_of(node: yaml.Node | None, place: Iterable[str | int]) -> Any:
    mark = node.start_mark if node else None
    for part in place:
        if isinstance(node, yaml.MappingNode):
            key, node = next(((key, value) for key, value in node.value if key.value == part), (None, None))
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            key = node = node.value[part]
        else:
            break
        mark = key.start_mark if key else mark
    return mark


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _unreadable(error: Exception, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    message = error.problem if isinstance(error, RefusedError) and error.problem else NOT_YAML
    row, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    return Problem(message, file, row, column)


def _mistake(detail: Mapping[str, Any], kind: Any) -> Mistake:
    place, found = detail["loc"], str(detail["input"])[:LONGEST_QUOTE]
    return Mistake(place, _message(detail["type"], place, found, kind, detail.get("ctx", {})), found)


def _message(error: str, place: Place, found: str, kind: Any, context: Mapping[str, Any]) -> str:
    key = ".".join(part for part in place if isinstance(part, str))
    if not key:
        return NOT_A_LIST if error == "list_type" else NOT_A_MAPPING
    if error == "extra_forbidden":
        known = _names_at(kind, place)
        return UNKNOWN_KEY.format(key=key, suggestion=suggestion(str(place[-1]), known), known=join_words(known))
    if error == "missing":
        return MISSING_KEY.format(key=key)
    if error == "literal_error":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").replace(", ", "、")
        return NOT_ALLOWED.format(key=key, found=found, allowed=allowed)
    return WRONG_TYPE.format(key=key, found=found, advice=_advice(error, context))


def _advice(error: str, context: Mapping[str, Any]) -> str:
    said = context.get("error")
    return str(said) if isinstance(said, AdviceError) else ADVICE.get(error, "格式不对").format(**context)


def _names_at(kind: Any, place: Place) -> Mapping[str, Any]:
    """Return the names that may stand beside an unknown one."""
    for part in place[:-1]:
        kind = _inside(kind, part)
    names: Mapping[str, Any] = kind.model_fields
    return names


def _inside(kind: Any, part: str | int) -> Any:
    """Return what a list, a mapping or a model holds at a part of a place."""
    return get_args(kind)[-1] if get_origin(kind) in (list, dict) else kind.model_fields[part].annotation
