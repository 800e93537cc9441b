"""Only the cells that were changed differ in a file, whatever its encoding, line ends and order."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from annual_report.desk.changed_cells import write_cells
from annual_report.errors import InputError
from annual_report.steps.ingest import ingest

CHANGES = {
    "applications.granted.total": "1305",
    "applications.other_outcomes.business": "",
    "applications.received.other_organisations": "1,017",
}


def stored(folder: Path, encoding: str, delimiter: str, end: str) -> Path:
    """Store the applications of a report in another way, the lines in another order."""
    file = folder / "yunze/2024/applications.csv"
    header, *lines = [*csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))]
    rows = [header[::-1], *(line[::-1] for line in reversed(lines))]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    file.write_bytes(text.getvalue().encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(("delimiter", "end"), [(",", "\n"), (",", "\r\n"), ("\t", "\r\n")])
def test_nothing_else_changes(params: Path, encoding: str, delimiter: str, end: str) -> None:
    file = stored(params, encoding, delimiter, end)
    report, before = ingest("yunze", 2024, params), file.read_bytes()
    after = write_cells(report, report.form.table("applications"), CHANGES, file, before)
    assert file.read_bytes() == after
    now = ingest("yunze", 2024, params)
    differing = {cell for cell, text in now.ledger.texts.items() if text != report.ledger.texts[cell]}
    assert {cell: now.ledger.texts[cell] for cell in differing} == CHANGES
    assert before.count(end.encode()) == after.count(end.encode())
    undone = {cell: report.ledger.texts[cell] for cell in CHANGES}
    assert write_cells(now, report.form.table("applications"), undone, file, after) == before


def test_a_mark_is_written_in_the_encoding_of_its_file(params: Path) -> None:
    file = stored(params, "gb18030", ",", "\n")
    report = ingest("yunze", 2024, params)
    write_cells(
        report, report.form.table("applications"), {"applications.received.total": "—"}, file, file.read_bytes()
    )
    assert "—" in file.read_bytes().decode("gb18030")


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"applications.received.nobody": "1"}, "没有「applications.received.nobody」这一格"),
        ({"applications.received.total": "1\u200b2"}, "看不见的字符"),
    ],
)
def test_what_does_not_fit_is_refused_whole(params: Path, texts: dict[str, str], words: str) -> None:
    file = params / "yunze/2024/applications.csv"
    report, before = ingest("yunze", 2024, params), file.read_bytes()
    with pytest.raises(InputError, match=words):
        write_cells(report, report.form.table("applications"), {**CHANGES, **texts}, file, before)
    assert file.read_bytes() == before


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(params: Path) -> None:
    file = params / "yunze/2024/applications.csv"
    report, before = ingest("yunze", 2024, params), file.read_bytes()
    file.write_bytes(before + b"\n")
    with pytest.raises(InputError, match="被别处改过"):
        write_cells(report, report.form.table("applications"), CHANGES, file, before)
    assert file.read_bytes() == before + b"\n"
