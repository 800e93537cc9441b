"""Whatever is typed, a reader sees the same in every format: many texts. FUZZ_EXAMPLES says how many."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from annual_report.filing.report import Report
from printing import seen_in_formats, texts

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2000"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts)
def test_a_typed_text_is_the_same_in_every_format(luolong: Report, text: str) -> None:
    page, *others = seen_in_formats(luolong, text).items()
    for name, seen in others:
        assert seen == (["".join("".join(page[1]).split())] if name == "pdf" else page[1]), name
