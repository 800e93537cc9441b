"""Write the likeliest explanation of every slip as a patch of the CSV files, to be read and applied by a person;
and typed numbers of narrative.md as placeholders.

`git apply` or `patch -p1` apply it in the root folder of the repository (or the project) that PARAMS lies in; where it
lies in none, in PARAMS itself; where it is a URL, in a copy of what lies there.
"""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from annual_report import paths
from annual_report.files import write_whole
from annual_report.filing.report import Report
from annual_report.filing.sheets import delimiter_of
from annual_report.review.bound_narrative import BoundNarrative, bind_narrative
from annual_report.rules.finding import Slip
from annual_report.wording import plain

# What stands in a file is kept byte for byte: what is no UTF-8 (GB18030) travels through the text as it is.
ENCODING, ERRORS = "utf-8", "surrogateescape"

NO_NEWLINE = "\n\\ No newline at end of file\n"

# The new text of some fields, by row and column as they count from 1 in the file.
Fields = dict[tuple[int, int], str]


def suggest_patch(slips: Iterable[Slip], folder: Path) -> str:
    """Return a unified diff of the files in a report's folder after the first explanation of every slip.

    An explanation that is no likelier than others, leaves a figure open or touches a file outside the folder (last
    year's) is left out. To write the diff to a file, use `write_patch`.
    """
    files: dict[Path, Fields] = {}
    for slip in slips:
        changes = slip.explanations[0].changes if slip.explanations and slip.likely else ()
        found = [(folder.parents[1] / change.place.file, change) for change in changes]
        if all(path.parent == folder and change.to is not None for path, change in found):
            for path, change in found:
                files.setdefault(path, {})[change.place.row, change.place.col] = plain(change.to)
    return "".join(line for path in sorted(files) for line in _diff(path, files[path]))


def suggest_binding(report: Report, folder: Path) -> str:
    """Return a unified diff of narrative.md in which placeholders stand for typed numbers; nothing where none can."""
    return patch_of(bind_narrative(report, folder))


def patch_of(bound: BoundNarrative) -> str:
    """Return what was bound in narrative.md as a unified diff."""
    before, after = (content.decode(ENCODING, ERRORS) for content in (bound.before, bound.after))
    return "".join(_difference(bound.file, before, after))


def write_patch(patch: str, target: Path) -> None:
    """Write a patch with the very bytes of the files it is about."""
    write_whole(target, patch.encode(ENCODING, ERRORS))


def _diff(path: Path, fields: Fields) -> Iterator[str]:
    old = path.read_bytes().decode(ENCODING, ERRORS)
    yield from _difference(path, old, with_fields(old, fields))


def _difference(path: Path, old: str, new: str) -> Iterator[str]:
    # A name with a blank in it ends at a tab.
    name = name_to_apply(path)
    name += "\t" if " " in name else ""
    # Rows end at a line feed only: a carriage return before it belongs to the row.
    before, after = (io.StringIO(text, newline="\n").readlines() for text in (old, new))
    for line in difflib.unified_diff(before, after, fromfile=f"a/{name}", tofile=f"b/{name}"):
        yield line if line.endswith("\n") else line + NO_NEWLINE


def name_to_apply(path: Path) -> str:
    """Return the path of a report's file as it stands in the patch."""
    return path.absolute().relative_to(_root(path)).as_posix()


def _root(path: Path) -> Path:
    params = path.absolute().parents[2]
    stands_for_another = any(path.absolute().is_relative_to(folder) for folder in paths.elsewhere())
    return params if stands_for_another else paths.repository_of(path) or params


def with_fields(text: str, fields: Fields) -> str:
    """Return the text of a sheet in which some fields hold something else; everything else is as it was."""
    delimiter = delimiter_of(text)
    lines = io.StringIO(text, newline="").readlines()
    # From the last to the first, so that what comes before stays in its place.
    for (row, column), value in sorted(fields.items(), reverse=True):
        start, end, separators = _span(text, sum(map(len, lines[: row - 1])), column, delimiter)
        text = text[:start] + separators + _as_field(value, delimiter, text[start - 1 : start] == '"') + text[end:]
    return text


def _as_field(value: str, delimiter: str, is_quoted: bool) -> str:
    """Return a value as it is written in a field, in quotation marks where it needs them and has none yet."""
    doubled = value.replace('"', '""')
    return f'"{doubled}"' if not is_quoted and re.search(f'["\r\n{delimiter}]', value) else doubled


def _span(text: str, position: int, column: int, delimiter: str) -> tuple[int, int, str]:
    """Return where a field begins and ends, quotation marks left out, and the separators that a short row lacks."""
    field = re.compile(rf'"(?:[^"]|"")*"|[^{delimiter}\r\n]*')
    for number in range(1, column):
        position = _end(field, text, position)
        if text[position : position + 1] != delimiter:
            return position, position, delimiter * (column - number)
        position += 1
    end = _end(field, text, position)
    quoted = text[position : position + 1] == '"' and end > position + 1
    return (position + 1, end - 1, "") if quoted else (position, end, "")


def _end(field: re.Pattern[str], text: str, position: int) -> int:
    match = field.match(text, position)
    return match.end() if match else position
