"""What the warm process has rehearsed, its children do not do again."""

from __future__ import annotations

from jinja2 import Environment

from annual_report.__main__ import PRELOAD
from annual_report.build import rehearsal
from counting import calls


def test_the_warm_process_rehearses() -> None:
    assert rehearsal.__name__ in PRELOAD


def test_no_template_is_compiled_a_second_time() -> None:
    rehearsal.rehearse()
    assert calls(rehearsal.rehearse, of=Environment.compile) == 0
