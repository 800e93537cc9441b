"""What happens to the pages of a PDF: one is lost, swapped, doubled, or a picture."""

from __future__ import annotations

import io

import pypdf
from PIL import Image

from annual_report.document.blocks import place
from import_damage.changing import Chance, Truth
from import_damage.office_pdf import office_pdf
from published import Published, Rows, pdf_of

MISHAPS = (*["none"] * 5, "lost", "swapped", "doubled", "pictured")


def pages(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a PDF; whatever is read of it stands on the pages that are left."""
    reader, writer = pypdf.PdfReader(io.BytesIO(_set(report, chance))), pypdf.PdfWriter()
    order = [*reader.pages]
    mishap = chance.choice(MISHAPS) if len(order) > 1 else "none"
    place = chance.randrange(max(1, len(order) - 1))
    if mishap == "lost":
        order.pop(place)
    elif mishap == "swapped":
        order[place], order[place + 1] = order[place + 1], order[place]
    elif mishap == "doubled":
        order.insert(place, order[place])
    elif mishap == "pictured":
        order[place] = pypdf.PdfReader(io.BytesIO(_picture())).pages[0]
    for each in order:
        writer.add_page(each)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _set(report: Published, chance: Chance) -> bytes:
    """Set a report as the project does or as an office; only the latter sets rows of other lengths than their table."""
    is_even = all(len(columns) == 1 for columns in map(_lengths, report.tables))
    if is_even and chance.random() < 0.3:
        return pdf_of(report)
    return office_pdf(report, turned=chance.random() < 0.5)


def _lengths(rows: Rows) -> set[int]:
    """Return over how many columns the rows of a table go, those that cells above reach into included."""
    taken: dict[int, set[int]] = {}
    for each in place(rows):
        columns = range(each.column, each.column + each.cell.colspan)
        for row in range(each.row, min(each.row + each.cell.rowspan, len(rows))):
            taken.setdefault(row, set()).update(columns)
    return {len(columns) for columns in taken.values()}


def _picture() -> bytes:
    """Return a page that is a picture, as a scanner makes it."""
    file = io.BytesIO()
    Image.effect_noise((595, 842), 40).save(file, "PDF")
    return file.getvalue()
