"""What happens to the pages of a PDF: one is lost, swapped, doubled, or a picture."""

from __future__ import annotations

import io

import pypdf
from PIL import Image

from import_damage.changing import Chance, Truth
from published import Published, pdf_of

MISHAPS = ("none", "none", "none", "lost", "swapped", "doubled", "pictured")


def pages(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a PDF; whatever is read of it stands on the pages that are left."""
    reader, writer = pypdf.PdfReader(io.BytesIO(pdf_of(report))), pypdf.PdfWriter()
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


def _picture() -> bytes:
    """Return a page that is a picture, as a scanner makes it."""
    file = io.BytesIO()
    Image.effect_noise((595, 842), 40).save(file, "PDF")
    return file.getvalue()
