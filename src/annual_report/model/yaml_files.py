"""YAML as people write it, read strictly: nothing converted, nothing doubled, every mistake with its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.model.sheets import read_text
from annual_report.wording import listed, suggestion

Content = TypeVar("Content")

# One line of visible text.
Words = Annotated[str, Field(pattern=r"^[^\s\x00-\x1f\x7f\ufdd0-\ufdef][^\x00-\x1f\x7f\ufdd0-\ufdef]*$")]

NOT_YAML = "YAML 格式有误，从这一行起读不下去：请检查缩进、冒号和重复的名称"
TOO_LONG = "文件太长，超过 {limit} 字：请确认放对了文件"
NOT_A_MAPPING = "应当是「名称: 内容」逐行填写"
NOT_A_LIST = "应当是一条一条的清单，每条以「- 」开头；一条也没有就删去这个文件"
NOT_A_DATE = "「{found}」不是日期：请写成 2025-01-12 这样"
NOT_PLAIN = "「{found}」不是普通写法的数字：请只用数字和小数点，前面不写 0"
UNKNOWN_KEY = "没有「{key}」这一项{suggestion}（可用：{known}）"
MISSING_KEY = "缺少「{key}」：请补上"
NOT_ALLOWED = "「{key}」写的是 {found}，只能是：{allowed}"
WRONG_TYPE = "「{key}」写的是 {found}：{advice}"

LONGEST_QUOTE = 40
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

PLAIN_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
PLAIN_NUMBER = re.compile(rf"{PLAIN_WHOLE.pattern}(?:\.[0-9]+)?")


class Strict(BaseModel):
    """A mapping without unknown names and without conversions; what is left blank counts as not written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


class _Refused(yaml.MarkedYAMLError):
    """Something that YAML allows and we do not."""


class _Loader(yaml.SafeLoader):
    """YAML without aliases (a few lines of them can fill the memory), without doubled keys (the last would win), and
    without numbers that mean another one than they look like: 010 is 8, 1:30 is 90, 1_0 is 10."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            _refuse(self.peek_event(), NOT_YAML)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = set[str]()
        for key, _ in node.value:
            if key.tag not in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:int"):
                _refuse(key, NOT_A_MAPPING)
            if key.value in names:
                _refuse(key, NOT_YAML)
            names.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_plain_number(self, node: yaml.ScalarNode) -> int | Decimal:
        """Return a number exactly as it stands there."""
        if not PLAIN_NUMBER.fullmatch(node.value):
            _refuse(node, NOT_PLAIN.format(found=node.value[:LONGEST_QUOTE]))
        return int(node.value) if PLAIN_WHOLE.fullmatch(node.value) else Decimal(node.value)

    def construct_date(self, node: yaml.ScalarNode) -> Any:
        """Return a date; one that the calendar does not have is refused."""
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            _refuse(node, NOT_A_DATE.format(found=node.value))


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_plain_number)
_Loader.add_constructor("tag:yaml.org,2002:float", _Loader.construct_plain_number)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_date)


def _refuse(place: Any, message: str) -> NoReturn:
    raise _Refused(problem=message, problem_mark=place.start_mark)


def read_yaml(path: Path, kind: type[Content]) -> tuple[Content, yaml.Node | None]:
    """Read a YAML file into a model, or a list of them, and return it with the nodes that know the rows.

    Raises InputError with every problem of the file.
    """
    text, _ = read_text(path)
    if len(text) > LONGEST_TEXT:
        raise InputError([Problem(TOO_LONG.format(limit=LONGEST_TEXT), paths.shown(path))])
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
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
    message = error.problem if isinstance(error, _Refused) and error.problem else NOT_YAML
    return Problem(message, paths.shown(path), mark.line + 1 if mark else None)


def _problem(detail: Mapping[str, Any], path: Path, kind: Any, node: yaml.Node | None) -> Problem:
    place, found = detail["loc"], str(detail["input"])[:LONGEST_QUOTE]
    message = _message(detail["type"], place, found, kind, detail.get("ctx", {}))
    return Problem(message, paths.shown(path), row_of(node, place), found=found)


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
