"""The way in: a published report turned back into what its agency filed, without a figure that it does not print."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from annual_report.filing.imports.catalogue import read_file as read_document

__all__ = ["read_document"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
