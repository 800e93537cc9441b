"""narrative.md changes in the typed numbers that are bound and in nothing else, and its report says the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from annual_report.filing.figures import without_marks
from annual_report.prose.compose import compose
from annual_report.review.bound_narrative import TypedNumber, bind_narrative
from annual_report.review.patch import patch_of, write_patch
from annual_report.steps.ingest import ingest

TEXT = "# 一、总体情况\n\n（一）全年走访3184户，收到申请3184件，\n办结3197件，培训３１９７人。\n　**近3000件**。\n"
BOUND = TEXT.replace("申请3184件", "申请{{ 申请.本年新收.总计 }}").replace("3197件", "{{ 申请.办理总计.总计 }}")


@pytest.fixture
def narrative(params: Path) -> Path:
    return params / "yunze/2024/narrative.md"


def bound(narrative: Path) -> bytes:
    """Return what the file should hold, and see that the report says the same with it."""
    params = narrative.parents[2]
    before = ingest("yunze", 2024, params)
    found = bind_narrative(before, narrative.parent)
    narrative.write_bytes(found.after)
    texts = [compose(each).sections for each in (before, ingest("yunze", 2024, params))]
    was, now = ({code: without_marks(text) for code, text in sections.items()} for sections in texts)
    assert was == now
    return found.after


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_file_stays_as_it_was_but_for_what_is_bound(narrative: Path, encoding: str, newline: str) -> None:
    narrative.write_bytes(TEXT.replace("\n", newline).encode(encoding))
    assert bound(narrative) == BOUND.replace("\n", newline).encode(encoding)


def test_file_without_a_line_feed_at_its_end_stays_without(narrative: Path) -> None:
    narrative.write_text(TEXT.rstrip(), encoding="utf-8")
    assert bound(narrative).decode() == BOUND.rstrip()


def test_line_with_characters_that_nobody_sees_stays_as_it_is(narrative: Path) -> None:
    narrative.write_text(TEXT.replace("全年", "全\u200b年"), encoding="utf-8")
    assert bound(narrative).decode() == TEXT.replace("全年", "全\u200b年").replace("3197件", "{{ 申请.办理总计.总计 }}")


def test_every_typed_number_is_told_with_its_place_in_reading_order(narrative: Path) -> None:
    narrative.write_text(TEXT, encoding="utf-8")
    found = bind_narrative(ingest("yunze", 2024, narrative.parents[2]), narrative.parent)
    assert found.numbers == (
        TypedNumber(3, 8, "3184户"),
        TypedNumber(3, 18, "3184件", "{{ 申请.本年新收.总计 }}"),
        TypedNumber(4, 3, "3197件", "{{ 申请.办理总计.总计 }}"),
        TypedNumber(4, 11, "３１９７人"),
        TypedNumber(5, 4, "近3000件"),
    )


def test_patch_applies_to_the_file(narrative: Path, tmp_path: Path) -> None:
    narrative.write_bytes(TEXT.encode("gb18030"))
    params = narrative.parents[2]
    write_patch(patch_of(bind_narrative(ingest("yunze", 2024, params), narrative.parent)), tmp_path / "suggested.patch")
    subprocess.run(["git", "apply", str(tmp_path / "suggested.patch")], cwd=params, check=True, capture_output=True)
    assert narrative.read_bytes() == BOUND.encode("gb18030")


def test_nothing_typed_is_no_patch(narrative: Path) -> None:
    found = bind_narrative(ingest("yunze", 2024, narrative.parents[2]), narrative.parent)
    assert (found.before, patch_of(found)) == (found.after, "")
