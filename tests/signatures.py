"""What other packages' functions take and their classes have: as it was written down, and as it is now."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

import yaml

from annual_report import paths

# What instances have: as their class declares it, or as its methods set it.
DECLARED, NAMED, GONE = "declared", "named in its methods", "gone"


def recorded(package: str) -> dict[str, str]:
    """Return what was written down of a package and its neighbours, by name."""
    file = paths.PROJECT / f"tests/data/signatures/{package}.yaml"
    modules = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {f"{module}:{name}": words for module, names in modules.items() for name, words in names.items()}


def found(name: str) -> str:
    """Describe what a name (`package.module:Class.method`) stands for.

    A function is its parameters, "=" behind those that may be left out; anything else is what kind of thing it is.
    """
    module, _, path = name.partition(":")
    owner, thing = None, import_module(module)
    for part in path.split("."):
        owner, thing = thing, _attribute(thing, part)
    if isinstance(thing, str):
        return thing
    if isinstance(thing, property):
        return "property"
    return _parameters(getattr(owner, path.rpartition(".")[2])) if callable(thing) or _is_method(thing) else "attribute"


def _attribute(owner: Any, name: str) -> Any:
    """Return an attribute as it stands in its class, or what is known of one that only instances have."""
    try:
        return inspect.getattr_static(owner, name)
    except AttributeError:
        classes = getattr(owner, "__mro__", ())
        is_declared = any(name in vars(class_).get("__annotations__", ()) for class_ in classes)
        is_named = any(name in _names_in(method) for class_ in classes for method in vars(class_).values())
        return DECLARED if is_declared else NAMED if is_named else GONE


def _names_in(method: Any) -> tuple[Any, ...]:
    """Return the attributes that a method names, also as texts."""
    code = getattr(getattr(method, "__func__", method), "__code__", None)
    return (*code.co_names, *code.co_consts) if code else ()


def _is_method(thing: Any) -> bool:
    return isinstance(thing, classmethod | staticmethod)


def _parameters(thing: Any) -> str:
    return ", ".join(map(_parameter, inspect.signature(thing).parameters.values()))


def _parameter(parameter: inspect.Parameter) -> str:
    stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    return f"{stars}{parameter.name}" + ("" if parameter.default is parameter.empty else "=")
