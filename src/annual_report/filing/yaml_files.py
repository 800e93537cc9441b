"""YAML as people write it, read strictly: nothing converted, nothing doubled, every mistake with its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.sheets import read_text
from annual_report.strict_yaml import LONGEST_QUOTE, NOT_A_MAPPING, NOT_YAML, REFUSED, RefusedError, loaded
from annual_report.wording import listed, suggestion

Content = TypeVar("Content")

# One line of visible text.
Words = Annotated[str, Field(pattern=r"^[^\s\x00-\x1f\x7f\ufdd0-\ufdef][^\x00-\x1f\x7f\ufdd0-\ufdef]*$")]

TOO_LONG = "文件太长，超过 {limit} 字：请确认放对了文件"
NOT_A_LIST = "应当是一条一条的清单，每条以「- 」开头；一条也没有就删去这个文件"
UNKNOWN_KEY = "没有「{key}」这一项{suggestion}（可用：{known}）"
MISSING_KEY = "缺少「{key}」：请补上"
NOT_ALLOWED = "「{key}」写的是 {found}，只能是：{allowed}"
WRONG_TYPE = "「{key}」写的是 {found}：{advice}"

LONGEST_TEXT = 100_000

ADVICE = {
    "bool_type": "请写 true 或 false",
    "string_type": "请写文字",
    "string_pattern_mismatch": "请写一行文字，不能为空",
    "date_type": "请写日期，如 2025-01-12",
    "dict_type": "请写成「名称: 内容」，每行一个",
    "model_type": "请写成「名称: 内容」，每行一个",
    "list_type": "请写成清单，每条以「- 」开头",
    "value_error": "请写数字，不带单位和引号；当时未填的写 null；日期写月-日，如 01-31",
}


class Strict(BaseModel):
    """A mapping without unknown names and without conversions; what is left blank counts as not written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


def read_yaml(path: Path, kind: type[Content]) -> tuple[Content, yaml.Node | None]:
    """Read a YAML file into a model, or a list of them, and return it with the nodes that know the rows.

    Raises InputError with every problem of the file.
    """
    text, _ = read_text(path)
    if len(text) > LONGEST_TEXT:
        raise InputError([Problem(TOO_LONG.format(limit=LONGEST_TEXT), paths.stored(path))])
    try:
        node, data = loaded(text)
    except REFUSED as error:
        raise InputError([_unreadable(error, path)]) from error
    adapter: TypeAdapter[Content] = _adapter(kind)  # type: ignore[arg-type]  # a type can be hashed
    try:
        return adapter.validate_python(data), node
    except ValidationError as error:
        raise InputError(_problem(detail, path, kind, node) for detail in error.errors()) from error


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def row_of(node: yaml.Node | None, place: Iterable[str | int]) -> int | None:
    """Return the row on which something stands, or the nearest thing around it."""
    row = node.start_mark.line + 1 if node else None
    for part in place:
        if isinstance(node, yaml.MappingNode):
            key, node = next(((key, value) for key, value in node.value if key.value == part), (None, None))
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            key = node = node.value[part]
        else:
            break
        row = key.start_mark.line + 1 if key else row
    return row


def _unreadable(error: Exception, path: Path) -> Problem:
    mark = getattr(error, "problem_mark", None)
    message = error.problem if isinstance(error, RefusedError) and error.problem else NOT_YAML
    return Problem(message, paths.stored(path), mark.line + 1 if mark else None)


def _problem(detail: Mapping[str, Any], path: Path, kind: Any, node: yaml.Node | None) -> Problem:
    place, found = detail["loc"], str(detail["input"])[:LONGEST_QUOTE]
    message = _message(detail["type"], place, found, kind, detail.get("ctx", {}))
    return Problem(message, paths.stored(path), row_of(node, place), found=found)


def _message(error: str, place: tuple[str | int, ...], found: str, kind: Any, context: Mapping[str, object]) -> str:
    key = ".".join(part for part in place if isinstance(part, str))
    if not key:
        return NOT_A_LIST if error == "list_type" else NOT_A_MAPPING
    if error == "extra_forbidden":
        known = _names_at(kind, place)
        return UNKNOWN_KEY.format(key=key, suggestion=suggestion(str(place[-1]), known), known=listed(known))
    if error == "missing":
        return MISSING_KEY.format(key=key)
    if error == "literal_error":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").replace(", ", "、")
        return NOT_ALLOWED.format(key=key, found=found, allowed=allowed)
    return WRONG_TYPE.format(key=key, found=found, advice=ADVICE.get(error, "格式不对"))


def _names_at(kind: Any, place: tuple[str | int, ...]) -> Mapping[str, Any]:
    """Return the names that may stand beside an unknown one."""
    for part in place[:-1]:
        kind = get_args(kind)[0] if isinstance(part, int) else kind.model_fields[part].annotation
    names: Mapping[str, Any] = kind.model_fields
    return names
