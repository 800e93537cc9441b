"""A document as a Word file, for signing, sealing and filing; its look is in notebooks/templates/document/."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from jinja2 import Environment
from rich.cells import cell_len

from annual_report import paths
from annual_report.document.blocks import KINDS, Document, Title
from annual_report.document.dates import moment_of
from annual_report.document.descriptions import UNSAID
from annual_report.document.markdown import is_safe
from annual_report.document.templates import environment
from annual_report.document.typesetting import Length, Page, Style, typesetting
from annual_report.document.word.layout import from_mm, lay_out
from annual_report.document.word.package import (
    add_properties,
    blank,
    replace_content,
    replace_fonts,
    save,
)
from annual_report.document.word.pictures import drawer

# What XML cannot hold: control characters, halves of characters, and two that are none.
NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# Word takes no longer name or title among the properties of a file.
LONGEST_PROPERTY = 255
POINTS_PER_MM = 72 / 25.4


def word(document: Document) -> bytes:
    """Return a document as .docx. Raises InputError for a picture that is none."""
    setting = typesetting()
    file = blank()
    look = {**dict(setting), "language": document.language}
    replace_content(file.styles.element, _render("styles", look))
    replace_content(file.settings.element, _render("settings", look))
    replace_fonts(file, _render("fonts", look))
    footer_id = _footer(file.part, _render("footer", look))
    header_id = _header(file.part, _render("header", look)) if document.is_draft else ""
    content = {
        "blocks": document.blocks,
        "footer_id": footer_id,
        "header_id": header_id,
        "kind_of": lambda block: KINDS[type(block)],
        "link_id": partial(_link_id, file.part),
        "draw": drawer(file.part, setting.page),
        "laid_out": partial(lay_out, setting=setting),
        "unsaid": UNSAID,
        "title_lines": partial(title_lines, page=setting.page, style=setting.styles.title),
    }
    replace_content(file.element.body, _render("document", look | content))
    _describe(file.core_properties, document)
    if document.properties:
        add_properties(file, _render("properties", {"properties": document.properties}))
    return save(file)


def title_lines(title: Title, page: Page, style: Style) -> list[str]:
    """Return the lines of a title: broken between its parts where it is too long for one line."""
    longest = 2 * float(page.type_width) * POINTS_PER_MM / float(style.size)
    lines = [""]
    for part in title.parts:
        if lines[-1] and cell_len(lines[-1] + part) > longest:
            lines.append(part)
        else:
            lines[-1] += part
    return lines


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return NOT_XML.sub("", text)


def _footer(part: DocumentPart, xml: str) -> str:
    added: tuple[FooterPart, str] = part.add_footer_part()  # type: ignore[no-untyped-call]
    footer, id = added
    replace_content(footer.element, xml)
    return id


def _header(part: DocumentPart, xml: str) -> str:
    added: tuple[HeaderPart, str] = part.add_header_part()  # type: ignore[no-untyped-call]
    header, id = added
    replace_content(header.element, xml)
    return id


def _link_id(part: DocumentPart, address: str) -> str:
    """Return the relationship of a link, or nothing for an address that is not to be followed."""
    address = clean(address)
    return part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True) if is_safe(address) else ""


def _describe(properties: CoreProperties, document: Document) -> None:
    """Fill in what Word shows under File, Properties."""
    moment = moment_of(document)
    properties.title = clean(document.title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = clean(dict(document.properties).get("name", ""))[
        :LONGEST_PROPERTY
    ]
    properties.created = properties.modified = moment
    properties.language, properties.comments, properties.revision = document.language, "", 1


def _render(name: str, context: dict[str, Any]) -> str:
    return _environment().get_template(f"{name}.xml.j2").render(context)


@cache
def _environment() -> Environment:
    parts = environment(paths.TEMPLATES / "document")
    parts.filters["clean"] = clean
    parts.globals.update(twips=_twips, half=_half, eighths=_eighths, from_mm=from_mm)
    return parts


def _twips(points: Length) -> int:
    return round(points * 20)


def _half(points: Length | float) -> int:
    return round(points * 2)


def _eighths(points: Length) -> int:
    return round(points * 8)
