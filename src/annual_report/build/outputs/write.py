"""Write the files of a report that are due: those of the table, by the writers that stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from annual_report.build.outputs.table import Output, When, is_recorded, outputs_at
from annual_report.build.outputs.writers import Material
from annual_report.files import write_whole


def write_outputs(
    folder: Path, material: Material, *moments: When, formats: Sequence[str] = (), is_draft: bool = False
) -> list[Path]:
    """Write what is due at some moments into a folder, in the formats that are wanted; return the files."""
    due = outputs_at(*moments)
    by_format = {each.format: each for each in due if each.format}
    wanted = [each for each in due if not each.format] + [by_format[name] for name in formats]
    return [_write(folder, each, each.name_of_draft if is_draft else each.name, material) for each in wanted]


def writer_of(output: Output) -> Any:
    """Return what makes the content of an output: a function, or an exporter of nbconvert."""
    module, _, name = output.writer.partition(":")
    return getattr(import_module(module), name)


def _write(folder: Path, output: Output, name: str, material: Material) -> Path:
    there = [path for path in sorted(folder.iterdir()) if is_recorded(path.name)]
    write_whole(folder / name, _content_of(output, replace(material, recorded=there)))
    return folder / name


def _content_of(output: Output, material: Material) -> str | bytes:
    writer = writer_of(output)
    content: str | bytes
    if not isinstance(writer, type):
        content = writer(material)
        return content
    content, _ = writer().from_notebook_node(material.notebook)
    return content if isinstance(content, bytes) else content.encode("utf-8")
