"""Environments for the templates of the look."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined

from annual_report.engine.compiled_templates import CompiledTemplates

_COMPILED = CompiledTemplates()


@lru_cache(maxsize=16)
def environment(*folders: Path) -> Environment:
    """Return the environment for the pages and parts of documents in some folders.

    It escapes what is filled in, and is strict about names. A template is to be got from it anew each time: that
    looks whether the file has changed.
    """
    loader: BaseLoader = FileSystemLoader(folders)
    return Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        bytecode_cache=_COMPILED,
    )
