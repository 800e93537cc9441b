"""The prose of a form beside that which is filed, section by section."""

from __future__ import annotations

from pathlib import Path

from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.merge_prose import merge_prose
from annual_report.filing.imports.filled.there import Merged
from annual_report.form.forms import load_form

FORM = FilledForm(load_form("2021"), "yunze", 2024, {}, None, None)
TITLES = {each.code: each.title for each in FORM.form.sections if each.is_prose and not each.optional}
(FIRST, *_, LAST) = TITLES


def merged(folder: Path, filed: str, **texts: str) -> Merged:
    file = folder / "narrative.md"
    file.write_text(filed, encoding="utf-8")
    return merge_prose(FORM, texts, file)


def whole(**texts: str) -> str:
    return "\n".join(f"# {title}\n\n{texts.get(code, '写过的。')}\n" for code, title in TITLES.items())


def test_prose_that_is_filed_otherwise_is_shown_from_where_it_differs(tmp_path: Path) -> None:
    text = "我单位认真贯彻落实政府信息公开条例，{}。"
    filed = whole(**{FIRST: text.format("主动公开")})
    found = merged(tmp_path, filed, **{FIRST: text.format("依申请公开")})
    (difference,) = found.differences
    assert difference.label == f"正文「{TITLES[FIRST]}」"
    assert (difference.here, difference.there) == (
        "…实政府信息公开条例，主动公开。",
        "…实政府信息公开条例，依申请公开。",
    )
    assert found.loses


def test_a_section_that_the_form_leaves_blank_is_kept_and_said(tmp_path: Path) -> None:
    found = merged(tmp_path, whole(), **{FIRST: "写过的。"})
    assert (found.is_new, found.differences) == (False, ())
    assert found.kept[-1] == f"「{TITLES[LAST]}」填报表里没有写，保留 narrative.md 里的"


def test_the_remark_of_an_import_would_be_lost(tmp_path: Path) -> None:
    assert merged(tmp_path, "<!-- 导入 -->\n" + whole(), **dict.fromkeys(TITLES, "写过的。")).loses
    assert not merged(tmp_path, whole(), **dict.fromkeys(TITLES, "写过的。")).loses


def test_without_a_file_every_title_is_written(tmp_path: Path) -> None:
    found = merge_prose(FORM, {FIRST: "写了。"}, tmp_path / "narrative.md")
    assert [line for line in found.text.splitlines() if line.startswith("#")] == [
        f"# {each}" for each in TITLES.values()
    ]
    assert f"# {TITLES[FIRST]}\n\n写了。\n" in found.text
