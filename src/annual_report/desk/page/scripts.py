"""The modules of the page as one script: each after those that it imports, with names of its own, and no build step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

SCRIPTS = Path(__file__).parent / "script"
LOOK = Path(__file__).parent / "look"

IMPORT = re.compile(r'^import (?P<names>\{[^}]*\}) from "\./(?P<module>[a-z_]+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (?P<name>\w+))", re.MULTILINE)


def script_of(*modules: str) -> str:
    """Return modules of the page, and all that they import, as one text: each is an object that holds its exports."""
    return "\n".join(_as_object(module) for module in _in_order(modules, set()))


def _in_order(modules: tuple[str, ...], seen: set[str]) -> Iterator[str]:
    for module in modules:
        if module not in seen:
            seen.add(module)
            yield from _in_order(tuple(each["module"] for each in IMPORT.finditer(_read(module))), seen)
            yield module


def _as_object(module: str) -> str:
    text = _read(module)
    names = ", ".join(each["name"] for each in EXPORT.finditer(text))
    body = EXPORT.sub("", IMPORT.sub(r"const \g<names> = \g<module>_js;", text))
    return f"const {module}_js = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def _read(module: str) -> str:
    return (SCRIPTS / f"{module}.js").read_text(encoding="utf-8")
