"""What describes the open data of a site: a Data Package of Frictionless, version 2.0.

https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
NAME = "annual-reports-on-open-government-information"
TITLE = "政府信息公开工作年度报告：全部数字"

# What the columns of a frame hold: the type in a table schema, and the words.
FIELDS = {
    "agency": ("string", "单位代号"),
    "name": ("string", "单位全称"),
    "year": ("integer", "年份"),
    "form": ("string", "官方格式的版本"),
    "table": ("string", "表的代码"),
    "line": ("string", "行的代码"),
    "column": ("string", "列的代码"),
    "label": ("string", "这一格的名称"),
    "kind": ("string", "数字的种类"),
    "unit": ("string", "单位：件、万元、元"),
    "value": ("number", "数值；没有填的为空，不是 0"),
    "text": ("string", "填报时所写：没有填的可能是 / 或 —"),
}
KEY = ["agency", "year", "table", "line", "column"]


def data_package(files: Mapping[str, tuple[str, int]]) -> dict[str, Any]:
    """Return the description of files beside it, by their names: what their sha256 and their sizes are."""
    resources = [_resource(name, *about) for name, about in files.items()]
    return {"$schema": PROFILE, "name": NAME, "title": TITLE, "resources": resources}


def _resource(name: str, known: str, size: int) -> dict[str, Any]:
    stem, kind = PurePath(name).stem, PurePath(name).suffix[1:]
    about = {"path": name, "format": kind, "mediatype": MEDIA_TYPES[kind], "bytes": size, "hash": f"sha256:{known}"}
    if kind != "csv":
        return {"name": f"{stem}-{kind}", **about}
    return {"name": stem, **about, "type": "table", "encoding": "utf-8", "schema": _schema()}


def _schema() -> dict[str, Any]:
    fields = [{"name": name, "type": kind, "title": words} for name, (kind, words) in FIELDS.items()]
    return {"fields": fields, "primaryKey": KEY, "missingValues": [""]}
