"""The prose of a form beside that which is filed in narrative.md, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annual_report.errors import Position
from annual_report.filing.imports.filled.filled_form import FilledForm
from annual_report.filing.imports.filled.there import Merged, OtherText
from annual_report.filing.inputs import is_there
from annual_report.filing.read_narrative import default_passage, has_remark, read_narrative
from annual_report.filing.report import Passage
from annual_report.filing.sheets import read_text
from annual_report.wording import excerpt

KEPT_SECTION = "「{title}」填报表里没有写，保留 {file} 里的"
SECTION = "正文「{title}」"
# So many characters before the first that differs are shown.
SHOWN_BEFORE = 10


def merge_prose(form: FilledForm, texts: Mapping[str, str], path: Path) -> Merged:
    """Return narrative.md with the sections of the workbook; one that the workbook leaves blank stays as it is.

    Raises InputError where the file that is there cannot be read.
    """
    there = read_narrative(path, form.form)[0] if is_there(path) else {}
    wanted, kept = dict[str, str](), list[str]()
    differences: list[OtherText] = []
    for section in (each for each in form.form.sections if each.is_prose):
        passage, text = there.get(section.code), texts.get(section.code, "")
        here = passage.source.strip() if passage else ""
        wanted[section.code] = text or here
        if passage and here and not text:
            kept.append(KEPT_SECTION.format(title=section.title, file=path.name))
        elif passage and here != text and not _is_default(form, passage):
            label = SECTION.format(title=section.title)
            texts_from = _from_where_they_differ(here, text)
            differences.append(OtherText(label, Position(passage.file, passage.first_row), *texts_from))
    is_new = not is_there(path) or any(
        text != (there[code].source.strip() if code in there else "") for code, text in wanted.items()
    )
    loses = bool(differences) or (is_there(path) and has_remark(read_text(path)[0]))
    return Merged(path.name, _narrative(form, wanted), is_new, tuple(differences), tuple(kept), loses)


def _from_where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Return two texts, each from a few characters before the first in which they differ."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((number for number, (here, there) in pairs if here != there), min(len(one), len(other)))
    first = max(0, same - SHOWN_BEFORE)
    mark = "…" if first else ""
    return mark + excerpt(one[first:]), mark + excerpt(other[first:])


def _is_default(form: FilledForm, passage: Passage) -> bool:
    """Whether a section has the wording that make new gave it: nothing of anybody's."""
    default = default_passage(form.form, passage.section)
    return default is not None and default.source.strip() == passage.source.strip()


def _narrative(form: FilledForm, texts: Mapping[str, str]) -> str:
    """Return the sections as narrative.md; one without words stays empty, so that no default takes its place."""
    sections = (each for each in form.form.sections if each.code in texts and (texts[each.code] or not each.optional))
    return "\n".join(
        f"# {each.title}\n\n{texts[each.code]}\n" if texts[each.code] else f"# {each.title}\n" for each in sections
    )
