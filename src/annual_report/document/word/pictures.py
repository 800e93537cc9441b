"""Put pictures into a Word file: PNG and JPEG as they are, SVG beside a PNG for those who cannot show it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart

from annual_report.document.blocks import Picture
from annual_report.document.svg import PIXELS_PER_INCH, is_inert, rasterise
from annual_report.document.typesetting import Page
from annual_report.errors import InputError, Problem

UNREADABLE = "图片「{caption}」不是完整的 {kind} 图：请在 notebook 里重新生成"

SVG_TYPE = "image/svg+xml"
EMU_PER_MM = 36000
EMU_PER_INCH = 914400

# How much of the height of a page a picture may take, so that its caption still stands below it.
HIGHEST = 0.85


@dataclass(frozen=True)
class Drawn:
    """A picture in a Word file: its number, the parts that hold it, and its size in EMU."""

    number: int
    id: str
    svg_id: str
    width: int
    height: int


def drawer(part: DocumentPart, page: Page) -> Callable[[Picture], Drawn]:
    """Return what puts pictures into the file of a document, one after the other."""
    numbers = count(1)
    return lambda picture: _draw(picture, part, page, next(numbers))


def _draw(picture: Picture, part: DocumentPart, page: Page, number: int) -> Drawn:
    """Store a picture. Raises InputError where its data are damaged."""
    is_svg = picture.kind == "svg"
    try:
        data = rasterise(picture.data) if is_svg else picture.data
        id, image = part.get_or_add_image(io.BytesIO(data))
        width, height = _fit(*_size(image, is_svg), page)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        raise _unreadable(picture) from error
    except (RuntimeError, UnicodeDecodeError, ZeroDivisionError) as error:
        raise _unreadable(picture) from error
    svg_id = _store_svg(picture.data, part, number) if is_svg and is_inert(picture.data) else ""
    return Drawn(number, id, svg_id, width, height)


def _size(image: Image, is_svg: bool) -> tuple[int, int]:
    """Return the width and height of a picture in EMU; the pixels that we made of a drawing do not say how large."""
    if not is_svg:
        return int(image.width), int(image.height)
    pixel = EMU_PER_INCH / PIXELS_PER_INCH
    return round(image.px_width * pixel), round(image.px_height * pixel)


def _unreadable(picture: Picture) -> InputError:
    return InputError([Problem(UNREADABLE.format(caption=picture.caption, kind=picture.kind.upper()))])


def _fit(width: int, height: int, page: Page) -> tuple[int, int]:
    """Return the size of a picture, made smaller where the type area is."""
    widest, highest = float(page.type_width) * EMU_PER_MM, float(page.type_height) * EMU_PER_MM * HIGHEST
    scale = min(1.0, widest / width, highest / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _store_svg(data: bytes, part: DocumentPart, number: int) -> str:
    svg = Part(PackURI(f"/word/media/figure{number}.svg"), SVG_TYPE, data, part.package)
    return part.relate_to(svg, RELATIONSHIP_TYPE.IMAGE)
