"""A report folder out of what was read: the files a clerk would have filled in, and a record of where all stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from annual_report import paths
from annual_report.files import as_json
from annual_report.filing.imports.document import Origin
from annual_report.filing.imports.result import Transcript
from annual_report.filing.new import as_csv, rows_of
from annual_report.wording import fold, on_one_line

RECORD_FILE = "import.json"
# The first line of the prose; it is not printed in the report (see `read_narrative.REMARK`).
IMPORTED = "<!-- 由 import 命令从「{source}」导入，照原文，数字没有和表格绑定（出处见 {record}）；这一行不印出来 -->\n"

# What the prose would read as a mark or a placeholder, and what is written instead.
NEUTRAL = {"{": "〔", "}": "〕", "｛": "〔", "｝": "〕", "**": "＊＊"}
LINE_MARK = re.compile(r"^(\s*)([#|])", re.MULTILINE)
WIDE = {"#": "＃", "|": "｜"}


def contents_of(reading: Transcript, source: str) -> dict[str, str]:
    """Return the files of a report folder, by name: three tables, the prose, the record of the import."""
    texts = {address: figure.text for address, figure in reading.figures.items()}
    tables = {table.file: as_csv(rows_of(table, texts)) for table in reading.form.tables}
    narrative = "\n".join((IMPORTED.format(source=_shown(source), record=RECORD_FILE), *_sections(reading)))
    return {**tables, paths.NARRATIVE_FILE: narrative, RECORD_FILE: as_json(record_of(reading, source))}


def _shown(name: str) -> str:
    """Return the name of a file as a remark may hold it."""
    return on_one_line(name).replace("--", "－－")


def _sections(reading: Transcript) -> Iterator[str]:
    """Yield the prose sections; one that the document lacks stays empty, so that no default wording takes its place."""
    titles = {fold(section.title): section.title for section in reading.form.sections}
    for section in reading.form.sections:
        if section.is_prose:
            text = _neutral(reading.prose.get(section.code, ""), titles)
            if section.optional and not text:
                continue
            yield f"# {section.title}\n\n{text}\n" if text else f"# {section.title}\n"


def _neutral(text: str, titles: Mapping[str, str]) -> str:
    """Return a text in which nothing is a mark, a placeholder or a title."""
    for mark, instead in NEUTRAL.items():
        text = text.replace(mark, instead)
    text = LINE_MARK.sub(lambda found: found[1] + WIDE[found[2]], text)
    return "\n".join(f"「{line.strip()}」" if fold(line).rstrip(":") in titles else line for line in text.split("\n"))


def record_of(reading: Transcript, source: str) -> dict[str, Any]:
    """Return where every figure stood, everything left blank and why, and every deviation that was met."""
    cells = reading.form.cells
    return {
        "source": source,
        "form": reading.form.version,
        "agency": reading.agency,
        "year": reading.year,
        "figures": [
            {
                "cell": address,
                "label": cells[address].label,
                "value": figure.text,
                "printed": figure.printed,
                **_where(figure.origin),
                "derived": figure.derived,
                "remarks": [*figure.remarks],
            }
            for address, figure in reading.figures.items()
        ],
        "blank": [
            {
                "cell": address,
                "label": cells[address].label,
                "reason": gap.reason,
                "printed": gap.found,
                **_where(gap.origin),
                "candidates": [*gap.candidates],
                "advice": gap.advice,
            }
            for address, gap in reading.gaps.items()
        ],
        # Sentences as they were published: the numbers in them are typed, and bound to no cell.
        "prose": [*_prose_of(reading)],
        "refused": [{"table": table, "reason": reason} for table, reason in reading.refused.items()],
        "remarks": [{"message": remark.message, **_where(remark.origin)} for remark in reading.remarks],
    }


def _prose_of(reading: Transcript) -> Iterator[dict[str, Any]]:
    for code, found in reading.headings.items():
        if reading.prose.get(code):
            yield {"section": code, "heading": found.printed, **_where(found.origin)}


def _where(origin: Origin | None) -> dict[str, int]:
    return dict(origin._asdict()) if origin else {}
