"""Compare what was published with what the same inputs give now, and say why anything differs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annual_report.errors import InputError, Problem
from annual_report.publish.formats import FORMATS, ending
from annual_report.publish.record import MANIFEST, sha256

NO_MANIFEST = "{folder} 里没有 manifest.json：请先用 make report 生成"
NOT_A_MANIFEST = "{file} 读不了：请重新生成"

# What may differ between two manifests, and how to say it.
CAUSES = {
    "inputs": "填报数据变了",
    "rules": "规则变了",
    "templates": "格式、文字或样式变了",
    "packages": "软件版本变了",
}
GONE = "文件不见了"
EDITED = "文件生成以后被改过"
NEW = "当时没有这个文件"
UNKNOWN = "原因不明：输入都没有变"
CHANGED = "{cause}（{names}）"


@dataclass(frozen=True)
class Difference:
    """One output that is not what the inputs give now, and why, in Chinese."""

    file: str
    reasons: tuple[str, ...]


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a built report. Raises InputError where there is none that can be read."""
    path = folder / MANIFEST
    if not path.is_file():
        raise InputError([Problem(NO_MANIFEST.format(folder=folder))])
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _ = manifest["outputs"], manifest["inputs"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError([Problem(NOT_A_MANIFEST.format(file=path))]) from error
    return manifest


def formats_in(manifest: Mapping[str, Any]) -> list[str]:
    """Return the formats that a report was written in."""
    return [name for name in FORMATS if f"report.{ending(name)}" in manifest["outputs"]]


def differences(folder: Path, before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Return every output in a folder that is not what `now`, the manifest of a fresh build, says."""
    causes = tuple(_causes(before, now))
    files = sorted({*before["outputs"], *now["outputs"]})
    found = (Difference(file, tuple(_reasons(folder / file, before, now, causes))) for file in files)
    return [each for each in found if each.reasons]


def _reasons(path: Path, before: Mapping[str, Any], now: Mapping[str, Any], causes: tuple[str, ...]) -> list[str]:
    then, fresh = before["outputs"].get(path.name), now["outputs"].get(path.name)
    stored = sha256(path) if path.is_file() else None
    if stored == fresh:
        return []
    reasons = [GONE] if stored is None else [EDITED] if stored != then else []
    if then is None:
        return [NEW, *causes]
    return reasons + ([*causes] or [UNKNOWN] if then != fresh else [])


def _causes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say which parts of two manifests differ, and in what."""
    found = []
    for part, cause in CAUSES.items():
        one, other = before.get(part, {}), now.get(part, {})
        names = sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
        if names:
            found.append(CHANGED.format(cause=cause, names="、".join(names)))
    return found
