"""Make the fonts of the PDF: subsets of free fonts with the characters an office writes, under names of our own.

    python tests/subset_fonts.py SOURCES

SOURCES is a folder with the fonts and the list of characters that src/annual_report/publish/document/fonts/README.md
names. The same sources and the same fonttools give the same bytes.
"""

from __future__ import annotations

import bz2
import io
import re
import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.filterPen import ContourFilterPen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, replayRecording
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from annual_report.document.typefaces import CHARACTERS
from annual_report.paths import FONTS

# Our face, the file it is made from and its number there, the family's name, and how bold it is.
FACES = (
    ("song-regular.otf", "NotoSerifCJK-Regular.ttc", 2, "Annual Report Song", "Regular"),
    ("song-bold.otf", "NotoSerifCJK-Bold.ttc", 2, "Annual Report Song", "Bold"),
    ("hei-regular.otf", "NotoSansCJK-Regular.ttc", 2, "Annual Report Hei", "Regular"),
    ("kai-regular.otf", "LXGWWenKai-Regular.ttf", -1, "Annual Report Kai", "Regular"),
)
UNIHAN = "Unihan_OtherMappings.txt.bz2"

# What GB 2312 lacks: Latin with marks, units, small figures, ticks and boxes, the euro, dashes and dots.
LATIN = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))]
SYMBOLS = "€‐‑–—―‘’“”†‡•…‰′″※℃℉№™←↑→↓−≤≥■□▲△◆◇○●◎★☆☑☒✓✔㎎㎏㎜㎝㎞㎡㏄〇〖〗②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳①￥～"

# A character that no source has, the two whose halves make it, and one that nobody wants, whose place it takes.
MADE, LEFT, RIGHT, TAKEN = "𬍙", "玡", "线", "琖"
LEFT_ENDS, RIGHT_BEGINS = 480, 250

# How far a curve may move when it is written another way, in thousandths of the type's height.
CURVE_ERROR = 4.0

# Names that say who made a font and under which licence stay; those of the font itself are ours.
FAMILY, SUBFAMILY, UNIQUE, FULL, POSTSCRIPT = 1, 2, 3, 4, 6
KEPT_NAMES = [0, 5, 7, 8, 9, 11, 13, 14]


def gb2312() -> set[str]:
    """Return every character of GB 2312."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return set("".join(pair.decode("gb2312", "ignore") for pair in pairs))


def general_standard(unihan: Path) -> set[str]:
    """Return the 8,105 characters of the 通用规范汉字表, as Unihan lists them."""
    text = bz2.decompress(unihan.read_bytes()).decode("utf-8")
    return {chr(int(code, 16)) for code in re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.MULTILINE)}


def add_made(font: TTFont) -> None:
    """Draw a character that a font lacks from halves of two that it has."""
    names, glyphs = font.getBestCmap(), font.getGlyphSet()
    left = [one for one in contours(glyphs, names[ord(LEFT)]) if bounds(one)[2] < LEFT_ENDS]
    right = [one for one in contours(glyphs, names[ord(RIGHT)]) if bounds(one)[0] > RIGHT_BEGINS]
    taken = names[ord(TAKEN)]
    pen = TTGlyphPen(None) if "glyf" in font else T2CharStringPen(None, glyphs)
    for contour in (*left, *right):
        replayRecording(contour, pen)
    if "glyf" in font:
        font["glyf"][taken] = pen.glyph()
    else:
        outlines = font["CFF "].cff[0].CharStrings
        before = outlines[taken]
        outlines[taken] = pen.getCharString(before.private, before.globalSubrs)
    for table in font["cmap"].tables:
        if table.format == 12:
            table.cmap[ord(MADE)] = taken


def contours(glyphs: dict[str, object], name: str) -> list[list[tuple]]:
    """Return the contours of a glyph, each as what a pen does."""
    pen, found = DecomposingRecordingPen(glyphs), [[]]
    glyphs[name].draw(pen)
    for step in pen.value:
        found[-1].append(step)
        if step[0] == "closePath":
            found.append([])
    return found[:-1]


def bounds(contour: list[tuple]) -> tuple[float, float, float, float]:
    """Return how far a contour reaches: left, below, right, above."""
    pen = BoundsPen(None)
    replayRecording(contour, pen)
    return pen.bounds


def opened(source: Path, number: int) -> TTFont:
    """Open a font, or one of a collection."""
    return TTFont(source, fontNumber=number, recalcTimestamp=False)


def reopened(font: TTFont) -> TTFont:
    """Return a font as it is read again from its file."""
    file = io.BytesIO()
    font.save(file)
    return TTFont(file, recalcTimestamp=False)


def subset(font: TTFont, characters: set[str], family: str, weight: str) -> None:
    """Leave only these characters in a font, and give it our name."""
    options = Options(hinting=False, name_IDs=KEPT_NAMES, name_languages=[0x409], notdef_outline=True)
    options.layout_features = ["kern", "halt", "palt", "mark", "mkmk", "ccmp"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)
    rename(font, family, weight)


def rename(font: TTFont, family: str, weight: str) -> None:
    """Name a font as ours: a subset may not carry a reserved name."""
    postscript = f"{family}-{weight}".replace(" ", "")
    names = {FAMILY: family, SUBFAMILY: weight, UNIQUE: postscript, FULL: f"{family} {weight}", POSTSCRIPT: postscript}
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if weight == "Bold" else 400
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        cff.topDictIndex[0].FamilyName, cff.topDictIndex[0].FullName = family, f"{family} {weight}"


class StartPen(ContourFilterPen):
    """Gives a contour that has control points only a point to start from: half way between two of them."""

    def filterContour(self, contour):  # noqa: N802  (the name is fontTools')
        operation, points = contour[0]
        if operation != "qCurveTo" or points[-1] is not None:
            return contour
        (x, y), (last_x, last_y) = points[0], points[-2]
        start = ((x + last_x) / 2, (y + last_y) / 2)
        return [("moveTo", (start,)), ("qCurveTo", (*points[:-1], start)), ("closePath", ())]


def with_cubic_curves(font: TTFont) -> None:
    """Turn the curves of a TrueType font into those of PostScript, which take a third less room."""
    glyphs, names = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in names:
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        glyphs[name].draw(StartPen(Qu2CuPen(pen, CURVE_ERROR, all_cubic=True, reverse_direction=True)))
        drawn[name] = pen.getCharString()
    for table in ("glyf", "loca", "cvt ", "fpgm", "prep", "gasp", "hdmx", "VDMX", "LTSH"):
        font.tables.pop(table, None)
        font.reader.tables.pop(table, None)
    builder = FontBuilder(font=font)
    builder.isTTF = False
    font.sfntVersion = "OTTO"
    builder.setupCFF("", {}, drawn, {})
    builder.setupMaxp()
    font["post"].formatType = 3.0


def main(sources: Path) -> None:
    """Write every face, and the list of the characters that all of them have."""
    wanted = gb2312() | general_standard(sources / UNIHAN) | set(LATIN) | set(SYMBOLS) | {MADE}
    fonts = [opened(sources / source, number) for _, source, number, _, _ in FACES]
    for font in fonts:
        add_made(font)
    common = wanted.intersection(*({chr(code) for code in font.getBestCmap()} for font in fonts))
    print(f"{len(common)} of {len(wanted)}; left out: {''.join(sorted(wanted - common))}")
    for font, (file, _, _, family, weight) in zip(fonts, FACES, strict=True):
        subset(font, common, family, weight)
        if "glyf" in font:
            with_cubic_curves(font)
            font = reopened(font)
            subset(font, common, family, weight)
        font.save(FONTS / file)
        print(file, (FONTS / file).stat().st_size)
    text = "".join(sorted(common))
    lines = [text[start : start + 60] for start in range(0, len(text), 60)]
    CHARACTERS.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
