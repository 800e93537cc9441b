"""How a form is written: the keys of form/<version>.yaml, and what may stand behind each of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PositiveInt

from annual_report.form.tables import ORDINAL, Block, Heading, Table
from annual_report.strict_yaml import AdviceError, Strict, Words

# What a line or a column may be one of.
Family = Literal["applicant", "outcome", "refusal", "result", "not_upheld", "review_first"]

NOT_A_CODE = "请写小写英文字母、数字和下划线，如 carried_in"
NOT_AN_ADDRESS = "请写成 表.行.列，如 applications.received.total"
NOT_A_CSV = "请写 .csv 文件的名称，如 applications.csv"


def _code(text: str) -> str:
    if not (text.isascii() and text.isidentifier() and text.islower()):
        raise AdviceError(NOT_A_CODE)
    return text


def _address(text: str) -> str:
    parts = text.split(".")
    if len(parts) != len(("table", "line", "column")) or not all(part.isidentifier() for part in parts):
        raise AdviceError(NOT_AN_ADDRESS)
    return text


def _csv(text: str) -> str:
    if not (text.endswith(".csv") and text.removesuffix(".csv").isidentifier()):
        raise AdviceError(NOT_A_CSV)
    return text


Code = Annotated[str, AfterValidator(_code)]
# The codes of table, line and column; a group stands for all its cells.
Cells = Annotated[str, AfterValidator(_address)]


class HeadingEntry(Strict):
    """What lines and columns have in common."""

    code: Code
    label: Words
    name: Words = ""
    families: list[Family] = Field(default=[], min_length=1)
    total: bool = False

    @property
    def said_name(self) -> str:
        """The name used in prose: the label without its ordinal where none is written."""
        return self.name or ORDINAL.sub("", self.label)


class LineEntry(HeadingEntry):
    """A line; one with children is printed but holds no figures of its own."""

    children: list[LineEntry] = Field(default=[], min_length=1)


class ColumnEntry(HeadingEntry):
    """A column, and what may stand in its cells."""

    children: list[ColumnEntry] = Field(default=[], min_length=1)
    kind: Literal["count", "change", "money"] = "count"
    unit: Words = "件"


class BlockEntry(Strict):
    """Lines that share the same columns."""

    label: Words = ""
    columns: list[ColumnEntry] = Field(min_length=1)
    lines: list[LineEntry] = Field(min_length=1)


class TableEntry(Strict):
    """One table; `figures` says how many it holds, so that none is lost unseen."""

    code: Code
    name: Words
    caption: Words
    file: Annotated[str, AfterValidator(_csv)]
    layout: Literal["stub", "across", "blocks"]
    figures: PositiveInt
    keys: list[Words] = Field(min_length=1)
    blocks: list[BlockEntry] = Field(min_length=1)
    value: Words = ""
    note: Words = ""
    spanner: Words = ""
    stub: Words = ""
    widths: list[PositiveInt] = Field(default=[], min_length=1)


class SectionEntry(Strict):
    """One section; without a table it holds prose."""

    code: Code
    title: Words
    table: Code = ""
    optional: bool = False


class FormFile(Strict):
    """A whole form; `last_year` is null for as long as it is in force."""

    version: Words
    first_year: int
    last_year: int | None
    basis: Words
    title: list[Words] = Field(min_length=1)
    sections: list[SectionEntry] = Field(min_length=1)
    tables: list[TableEntry] = Field(min_length=1)
    headlines: list[Cells]


def table_of(entry: TableEntry) -> Table:
    """Return a table as it was written."""
    blocks = (Block(block.label, headings_of(block.lines), headings_of(block.columns)) for block in entry.blocks)
    return Table(**{**said(entry, but=("figures",)), "blocks": tuple(blocks)})


def headings_of(entries: Iterable[LineEntry | ColumnEntry]) -> tuple[Heading, ...]:
    """Return lines or columns as they were written, with their names."""
    return tuple(
        Heading(**{**said(entry), "name": entry.said_name, "children": headings_of(entry.children)})
        for entry in entries
    )


def said(entry: Strict, but: Iterable[str] = ()) -> dict[str, Any]:
    """Return what an entry says, as a noun takes it; what it leaves out is left out."""
    given = ((name, value) for name, value in entry if name in entry.model_fields_set and name not in but)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given}
