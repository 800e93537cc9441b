"""What happens to words, in labels and everywhere: other characters, blanks, wordings, a glyph that was misread."""

from __future__ import annotations

from dataclasses import replace

from annual_report.filing.imports.glyphs import known_labels
from annual_report.filing.imports.radicals import IDEOGRAPHS
from import_damage.changing import Chance, Damage, Row, Truth, change_cells, change_row, change_words, forget_table
from published import AGENCY, Published

MISREAD = AGENCY.replace("泽", "择")
GARBLE = "¿”¿¡fl‹"


def traditional(report: Published, truth: Truth, chance: Chance) -> Published:
    """Traditional characters, as a portal's switch writes them; those of the closed list are read."""
    # Of several characters for one, the first: 復 and 複 are both 复.
    others = {new: old for old, new in reversed(known_labels().glyphs.items()) if ord(old) >= 0x4E00}
    return change_words(report, lambda text: text.translate(str.maketrans(others)))


def converters_words(report: Published, truth: Truth, chance: Chance) -> Published:
    """規範性檔案 is a converter's word for 规范性文件, and on no list: its table may not be read."""
    forget_table(report.tables[0], truth)
    return change_words(report, lambda text: text.replace("规范性文件", "規範性檔案"))


def radicals(report: Published, truth: Truth, chance: Chance) -> Published:
    """Parts of characters that look like the whole, as text layers of PDF hold them: ⼀ for 一."""
    others = {whole: part for part, whole in IDEOGRAPHS.items()}
    return change_words(report, lambda text: text.translate(str.maketrans(others)))


def other_width(report: Published, truth: Truth, chance: Chance) -> Published:
    """Half-width brackets and stops for full-width ones, and the other way round."""
    narrow, wide = "（），：", "(),:"
    table = str.maketrans(narrow, wide) if chance.random() < 0.5 else str.maketrans(wide, narrow)
    return change_words(report, lambda text: text.translate(table))


def other_marks(report: Published, truth: Truth, chance: Chance) -> Published:
    """Straight quotation marks, or none; 、 for the stop behind a number."""
    quote = chance.choice("\"' 「")
    pause = chance.choice("、．.，")
    return change_words(report, lambda text: _marked(text, quote, pause))


def spaces(report: Published, truth: Truth, chance: Chance) -> Published:
    """Blanks inside labels: 第二十条  第（一）项."""
    blank = chance.choice((" ", "  ", "\u3000", "\xa0"))
    places = (("第（", f"{blank}第（"), ("、", f"、{blank}"), ("（", f"{blank}（"))
    old, new = chance.choice(places)
    return change_words(report, lambda text: text.replace(old, new))


def known_wordings(report: Published, truth: Truth, chance: Chance) -> Published:
    """Any other wording of the closed list for every label that has one."""
    others = {label: chance.choice(wordings) for label, wordings in known_labels().by_official.items()}
    return change_cells(report, lambda cell: replace(cell, text=others.get(cell.text, cell.text)))


def broken_label(report: Published, truth: Truth, chance: Chance) -> Published:
    """A label that lacks its last character is on no list."""

    def cut(row: Row) -> Row:
        return tuple(cell if cell.address else replace(cell, text=cell.text[:-1]) for cell in row)

    return change_row(report, chance, cut, chance.randrange(2))


def misread_name(report: Published, truth: Truth, chance: Chance) -> Published:
    """One character of the agency's name is another one all through."""
    return change_words(report, lambda text: text.replace(AGENCY, MISREAD))


def garbled(report: Published, truth: Truth, chance: Chance) -> Published:
    """The characters of a text layer are of no meaning: nothing may be read."""
    truth.clear()
    return change_words(report, lambda text: "".join(GARBLE[ord(each) % len(GARBLE)] for each in text))


def _marked(text: str, quote: str, pause: str) -> str:
    text = text.replace("“", quote).replace("”", quote)
    return text[0] + pause + text[2:] if text[:1].isdigit() and text[1:2] == "." else text


DAMAGES: tuple[Damage, ...] = (
    *(traditional, converters_words, radicals, other_width, other_marks, spaces, known_wordings, broken_label),
    *(misread_name, garbled),
)
