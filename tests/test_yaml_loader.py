"""The quick loader of YAML reads what the other one reads; whatever it does not, the other one has the word."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from annual_report import paths, yaml_loader
from annual_report.yaml_loader import REFUSED, load_yaml

TEXTS = [
    "name: 甲局\nlevel: 县级\npublished: {2023: 2024-03-20, 2024: 2025-03-18}\n",
    "- rule: C-05\n  cells: {applications.granted.total: 1304, figures.甲: 1.50, b: null}\n  words: '甲\n    乙'\n",
    'name: "甲\\n乙" # 说明\npowers:\n  licensing: true\n  penalties: ~\n',
    "a: -1\nb: 1.5\nc: 2.0\nd: yes\n",
    "",
    "# 只有说明\n",
]
REFUSED_TEXTS = [
    "name: 甲\nname: 乙\n",
    "a: 010\n",
    "a: 1:30\n",
    f"a: {'9' * 5000}\n",
    "a: 2025-02-30\n",
    "a: [1, 2\nb: 3\n",
    "a: b: c\n",
    "[a]: b\n",
    "a: '没有结束\n",
    "a: " + "[" * 3000 + "\n",
    "a: &x [1]\nb: *x\n",
    "a:\t1\n\tb: 2\n",
]
OURS = [path.read_text(encoding="utf-8") for path in paths.PARAMS.glob("*/*.yaml")]


def rows(node: Any) -> Any:
    """Return where everything stands."""
    if isinstance(node, yaml.ScalarNode) or node is None:
        return node and (node.start_mark.line, node.value)
    return node.start_mark.line, [
        rows(each) for entry in node.value for each in (entry if type(entry) is tuple else [entry])
    ]


def outcome_of(text: str) -> Any:
    """Return what is loaded, with its rows, or what is wrong with it."""
    try:
        node, data = load_yaml(text)
    except REFUSED as error:
        return type(error), str(error)
    return rows(node), repr(data)


@pytest.mark.parametrize(
    "text", [*TEXTS, *REFUSED_TEXTS, *(path.read_text() for path in paths.PARAMS.glob("*/*.yaml"))]
)
def test_both_loaders_say_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly = outcome_of(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert quickly == outcome_of(text)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without its C library")
@pytest.mark.parametrize("text", TEXTS)
def test_ordinary_files_are_loaded_quickly(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_loader, "_Loader", None)
    load_yaml(text)


@pytest.mark.parametrize("text", REFUSED_TEXTS)
def test_what_is_not_strict_is_refused(text: str) -> None:
    with pytest.raises(REFUSED):
        load_yaml(text)
