"""The agency: its official name and the master data that some rules need (agency.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.model.sheets import read_text
from annual_report.wording import listed, suggestion

Level = Literal["国家级", "省级", "市级", "县级", "乡级"]
Kind = Literal["政府", "政府办公室", "部门", "镇街", "授权组织"]


def _month_day(text: str) -> str:
    """Return a month and a day as they were written. Raises ValueError where there is no such day."""
    datetime.strptime(f"2001-{text}", "%Y-%m-%d")
    return text


# One line of visible text.
Words = Annotated[str, Field(pattern=r"^[^\s\x00-\x1f\x7f\ufdd0-\ufdef][^\x00-\x1f\x7f\ufdd0-\ufdef]*$")]

# A day of a year without the year; 29 February is none.
MonthDay = Annotated[str, AfterValidator(_month_day)]

LAST_DAY_OF_DEPARTMENTS, LAST_DAY_OF_GOVERNMENTS = "01-31", "03-31"

NOT_YAML = "YAML 格式有误，从这一行起读不下去：请检查缩进、冒号和重复的名称"
NOT_A_MAPPING = "应当是「名称: 内容」逐行填写"
UNKNOWN_KEY = "没有「{key}」这一项{suggestion}（可用：{known}）"
MISSING_KEY = "缺少「{key}」：请补上"
NOT_ALLOWED = "「{key}」写的是 {found}，只能是：{allowed}"
WRONG_TYPE = "「{key}」写的是 {found}：{advice}"

LONGEST_QUOTE = 40

ADVICE = {
    "bool_type": "请写 true 或 false",
    "string_type": "请写文字",
    "string_pattern_mismatch": "请写一行文字，不能为空",
    "value_error": "请写月-日，如 01-31",
    "date_type": "请写日期，如 2025-01-20",
    "int_type": "请写年份，如 2024",
    "dict_type": "请写「年份: 日期」，如 2024: 2025-01-20",
    "model_type": "请在下一行缩进写「名称: 内容」",
}


class Powers(BaseModel):
    """What the agency is empowered to do; None where nobody said."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    rulemaking: bool | None = None
    licensing: bool | None = None
    penalties: bool | None = None
    coercion: bool | None = None


class Deadlines(BaseModel):
    """The days by which a report is due, as month-day: local notices set their own."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    submit: MonthDay | None = None
    publish: MonthDay | None = None


class Agency(BaseModel):
    """One reporting unit; `published` is the day of publication by report year."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    name: Words
    self_name: Words = "本机关"
    level: Level | None = None
    kind: Kind | None = None
    parent: Words | None = None
    powers: Powers = Powers()
    predecessors: list[str] = []
    deadlines: Deadlines = Deadlines()
    published: dict[int, date] = {}

    @property
    def is_government(self) -> bool | None:
        """Whether this is the report of a government, which must account for more; None where nobody said."""
        return None if self.kind is None else self.kind == "政府"

    def deadline(self, year: int) -> date | None:
        """Return the day by which the report of a year must be published: the agency's own, else that of the law.

        31 January for departments, 31 March for governments (《政府信息公开条例》第四十九条); None where nobody said
        which it is.
        """
        if self.deadlines.publish is None and self.kind is None:
            return None
        by_law = LAST_DAY_OF_GOVERNMENTS if self.is_government else LAST_DAY_OF_DEPARTMENTS
        month, day = (self.deadlines.publish or by_law).split("-")
        return date(year + 1, int(month), int(day))

    @property
    def makes_rules(self) -> bool | None:
        """Whether it may issue 规章: departments of the State Council, provinces, cities divided into districts
        (立法法). None where level and kind do not tell."""
        if self.powers.rulemaking is not None:
            return self.powers.rulemaking
        if self.level is None or self.kind is None or self.level == "国家级":
            return None
        return self.kind == "政府" and self.level in ("省级", "市级")


PARTS: dict[str, type[BaseModel]] = {"powers": Powers, "deadlines": Deadlines}


class _Loader(yaml.SafeLoader):
    """YAML without aliases (a few lines of them can fill the memory) and without doubled keys (the last would win)."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for position, (key, _) in enumerate(node.value):
            if key.value in keys[:position]:
                raise yaml.MarkedYAMLError(problem_mark=key.start_mark)
        return super().construct_mapping(node, deep)


def read_agency(path: Path) -> Agency:
    """Read agency.yaml. Raises InputError with every problem of the file."""
    text, _ = read_text(path)
    try:
        data = yaml.load(text, _Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError([Problem(NOT_YAML, paths.shown(path), mark.line + 1 if mark else None)]) from error
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise InputError([Problem(NOT_A_MAPPING, paths.shown(path))])
    try:
        return Agency.model_validate({key: value for key, value in data.items() if value is not None})
    except ValidationError as error:
        raise InputError(_problems(error, path, text)) from error


def _problems(error: ValidationError, path: Path, text: str) -> list[Problem]:
    return [_problem(detail, path, text) for detail in error.errors()]


def _problem(detail: Mapping[str, Any], path: Path, text: str) -> Problem:
    place, found = [str(part) for part in detail["loc"]], str(detail["input"])[:LONGEST_QUOTE]
    message = _message(detail["type"], place, found, detail.get("ctx", {}))
    return Problem(message, paths.shown(path), _line_of(place[-1], text), found=found)


def _message(kind: str, place: list[str], found: object, context: dict[str, object]) -> str:
    key = ".".join(place)
    if kind == "extra_forbidden":
        known = PARTS.get(place[0], Agency).model_fields if len(place) > 1 else Agency.model_fields
        return UNKNOWN_KEY.format(key=key, suggestion=suggestion(place[-1], known), known=listed(known))
    if kind == "missing":
        return MISSING_KEY.format(key=key)
    if kind == "literal_error":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").replace(", ", "、")
        return NOT_ALLOWED.format(key=key, found=found, allowed=allowed)
    return WRONG_TYPE.format(key=key, found=found, advice=ADVICE.get(kind, "格式不对"))


def _line_of(key: str, text: str) -> int | None:
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if line.strip().startswith(f"{key}:")), None)
