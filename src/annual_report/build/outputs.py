"""The files that a run writes, by name, and the names under which a person's own versions of them are kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

FINDINGS = "findings.json"
TABLES = "tables.json"
MANIFEST = "manifest.json"
CHECK_PAGE = "findings.html"
CHECK_BOOK = "findings.xlsx"
NOTEBOOK = "report.ipynb"
DRAFT_NOTEBOOK = "draft.ipynb"
FAILED_NOTEBOOK = "failed.ipynb"
STEMS = ("report", "draft")
SUFFIXES = ("html", "fragment.html", "md", "docx", "pdf", "ipynb")

# What `check` writes.
CHECK_FILES = (FINDINGS, CHECK_PAGE, CHECK_BOOK)

# What is written beside the reports for the commands themselves.
RECORDS = ".annual_report"

EDITED = "人工修改"


def is_ours(name: str) -> bool:
    """Whether a file name is one that a run writes."""
    ours = (*CHECK_FILES, TABLES, MANIFEST, FAILED_NOTEBOOK)
    return name in {*ours, *(f"{stem}.{suffix}" for stem in STEMS for suffix in SUFFIXES)}


def is_edited(name: str) -> bool:
    """Whether a file name is one under which something of a person's is kept."""
    return f".{EDITED}-" in name


def names_of_edited(name: str) -> Iterator[str]:
    """Yield the names under which what a person made of an output, or put in its way, may be kept, in order."""
    stem, dot, suffix = name.partition(".") if is_ours(name) else name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    for number in itertools.count(1):
        yield f"{stem}.{EDITED}-{number}{dot}{suffix}"
