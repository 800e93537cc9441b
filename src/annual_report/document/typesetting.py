"""How a report is set, in Word and in PDF alike: page, fonts and sizes, as notebooks/templates/document/ has them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from annual_report import paths
from annual_report.filing.yaml_files import Strict, Words, read_yaml

FILE = paths.TEMPLATES / "document" / "typesetting.yaml"

Length = int | Decimal


class Page(Strict):
    """A sheet of paper and its margins in mm; `footer` is how far from the edge the page number stands."""

    width: Length
    height: Length
    top: Length
    bottom: Length
    left: Length
    right: Length
    footer: Length

    @property
    def type_width(self) -> Length:
        """Return how wide the type area is."""
        return self.width - self.left - self.right

    @property
    def type_height(self) -> Length:
        """Return how high the type area is."""
        return self.height - self.top - self.bottom


class Style(Strict):
    """How one kind of paragraph is set: type, lines and space in pt, the indent of its first line in characters.

    A `line` of 0 is as high as the type needs.
    """

    east_asian: Words
    latin: Words
    size: Length
    line: Length = 0
    align: Literal["left", "centre", "justify"]
    indent: int = 0
    before: Length = 0
    after: Length = 0


class Styles(Strict):
    """The kinds of paragraphs a report has."""

    title: Style
    heading_1: Style
    heading_2: Style
    heading_3: Style
    body: Style
    list: Style
    figure: Style
    caption: Style
    table: Style
    table_small: Style
    page_number: Style


class TableSetting(Strict):
    """When a table is set in small type, how small it may become, and the space and rules of its cells."""

    small_from: int
    least: Length
    padding: Length
    row_padding: Length
    rule: Length
    before: Length
    after: Length


class Typesetting(Strict):
    """Everything that decides how a document looks. `fonts` names what stands in for each font."""

    page: Page
    fonts: dict[str, list[str]]
    styles: Styles
    code: Words
    tables: TableSetting
    page_number: list[str]
    draft: Words


@cache
def typesetting() -> Typesetting:
    """Return how reports are set. Raises InputError where the file was edited into something that is none."""
    return read_yaml(FILE, Typesetting)[0]
