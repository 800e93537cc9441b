"""Measure the import on real documents, which are no part of this repository: `tests/import_corpus.py [FOLDER]`.

The folder holds documents, and in `truth/` one JSON file for each with the figures that it prints. It is looked for in
ANNUAL_REPORT_DOCUMENTS, else beside the project.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.errors import InputError
from annual_report.filing.imports import read_document
from annual_report.filing.imports.reading import read
from annual_report.form.forms import Form, load_form
from annual_report.wording import fold

BESIDE = "shared/documents"
ROW = "{name:<30} {form:<5} {read:>4} / {readable:>4} {wrong:>3}  {said}"

# A row that stands for several of the form, in the truth.
ONE_ROW = "(单行)"


@dataclass(frozen=True)
class Measured:
    """What came of a document: figures read rightly, figures that can be read, wrong ones, and why it was refused."""

    name: str
    form: str
    read: int
    readable: int
    wrong: tuple[str, ...]
    refused: str
    must_be_refused: bool


def folder_of_documents() -> Path | None:
    """Return where the documents are, or None."""
    chosen = os.environ.get("ANNUAL_REPORT_DOCUMENTS", "")
    above = [parent / BESIDE for parent in paths.PROJECT.parents]
    return next((each for each in ([Path(chosen)] if chosen else above) if (each / "truth").is_dir()), None)


def measure(folder: Path) -> Iterator[Measured]:
    """Read every document that has a truth."""
    for file in sorted((folder / "truth").glob("*.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        document = folder / Path(truth["document"]).name
        if document.is_file():
            yield _measure(document, truth)


def _measure(document: Path, truth: Mapping[str, Any]) -> Measured:
    printed = dict(_printed(truth))
    readable = {address: text for address, text in printed.items() if text != ""}
    refused, figures = "", dict[str, str]()
    try:
        found = read(read_document(document))
        figures = {address: figure.text for address, figure in found.figures.items()}
        refused = "；".join(f"{table}：{reason}" for table, reason in found.refused.items())
    except InputError as error:
        refused = str(error)
    wrong = tuple(
        f"{address}: {text}, printed {readable.get(address, '')}"
        for address, text in figures.items()
        if address not in readable or not _alike(text, readable[address])
    )
    right = len(figures) - len(wrong)
    return Measured(document.name, truth["format"], right, len(readable), wrong, refused, _must_be_refused(truth))


def _must_be_refused(truth: Mapping[str, Any]) -> bool:
    """Whether a correct reader refuses the document or a table of it; "refuse unless …" leaves a way to read it."""
    wanted = str(truth["reading"]).lower()
    return wanted.startswith("refuse") and not wanted.startswith("refuse unless")


def _alike(text: str, printed: str) -> bool:
    """Whether a figure is what is printed: a unit, a plus sign and commas are left out on the way, no digit ever is."""
    bare = printed.replace(",", "").removeprefix("+").removesuffix("元").removesuffix("万")
    try:
        return text == bare or Decimal(text) == Decimal(bare)
    except InvalidOperation:
        return False


def _printed(truth: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if truth["format"] not in ("2019", "2021"):
        return
    form = load_form(truth["format"])
    yield from _of_blocks(form, truth.get("table2") or {})
    yield from _of_lines(form, truth.get("table3") or {})
    cells = form.table("review_litigation").cells
    for cell, value in zip(cells, truth.get("table4") or [], strict=False):
        yield str(cell.address), _text(value)


def _of_blocks(form: Form, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    rows = {fold(label).removeprefix("行政规范").removeprefix("规范"): value for label, value in values.items()}
    for block in form.table("disclosure").blocks:
        for line in block.lines:
            row = rows.get(fold(line.label).removeprefix("行政规范").removeprefix("规范"))
            if line.label in values or row is not None:
                found = row if isinstance(row, list) else [row]
                for column, value in zip(block.columns, found, strict=True):
                    yield f"disclosure.{line.code}.{column.code}", _text(value)


def _of_lines(form: Form, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the rows of table 三: the truth names them shortly, in the order of the form."""
    table = form.table("applications")
    lines = [*table.lines]
    if form.version == "2021" and any(ONE_ROW in label for label in values):
        group = next(each for each in table.line_headings() if each.code == "otherwise_closed")
        lines = [line for line in lines if line not in group.leaves]
        values = {label: row for label, row in values.items() if ONE_ROW not in label}
    for line, row in zip(lines, values.values(), strict=False):
        for column, value in zip(table.columns, row, strict=True):
            yield f"applications.{line.code}.{column.code}", _text(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def main(arguments: list[str]) -> int:
    """Print a line for every document, then the sums; 1 where a figure is wrong."""
    folder = Path(arguments[0]) if arguments else folder_of_documents()
    if folder is None:
        print(f"no documents: name their folder, or lay them in {BESIDE} beside the project")
        return 2
    measured = [*measure(folder)]
    for each in measured:
        print(
            ROW.format(
                name=each.name,
                form=each.form,
                read=each.read,
                readable=each.readable,
                wrong=len(each.wrong),
                said=("REFUSED " if not each.read else "") + each.refused,
            )
        )
        print("".join(f"    WRONG {wrong}\n" for wrong in each.wrong), end="")
    wrong = sum(len(each.wrong) for each in measured)
    kept = [each for each in measured if not each.must_be_refused]
    print(
        f"{len(measured)} documents, {wrong} wrong figures; of those not to be refused,"
        f" {sum(each.read for each in kept)} of {sum(each.readable for each in kept)} figures read"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
