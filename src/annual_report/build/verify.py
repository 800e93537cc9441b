"""Compare what was published with what the same inputs give now, and say why anything differs.

Nothing that lies in the place is believed: not the files, nor the manifest that lists them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annual_report import paths
from annual_report.build.commits import is_commit
from annual_report.build.outputs.table import MANIFEST, formats_among, is_ours
from annual_report.build.putting.records import fingerprint
from annual_report.errors import InputError, Problem
from annual_report.files import as_json
from annual_report.typed_command import typed_command

NO_MANIFEST = "{folder} 里没有 manifest.json：请先用 {report} 生成"
NOT_A_MANIFEST = "{file} 不是本工具生成的样子（{reason}）：请重新生成"
TOO_LARGE = "太大"
NOT_JSON = "不是 UTF-8 编码的 JSON"
NO_SUCH_PART = "缺少 {part}，或者写法不对"
NO_SUCH_OUTPUT = "outputs 里有不认识的文件名"

# A manifest has a few kilobytes.
MOST_BYTES = 4_000_000

# What a manifest holds, and of what kind; of a table, its values.
WORDS = ("agency", "name", "form", "signature", "commit")
TABLES: dict[str, type] = {
    **dict.fromkeys(("inputs", "rules", "templates", "outputs", "packages"), str),
    "findings": int,
}

# What may differ between two manifests, and how to say it.
CAUSES = {
    "inputs": "填报数据变了",
    "rules": "规则变了",
    "templates": "格式、文字或样式变了",
    "packages": "软件版本变了",
}
# What a signature is made of: it changes with them.
SIGNED = ("inputs", "rules", "templates")
GONE = "文件不见了"
EDITED = "文件生成以后被改过"
NEW = "当时没有这个文件"
UNLISTED = "manifest.json 里没有它：不是这份报告的文件"
UNKNOWN = "数据、规则、格式和软件都没有变：可能文件和 manifest.json 都被改过"
CHANGED = "{cause}（{names}）"
OTHER_COMMIT = "程序换了版本（{then} → {now}）"
NO_COMMIT = "commit 写的是「{then}」，这里的 git 记录里没有这个版本"
MISSTATED = "{part} 写的是「{then}」，应是「{now}」"
REWRITTEN = "写法与本工具生成的不同：生成以后被改过"
MISLISTED = "outputs 写的与现在生成的不同（{names}）"

# How many names are told of a part that changed, and how much of a value.
MOST_NAMES, MOST_CHARACTERS = 6, 60


@dataclass(frozen=True)
class Difference:
    """One output that is not what the inputs give now, and why, in Chinese."""

    file: str
    reasons: tuple[str, ...]


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a built report. Raises InputError where there is none that can be read."""
    path = folder / MANIFEST
    if not path.is_file():
        raise InputError([Problem(NO_MANIFEST.format(folder=paths.shown_name(folder), report=typed_command("report")))])
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(TOO_LARGE)
        manifest = _parse(path)
        _require_parts(manifest)
    except (OSError, ValueError) as error:
        raise InputError([Problem(NOT_A_MANIFEST.format(file=paths.shown_name(path), reason=error))]) from error
    return manifest


def _parse(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_bytes().decode("utf-8"))
        # What has no code in UTF-8 could not be shown.
        json.dumps(manifest, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise ValueError(NOT_JSON) from error
    return manifest if isinstance(manifest, dict) else {}


def _require_parts(manifest: Mapping[str, Any]) -> None:
    for part in (*WORDS, "year", *TABLES):
        found = manifest.get(part)
        if part in TABLES:
            fits = isinstance(found, dict) and all(type(each) is TABLES[part] for each in found.values())
        else:
            fits = type(found) is (str if part in WORDS else int)
        if not fits:
            raise ValueError(NO_SUCH_PART.format(part=part))
    if not all(is_ours(name) and name != MANIFEST for name in manifest["outputs"]):
        raise ValueError(NO_SUCH_OUTPUT)


def formats_in(manifest: Mapping[str, Any]) -> list[str]:
    """Return the formats that a report was written in."""
    return formats_among(manifest["outputs"])


def differences(
    folder: Path, before: Mapping[str, Any], now: Mapping[str, Any], checked: Mapping[str, str] | None = None
) -> list[Difference]:
    """Return what in a folder is not what a fresh build, whose manifest is `now`, gives; the manifest, too.

    Every file counts that could be taken for an output by its name; others are a person's own. `checked` are the
    fingerprints that a later check may give, beside what a second person entered.
    """
    causes = _changes(before, now) + _other_commit(before, now)
    lying = {path.name for path in folder.iterdir() if is_ours(path.name.casefold())} - {MANIFEST}
    files = sorted({*before["outputs"], *now["outputs"], *lying} - _as_checked(folder, checked or {}))
    found = [Difference(file, tuple(_reasons(folder / file, before, now, causes))) for file in files]
    # What is not written as we write it may say another thing to whoever reads it: a name that stands there twice.
    rewritten = [] if (folder / MANIFEST).read_bytes() == as_json(before).encode() else [REWRITTEN]
    found.append(Difference(MANIFEST, (*_misstatements(before, now), *rewritten)))
    return [each for each in found if each.reasons]


def _as_checked(folder: Path, checked: Mapping[str, str]) -> set[str]:
    there = {name: folder / name for name in checked if (folder / name).is_file()}
    return {name for name, path in there.items() if fingerprint(path) == checked[name]}


def _reasons(path: Path, before: Mapping[str, Any], now: Mapping[str, Any], causes: list[str]) -> list[str]:
    then, fresh = before["outputs"].get(path.name), now["outputs"].get(path.name)
    stored = fingerprint(path) if path.is_file() else None
    if then is None and fresh is None:
        return [UNLISTED]
    if stored == fresh:
        return []
    reasons = [GONE] if stored is None else [EDITED] if stored != then else []
    if then is None:
        return [NEW, *causes]
    return reasons + (causes or [UNKNOWN] if then != fresh else [])


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say which of the parts that decide what comes out differ, and in what."""
    found = ((cause, _differences_of(before, now, part)) for part, cause in CAUSES.items())
    return [CHANGED.format(cause=cause, names=_names(names)) for cause, names in found if names]


def _other_commit(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    then, fresh = before.get("commit", ""), now.get("commit", "")
    is_another = then not in ("", fresh) and is_commit(then)
    return [OTHER_COMMIT.format(then=then[:7], now=fresh[:7])] if is_another else []


def _misstatements(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say what a manifest states that a fresh build does not.

    Another commit may give the same: it is no misstatement as long as there is such a commit.
    """
    follows = ["signature"] if any(_differences_of(before, now, part) for part in SIGNED) else []
    plain = sorted({*before, *now} - {*CAUSES, *follows, "outputs", "commit"})
    found = [
        MISSTATED.format(part=part, then=_in_words(before.get(part)), now=_in_words(now.get(part)))
        for part in plain
        if before.get(part) != now.get(part)
    ]
    listed = _differences_of(before, now, "outputs")
    found += [MISLISTED.format(names=_names(listed))] if listed else []
    then = before.get("commit", "")
    is_invented = then not in ("", now.get("commit", "")) and is_commit(then) is False
    return _changes(before, now) + found + ([NO_COMMIT.format(then=_in_words(then))] if is_invented else [])


def _differences_of(before: Mapping[str, Any], now: Mapping[str, Any], part: str) -> list[str]:
    one, other = before.get(part, {}), now.get(part, {})
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _names(names: list[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > MOST_NAMES else ""
    return "、".join(map(_in_words, names[:MOST_NAMES])) + more


def _in_words(value: object) -> str:
    """Say a value in one line of bounded length."""
    text = value if isinstance(value, str) else "无" if value is None else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
