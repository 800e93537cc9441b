"""The formats of a report: nbconvert exporters over the executed notebook.

The table of outputs names them; as entry points nbconvert knows them by itself.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any, ClassVar
from urllib.parse import unquote

from jinja2 import Environment
from lxml import html
from nbconvert.exporters import Exporter, HTMLExporter, MarkdownExporter
from nbformat import NotebookNode
from traitlets.config import Config

from annual_report import paths
from annual_report.document.blocks import Document
from annual_report.document.descriptions import alt
from annual_report.document.fragment import fragment_of
from annual_report.document.notebook_outputs import HIDDEN_TAGS, title_of
from annual_report.document.pdf import pdf
from annual_report.document.read_notebook import read_document
from annual_report.document.word import word
from annual_report.engine.compiled_templates import CompiledTemplates

IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)

# The mark that makes an image of a link, unless it travels with the text.
OUTSIDE = re.compile(r"(?<!\\)!(?=\[[^\[\]]*\](?!\(data:))")
ATTACHED = re.compile(r"\(attachment:([^()\s]+)\)")

# nbconvert makes an environment, always with the same options, for every notebook.
COMPILED = CompiledTemplates()


class _Report(Exporter):
    """What our exporters share: our template, no code cells, the report's title, what to show first."""

    shown_first: ClassVar[list[str]] = []

    @property
    def default_config(self) -> Config:
        ours = Config(
            {
                "TagRemovePreprocessor": {"enabled": True, "remove_cell_tags": HIDDEN_TAGS},
                "ExtractOutputPreprocessor": {"enabled": False},
                "ExtractAttachmentsPreprocessor": {"enabled": False},
                # Checked once, after all preprocessors, not after each.
                "Exporter": {"optimistic_validation": True},
                "TemplateExporter": {
                    "template_name": "annual_report",
                    "extra_template_basedirs": [str(paths.TEMPLATES)],
                    "exclude_input": True,
                    "exclude_input_prompt": True,
                    "exclude_output_prompt": True,
                },
                "HTMLExporter": {"exclude_anchor_links": True},
                "NbConvertBase": {"display_data_priority": self.shown_first},
            }
        )
        merged = Config(super().default_config)
        merged.merge(ours)
        return merged

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = COMPILED
        environment.filters["alt"] = alt
        environment.filters["with_pictures"] = _with_pictures
        return environment

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> tuple[Any, Any]:
        resources = {**(resources or {}), "title": title_of(nb)}
        exported: tuple[Any, Any] = super().from_notebook_node(nb, resources, **kwargs)
        return exported


class HTML(_Report, HTMLExporter):
    """The page for the portal and the archive: one file, without script or outside resource."""

    export_from_notebook = "政府信息公开年度报告 (HTML)"
    shown_first: ClassVar = ["text/html", "text/markdown", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> tuple[Any, Any]:
        page, resources = super().from_notebook_node(nb, resources, **kwargs)
        return IMAGE.sub(_image_or_words, page), resources


class Fragment(HTML):
    """The body of the page alone, for a portal's CMS that strips styles and scripts."""

    export_from_notebook = "政府信息公开年度报告 (HTML 片段)"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> tuple[Any, Any]:
        page, resources = super().from_notebook_node(nb, resources, **kwargs)
        return fragment_of(page), resources


class Markdown(_Report, MarkdownExporter):
    """The report as text, for reading in git."""

    export_from_notebook = "政府信息公开年度报告 (Markdown)"
    shown_first: ClassVar = ["text/markdown", "text/html", "image/svg+xml", "image/png", "image/jpeg", "text/plain"]

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> tuple[Any, Any]:
        text, resources = super().from_notebook_node(nb, resources, **kwargs)
        return OUTSIDE.sub("", IMAGE.sub(_image_or_words, text)), resources


class _File(Exporter):
    """What formats that are no text share: the notebook is read as a document, and written in one piece."""

    @staticmethod
    def written(document: Document) -> bytes:
        """Return the file."""
        raise NotImplementedError

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kwargs: Any) -> tuple[Any, Any]:
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        return self.written(read_document(notebook)), resources


class Word(_File):
    """The file for signing, sealing and filing: Word and WPS open and edit it."""

    export_from_notebook = "政府信息公开年度报告 (Word)"
    file_extension = ".docx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    written = staticmethod(word)


class PDF(_File):
    """The file for download, print and the archive: it carries its fonts, and its text can be copied."""

    export_from_notebook = "政府信息公开年度报告 (PDF)"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    written = staticmethod(pdf)


def _image_or_words(image: re.Match[str]) -> str:
    """Return an image that is inside the page; of any other the words that stand for it, as in Word and PDF."""
    element = html.fragment_fromstring(image[0])
    is_inside = element.get("src", "").startswith("data:") and "srcset" not in element.attrib
    return image[0] if is_inside else escape(element.get("alt", ""))


def _with_pictures(cell: NotebookNode) -> str:
    """Return the text of a Markdown cell with the pictures that are attached to it; JupyterLab quotes their names."""
    attachments = cell.get("attachments", {})

    def picture(link: re.Match[str]) -> str:
        mime, data = next(iter(attachments.get(unquote(link[1]), {}).items()), ("", ""))
        return f"(data:{mime};base64,{''.join(data.split())})" if mime else f"({link[1]})"

    text: str = ATTACHED.sub(picture, cell.source)
    return text
