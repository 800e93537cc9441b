"""The fifty shapes that published reports were seen in, each with the mishaps and formats that make it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from import_damage import cells, columns, lines, page, pages, rows, text, whole, word, words, workbook

ENCODED = (words.radicals, words.other_width, words.other_marks, words.spaces, cells.wide_digits)
OUT_OF_ORDER = (whole.swapped_parts, rows.lost_row, rows.swapped_rows, rows.cut_off)
PLAIN = (workbook.workbook, cells.nothing)

APPLIED: dict[str, tuple[str, tuple[Callable[..., Any], ...]]] = {
    "S1": ("digits that ran together", (text.text, rows.lost_zero, rows.joined_cells)),
    "S2": ("headings and prose in one line", (text.text, lines.titles_in_preface, lines.lost_heading)),
    "S3": ("what a portal shows in front", (lines.chrome,)),
    "S4": ("one cell a line", (text.text, words.broken_label)),
    "S5": ("one cell a line, blanks lost", (text.text, cells.blank_cells, rows.lost_cell)),
    "S6": ("labels only", (cells.blank_form,)),
    "S7": ("pipes of every kind", (text.text,)),
    "S8": ("layout text, page numbers", (text.text, lines.page_numbers)),
    "S9": ("rows without labels", (rows.lost_label, rows.labels_elsewhere)),
    "S10": ("a figure far from its row", (rows.figure_far_away, lines.stray_number)),
    "S11": ("false names of columns", (columns.false_names, columns.swapped_heads, columns.table_of_nothing)),
    "S12": ("a name misread", (words.misread_name,)),
    "S13": ("traditional characters, converted words", (words.traditional, words.converters_words)),
    "S14": ("numbers with no labels", (whole.no_labels,)),
    "S15": (
        "encodings, radicals, widths, marks",
        (*ENCODED, text.text, page.page),
    ),
    "S16": ("what Word saves around a figure", (page.page,)),
    "S17": ("one number in two spans", (page.page,)),
    "S18": ("blank cells with something in them", (page.page, cells.blank_cells)),
    "S19": ("merged labels and heads", (columns.group_twice, columns.blank_heads)),
    "S20": ("heads merged otherwise than figures", (columns.wide_cells,)),
    "S21": ("heads cut in half", (columns.halved_names,)),
    "S22": ("pages inside payloads", (page.page,)),
    "S23": ("text at places, without a table", (page.places,)),
    "S24": ("numbers outside of the article", (page.page, lines.chrome)),
    "S25": ("tables over pages", (pages.pages, rows.continued_table)),
    "S26": (
        "pages lost or swapped",
        (pages.pages, *OUT_OF_ORDER),
    ),
    "S27": ("pages that are pictures", (pages.pages,)),
    "S28": ("prose seen as tables", (lines.framed_prose,)),
    "S29": ("a head doubled", (columns.doubled_head,)),
    "S30": ("characters of no meaning", (words.garbled,)),
    "S31": ("two reports in one", (whole.two_reports, whole.two_side_by_side, whole.table_twice, rows.doubled_row)),
    "S32": ("merged cells of Word", (word.word,)),
    "S33": ("tracked changes", (word.word,)),
    "S34": ("a second paragraph in a cell", (word.word,)),
    "S35": ("a table set as two", (rows.continued_table,)),
    "S36": ("wide blanks in empty cells", (cells.blank_cells,)),
    "S37": ("marks of a missing figure", (cells.marks,)),
    "S38": ("signs", (cells.signs,)),
    "S39": ("units", (cells.units,)),
    "S40": ("fees with six decimals", (cells.six_decimals,)),
    "S41": ("notes in a cell", (cells.notes, cells.two_numbers, rows.parted_cell)),
    "S42": ("digits in the names of columns", (columns.explained_names,)),
    "S43": ("rows that the form does not have", (rows.unknown_row, rows.row_in_words)),
    "S44": ("other wordings of labels", (words.known_wordings, whole.one_row_for_three)),
    "S45": ("table 四 as three", (whole.three_tables,)),
    "S46": ("a note below a table", (lines.note_below,)),
    "S47": ("other headings", (lines.other_headings, lines.prose_as_headings, lines.lost_heading)),
    "S48": ("prose that contradicts a table", (lines.contradicting_prose, cells.printed_mistakes)),
    "S49": ("the form before 2019", (whole.old_form,)),
    "S50": (
        "the blank form, the report of zeros",
        (cells.blank_form, cells.zero_report, *PLAIN),
    ),
}
