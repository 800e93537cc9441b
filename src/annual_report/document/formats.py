"""The names of the formats, as a command takes them."""

from __future__ import annotations

from annual_report.errors import InputError, Problem
from annual_report.wording import listed, suggestion

FORMATS = ("html", "fragment", "md", "docx", "pdf")

# The formats whose files have an ending that is not their name.
ENDINGS = {"fragment": "fragment.html"}

UNKNOWN_FORMAT = "没有「{name}」这种格式{suggestion}（可用：{known}）"


def ending(name: str) -> str:
    """Return how the files of a format end."""
    return ENDINGS.get(name, name)


def parse_formats(text: str) -> list[str]:
    """Read format names separated by commas or blanks. Raises InputError for an unknown one, with a suggestion."""
    names = list(dict.fromkeys(text.replace(",", " ").replace("，", " ").split())) or list(FORMATS)
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        words = ((name, suggestion(name, FORMATS), listed(FORMATS)) for name in unknown)
        raise InputError([Problem(UNKNOWN_FORMAT.format(name=a, suggestion=b, known=c), found=a) for a, b, c in words])
    return names
