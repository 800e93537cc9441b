"""The comment of a cell: what the cell dictionary says of it."""

from __future__ import annotations

from annual_report.desk.workbook.book import Book
from annual_report.form.cell_dictionary import UNSETTLED, definition_of
from annual_report.review.spreadsheet import row_height

# How wide a character is in a comment; a Chinese one takes two. (Four pixels are three points.)
PIXELS = 7


def comment_of(book: Book, address: str) -> tuple[str, dict[str, object]]:
    """Return what to fill in, who has the figure, what counts and what does not, what is open, on what it rests; and
    how large its box must be."""
    words, said = book.layout.table.comment, definition_of(book.report.form, address)
    lines = [
        words.meaning.format(said.meaning),
        words.who.format(said.who),
        *(words.counted.format(each) for each in said.counted),
        *(words.not_counted.format(each) for each in said.not_counted),
        *(words.open.format(each) for each in said.open_questions),
        *([words.basis.format("；".join(rest))] if (rest := [one for one in said.basis if one != UNSETTLED]) else []),
    ]
    text, width = "\n".join(lines), book.layout.table.comment_width
    height = row_height([(text, width / PIXELS)]) * 4 // 3
    return text, {"width": width, "height": height, "author": book.layout.about}
