"""The comment of a cell: what the cell dictionary says of it."""

from __future__ import annotations

from annual_report.desk.workbook.book import Book
from annual_report.form.cell_dictionary import UNSETTLED, definition_of


def comment_of(book: Book, address: str) -> str:
    """Return what to fill in, who has the figure, what counts and what does not, what is open, on what it rests."""
    words, said = book.layout.table.comment, definition_of(book.report.form, address)
    lines = [
        words.meaning.format(said.meaning),
        words.who.format(said.who),
        *(words.counted.format(each) for each in said.counted),
        *(words.not_counted.format(each) for each in said.not_counted),
        *(words.open.format(each) for each in said.open_questions),
        *([words.basis.format("；".join(rest))] if (rest := [one for one in said.basis if one != UNSETTLED]) else []),
    ]
    return "\n".join(lines)
