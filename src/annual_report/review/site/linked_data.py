"""What search engines of data read in a page: a Dataset of schema.org, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from annual_report.review.site.data_package import MEDIA_TYPES, TITLE
from annual_report.review.site.site_report import SiteReport

CONTEXT = "https://schema.org"
DESCRIPTION = "{count} 份政府信息公开工作年度报告的全部数字，每行一格。"
OF_A_REPORT = "{title}的全部数字。"
JSON_TYPE = "application/json"


def dataset_of_site(reports: Sequence[SiteReport], data: Sequence[str]) -> dict[str, Any]:
    """Return what the first page says of the data of the whole site."""
    years = sorted({each.year for each in reports})
    about = _dataset(TITLE, DESCRIPTION.format(count=len(reports)), data)
    return about | ({"temporalCoverage": f"{years[0]}/{years[-1]}"} if years else {})


def dataset_of_report(report: SiteReport, names: Sequence[str]) -> dict[str, Any]:
    """Return what the page of a report says of its figures."""
    words = OF_A_REPORT.format(title=report.title)
    about = _dataset(report.title, words, names)
    about |= {"temporalCoverage": str(report.year), "creator": {"@type": "GovernmentOrganization", "name": report.name}}
    return about | ({"datePublished": report.published.isoformat()} if report.published else {})


def as_script(data: dict[str, Any]) -> str:
    """Return data as it may stand in a page: no text in it ends the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c")


def _dataset(name: str, words: str, files: Sequence[str]) -> dict[str, Any]:
    return {
        **{"@context": CONTEXT, "@type": "Dataset", "name": name, "description": words, "inLanguage": "zh-CN"},
        "isAccessibleForFree": True,
        "distribution": [_download(file) for file in files],
    }


def _download(file: str) -> dict[str, str]:
    kind = MEDIA_TYPES.get(PurePath(file).suffix[1:], JSON_TYPE)
    return {"@type": "DataDownload", "contentUrl": file, "encodingFormat": kind}
