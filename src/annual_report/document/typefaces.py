"""The typefaces of printed documents: ours, those a project adds, and the characters that they can show."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import typst

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.characters import PRIVATE

COLLECTIONS = {".ttc", ".otc"}
NOT_A_FONT = "这不是能用的字体文件：请换一个，或从 fonts 文件夹里移走"

# No archive takes these, whatever a font has.
NO_CHARACTERS = frozenset("\0\ufeff\ufffe")

CHARACTERS = paths.FONTS / "characters.txt"


@cache
def typst_fonts() -> typst.Fonts:
    """Return our fonts and those of the project, and no others: neither those of the machine nor those inside Typst."""
    folders = [str(folder) for folder in (paths.FONTS, paths.OWN_FONTS) if folder.is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def own_families() -> list[str]:
    """Return the families of the fonts that a project adds, in the order of their files.

    Raises InputError for files that are no fonts.
    """
    known = sorted((str(font.path), font.index, font.family) for font in typst_fonts().fonts())
    unknown = [file for file in paths.own_fonts() if str(file) not in {path for path, *_ in known}]
    if unknown:
        raise InputError(Problem(NOT_A_FONT, paths.shown_name(file)) for file in unknown)
    own = {str(file) for file in paths.own_fonts()}
    return list(dict.fromkeys(family for path, _, family in known if path in own))


@cache
def characters() -> frozenset[str]:
    """Return what a document can show: what every face of ours has, and what fonts of the project have."""
    ours = frozenset(CHARACTERS.read_text(encoding="utf-8")) - {"\n"}
    own = frozenset[str]().union(*(_characters_of(file) for file in paths.own_fonts()))
    return ours | {each for each in own - NO_CHARACTERS if not PRIVATE.match(each)}


def _characters_of(file: Path) -> set[str]:
    """Return the characters of a font, or of those of a collection."""
    # Only a project with fonts of its own waits for this.
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        data = io.BytesIO(file.read_bytes())
        fonts = TTCollection(data, lazy=True).fonts if file.suffix.lower() in COLLECTIONS else [TTFont(data, lazy=True)]
        return {chr(code) for font in fonts for code in font.getBestCmap() or ()}
    except (TTLibError, OSError) as error:
        raise InputError([Problem(NOT_A_FONT, paths.shown_name(file))]) from error
