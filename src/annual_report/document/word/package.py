"""The package of a Word file: python-docx's empty document without its own look, saved with fixed dates."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from annual_report.files import zip_of

# What python-docx's empty document carries along and no report needs.
UNWANTED = ("thumbnail", "stylesWithEffects", "webSettings", "theme", "customXml", "numbering", "extended-properties")

CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def blank() -> WordDocument:
    """Return an empty document without what comes with python-docx's own."""
    document = docx.Document()
    _drop_unwanted(document.part.package.rels)
    _drop_unwanted(document.part.rels)
    return document


def replace_content(element: BaseOxmlElement, xml: str) -> None:
    """Put the content of some XML in the place of an element's own."""
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def replace_fonts(document: WordDocument, xml: str) -> None:
    """Put another table of fonts in the place of the document's."""
    (part,) = (rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = _standalone(xml)


def add_properties(document: WordDocument, xml: str) -> None:
    """Add custom properties."""
    part = Part(PackURI("/docProps/custom.xml"), CUSTOM_PROPERTIES, _standalone(xml), document.part.package)
    document.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def save(document: WordDocument) -> bytes:
    """Return the file: the same document gives the same bytes, whenever it is saved."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source:
        return zip_of((name, source.read(name)) for name in source.namelist())


def _drop_unwanted(relationships: Relationships) -> None:
    for id, each in list(relationships.items()):
        if each.reltype.rsplit("/", 1)[-1] in UNWANTED:
            del relationships[id]


def _standalone(xml: str) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml.strip().encode("utf-8")
