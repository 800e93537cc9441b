"""From YAML to plain data: without aliases, without doubled keys, and numbers exactly as they stand there.

What keys there may be, and what behind them, is for `strict_yaml` to say, which reads every file through this.
"""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import Any, NoReturn

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

NOT_YAML = "YAML 格式有误，从这一行起读不下去：请检查缩进、冒号和重复的名称"
NOT_A_MAPPING = "应当是「名称: 内容」逐行填写"
NOT_A_DATE = "「{found}」不是日期：请写成 2025-01-12 这样"
NOT_PLAIN = "「{found}」不是普通写法的数字：请只用数字和小数点，前面不写 0"
TOO_LONG = "「{found}」的位数太多：请核对后重新填写"

LONGEST_QUOTE = 40
LONGEST_NUMBER = 30

PLAIN_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
PLAIN_NUMBER = re.compile(rf"{PLAIN_WHOLE.pattern}(?:\.[0-9]+)?")

# What a text that cannot be loaded ends in.
REFUSED = (yaml.YAMLError, ValueError, RecursionError)

# About these the two loaders do not always agree.
UNCOMMON = re.compile("[\t\r\x85\u2028\u2029\ufeff?%!&*|>]")


def load_yaml(text: str) -> tuple[yaml.Node | None, Any]:
    """Return the nodes of a text, which know the rows, and what they hold. Raises one of REFUSED."""
    if yaml.__with_libyaml__ and not UNCOMMON.search(text):
        with suppress(*REFUSED):  # the other loader says what is wrong, and where
            return _load_with(_quick_loader()(text))
    return _load_with(_Loader(text))


def _load_with(loader: Any) -> tuple[yaml.Node | None, Any]:
    node = loader.get_single_node()
    return node, loader.construct_document(node) if node else None


class RefusedError(yaml.MarkedYAMLError):
    """Something that YAML allows and we do not."""


class _Strictly:
    """YAML without aliases (a few lines of them can fill the memory), without doubled keys (the last would win), and
    without numbers that mean another one than they look like: 010 is 8, 1:30 is 90, 1_0 is 10."""

    def compose_node(self: Any, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            _refuse(self.peek_event(), NOT_YAML)
        return Composer.compose_node(self, parent, index)

    def construct_mapping(self: Any, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = set[str]()
        for key, _ in node.value:
            if key.tag not in ("tag:yaml.org,2002:str", "tag:yaml.org,2002:int"):
                _refuse(key, NOT_A_MAPPING)
            if key.value in names:
                _refuse(key, NOT_YAML)
            names.add(key.value)
        return SafeConstructor.construct_mapping(self, node, deep)

    def construct_plain_number(self, node: yaml.ScalarNode) -> int | Decimal:
        """Return a number exactly as it stands there."""
        if not PLAIN_NUMBER.fullmatch(node.value):
            _refuse(node, NOT_PLAIN.format(found=node.value[:LONGEST_QUOTE]))
        if len(node.value) > LONGEST_NUMBER:
            _refuse(node, TOO_LONG.format(found=f"{node.value[:LONGEST_QUOTE]}…"))
        return int(node.value) if PLAIN_WHOLE.fullmatch(node.value) else Decimal(node.value)

    def construct_date(self: Any, node: yaml.ScalarNode) -> Any:
        """Return a date; one that the calendar does not have is refused."""
        try:
            return SafeConstructor.construct_yaml_timestamp(self, node)
        except ValueError:
            _refuse(node, NOT_A_DATE.format(found=node.value))


def _exactly(loader: Any) -> Any:
    """Let a loader construct numbers and dates as they stand there."""
    loader.add_constructor("tag:yaml.org,2002:int", _Strictly.construct_plain_number)
    loader.add_constructor("tag:yaml.org,2002:float", _Strictly.construct_plain_number)
    loader.add_constructor("tag:yaml.org,2002:timestamp", _Strictly.construct_date)
    return loader


@_exactly
class _Loader(_Strictly, yaml.SafeLoader):
    """The loader whose words about a mistake are those a person reads."""


@cache
def _quick_loader() -> Any:
    """Return a loader five times as fast, where PyYAML has its C library."""
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class Quick(_Strictly, Composer, CParser, SafeConstructor, Resolver):
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            for part in (Composer, SafeConstructor, Resolver):
                part.__init__(self)

    return _exactly(Quick)


def _refuse(place: Any, message: str) -> NoReturn:
    raise RefusedError(problem=message, problem_mark=place.start_mark)
