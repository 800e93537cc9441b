"""How a report is set, in Word and in PDF alike: page, fonts and sizes, as notebooks/templates/document/ has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from annual_report import paths
from annual_report.strict_yaml import AdviceError, Mistake, Strict, Words
from annual_report.toolkit_files import read_toolkit_file, refuse
from annual_report.wording import join_words, suggestion

FOLDER = paths.TEMPLATES / "document"
FILE, FACES = FOLDER / "typesetting.yaml", FOLDER / "faces.yaml"

NOT_A_LENGTH = "请写数字，不小于 0，不带单位"
NO_SUBSTITUTE = "「fonts」里没有「{name}」：请写上缺这个字体时用什么代替"
UNUSED_FONT = "没有哪里用到字体「{name}」{suggestion}（用到的：{known}）"
NO_FACE = "字体「{name}」没有对应的可随 PDF 分发的字体：请在这里补上一行"


def _length(value: Any) -> int | Decimal:
    if not isinstance(value, int | Decimal) or isinstance(value, bool) or value < 0:
        raise AdviceError(NOT_A_LENGTH)
    return value


Length = Annotated[int | Decimal, PlainValidator(_length)]


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
    fonts: dict[Words, list[Words]]
    styles: Styles
    code: Words
    tables: TableSetting
    page_number: list[str] = Field(min_length=2, max_length=2)
    draft: Words


class Face(Strict):
    """A family of fonts that we carry."""

    family: Words
    bold: bool = False


@cache
def typesetting() -> Typesetting:
    """Return how reports are set. Raises RuleError where the file was edited into something that is none."""
    setting = read_toolkit_file(FILE, Typesetting)
    refuse(FILE, _about_fonts(setting))
    return setting


@cache
def faces() -> Mapping[str, Face]:
    """Return which face of ours stands in for which font. Raises RuleError for one that is missing or not needed."""
    found = read_toolkit_file(FACES, dict[str, Face])
    refuse(FACES, _about_faces(found, _fonts_in_a_pdf(typesetting())))
    return found


def _about_fonts(setting: Typesetting) -> Iterator[Mistake]:
    """Yield the fonts that are set without a substitute, unless they are one, and the substitutes for none."""
    used = dict.fromkeys((*_fonts_in_a_pdf(setting), *(style.latin for _, style in setting.styles)))
    known = {*setting.fonts, *(name for names in setting.fonts.values() for name in names)}
    for name in used:
        if name not in known:
            yield Mistake(("fonts",), NO_SUBSTITUTE.format(name=name), name)
    yield from _unused_fonts(setting.fonts, list(used), ("fonts",))


def _about_faces(found: Mapping[str, Face], used: list[str]) -> Iterator[Mistake]:
    for name in used:
        if name not in found:
            yield Mistake((), NO_FACE.format(name=name), name)
    yield from _unused_fonts(found, used, ())


def _unused_fonts(names: Mapping[str, Any], used: list[str], at: tuple[str, ...]) -> Iterator[Mistake]:
    for name in names:
        if name not in used:
            words = UNUSED_FONT.format(name=name, suggestion=suggestion(name, used), known=join_words(used))
            yield Mistake((*at, name), words, name)


def _fonts_in_a_pdf(setting: Typesetting) -> list[str]:
    """Return the fonts that a PDF carries a face for; Latin letters are set in that of the Chinese ones."""
    return [*dict.fromkeys((*(style.east_asian for _, style in setting.styles), setting.code))]
