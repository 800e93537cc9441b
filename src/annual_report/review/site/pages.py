"""The pages of a site as HTML: self-contained, nothing loaded from outside, useful without script.

Their words and their look are in notebooks/templates/site/.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from jinja2 import Environment

from annual_report import paths
from annual_report.document.templates import environment
from annual_report.review.site.data_package import FIELDS
from annual_report.review.site.documents import SiteDocument
from annual_report.review.site.linked_data import as_script, dataset_of_report, dataset_of_site
from annual_report.review.site.site_report import Download, LeftOutReport, PublishedCorrection, SiteReport
from annual_report.wording import make_visible

INDEX = "index.html"


def index_page(
    reports: Sequence[SiteReport],
    left_out: Sequence[LeftOutReport],
    data: Sequence[str],
    has_feed: bool,
    documents: Sequence[SiteDocument],
) -> bytes:
    """Return the first page: every agency with its years, by the agency above it, and which reports are missing."""
    script = _templates().get_template("find.js").render()
    return _page(
        "index.html.j2",
        documents,
        groups=_groups(reports),
        left_out=left_out,
        count=len(reports),
        data=data,
        has_feed=has_feed,
        script=script,
        script_hash=_hash_of(script),
        linked_data=as_script(dataset_of_site(reports, data)),
    )


def report_page(
    report: SiteReport,
    downloads: Sequence[Download],
    corrections: Sequence[PublishedCorrection],
    others: Sequence[tuple[str, str]],
    documents: Sequence[SiteDocument],
) -> bytes:
    """Return the page of one report; `others` are the pages beside it that other commands wrote, and their words."""
    return _page(
        "report.html.j2",
        documents,
        root="../../../",
        report=report,
        downloads=downloads,
        corrections=corrections,
        others=others,
        linked_data=as_script(dataset_of_report(report, [each.name for each in downloads if each.kind == "tables"])),
    )


def document_page(document: SiteDocument, documents: Sequence[SiteDocument]) -> bytes:
    """Return a document of the project as a page."""
    return _page("document.html.j2", documents, document=document)


def data_page(data: Sequence[str], documents: Sequence[SiteDocument]) -> bytes:
    """Return the page about the open data: its files, and what every column holds."""
    return _page("data.html.j2", documents, root="../", data=data, fields=FIELDS)


def _page(template: str, documents: Sequence[SiteDocument], root: str = "", **about: Any) -> bytes:
    text = _templates().get_template(template).render(documents=documents, root=root, **about)
    return text.encode(errors="backslashreplace")


def _templates() -> Environment:
    pages = environment(paths.TEMPLATES / "site", paths.TEMPLATES / "annual_report")
    pages.filters["visible"] = make_visible
    return pages


def _groups(reports: Sequence[SiteReport]) -> list[tuple[str, list[list[SiteReport]]]]:
    """Return the reports of every agency, the newest first, by the agency above it; those without one come first."""
    agencies = [sorted(each, key=lambda one: -one.year) for _, each in groupby(reports, lambda one: one.agency)]
    by_parent: dict[str, list[list[SiteReport]]] = {"": []}
    for agency in agencies:
        by_parent.setdefault(agency[0].whose.parent or "", []).append(agency)
    return [(parent, found) for parent, found in by_parent.items() if found]


def _hash_of(script: str) -> str:
    """Return by what a page says that this script is its own."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
