"""Examples of what a sentence can say, by notebooks/narrative/examples.yaml, and what each says of a report."""

from __future__ import annotations

from dataclasses import replace

from annual_report import paths
from annual_report.errors import InputError
from annual_report.filing.figures import without_marks
from annual_report.filing.report import Passage, Report
from annual_report.prose.compose import compose
from annual_report.strict_yaml import Strict
from annual_report.toolkit_files import read_toolkit_file

SECTION = "examples"


class SentenceExample(Strict):
    """A way to write something: what it is called, what it is for, and how it is written."""

    name: str
    means: str
    example: str

    def said_of(self, report: Report) -> str:
        """Return what it prints of a report; nothing where that lacks what it quotes."""
        passage = Passage(SECTION, self.example, paths.stored_name(paths.EXAMPLES), 1)
        try:
            return without_marks(compose(replace(report, narrative={SECTION: passage})).sections[SECTION])
        except InputError:
            return ""


def load_examples() -> list[SentenceExample]:
    """Return the examples in the order of the file. Raises RuleError for a mistake in it."""
    return read_toolkit_file(paths.EXAMPLES, list[SentenceExample])
