"""Write a text as Markdown so that every reader of CommonMark and GitHub's tables shows just that text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence

# What opens or closes markup, a tag, a character's name or an address that readers make a link of.
MARKUP = re.compile(r"[\\`*_\[\]~$|]|(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
NAMED_CHARACTER = re.compile(r"&(?=#?\w+;)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#?\w+;")

# What makes a heading, a list, a quotation or a rule of the line it begins.
BEGINNING = re.compile(r"[-+](?:[-+\s]|$)|[#>]")
NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")

# Stars beside these (marks, symbols, blanks, controls) may be no markup to a reader.
NO_LETTERS = "PSZC"


def escape_markup(text: str) -> str:
    """Return the Markdown of some words inside a line."""
    return MARKUP.sub(r"\\\g<0>", NAMED_CHARACTER.sub("&amp;", text).replace("<", "&lt;"))


def unescape_markup(text: str) -> str:
    """Return the words that the Markdown of some words shows."""
    return ESCAPED.sub(lambda found: found[1] or html.unescape(found[0]), text)


def bold(text: str) -> str:
    """Return the Markdown of bold words; marks at their ends stay outside the stars, where every reader takes them."""
    letters = [at for at, each in enumerate(text) if unicodedata.category(each)[0] not in NO_LETTERS]
    if not letters:
        return escape_markup(text)
    first, end = letters[0], letters[-1] + 1
    return f"{escape_markup(text[:first])}**{escape_markup(text[first:end])}**{escape_markup(text[end:])}"


def paragraph(inside: str) -> str:
    """Return a paragraph of one line, given as Markdown, that is nothing else whatever it begins with."""
    numbered = NUMBERED.match(inside)
    at = numbered.end() if numbered else 0
    return f"{inside[:at]}\\{inside[at:]}" if numbered or BEGINNING.match(inside) else inside


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a pipe table of cells given as Markdown: it has one head row and no merged cells."""
    first, *others = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([first, "|" + " --- |" * len(rows[0]), *others])
