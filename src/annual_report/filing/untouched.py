"""Which files of a report folder are still as make new left them: nobody's work is lost with them."""

from __future__ import annotations

from pathlib import Path

from annual_report.errors import InputError
from annual_report.filing.inputs import open_input
from annual_report.filing.new import blank_contents
from annual_report.form.forms import form_of_year


def untouched_files(folder: Path) -> frozenset[str]:
    """Return the names of the files in a report folder that hold what make new would write there now."""
    year = int(folder.name)
    form = form_of_year(year)
    if form is None:
        return frozenset()
    try:
        blank = blank_contents(folder.parent, year, form)
    except InputError:  # of last year, whose figures would be carried over
        return frozenset()
    return frozenset(name for name, text in blank.items() if _holds(folder / name, text))


def _holds(file: Path, text: str) -> bool:
    """Whether a file holds a text, with or without a BOM, in whatever ends of lines."""
    try:
        with open_input(file) as opened:
            content = opened.read(len(text.encode()) * 2)
        return content.decode("utf-8-sig").replace("\r\n", "\n") == text
    except (OSError, InputError, UnicodeDecodeError):
        return False
