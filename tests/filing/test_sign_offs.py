"""review.yaml: read strictly, added to without touching what stands there, void once an input changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.errors import InputError
from annual_report.filing.sign_offs import (
    Result,
    SignOff,
    add_sign_off,
    inputs_fingerprint,
    read_sign_offs,
    sign_off_state,
)
from filed import edit

DAY = date(2025, 1, 12)


def sign(folder: Path, result: Result, reason: str | None = None) -> Path:
    file = folder / paths.REVIEW_FILE
    inputs = inputs_fingerprint(folder)
    add_sign_off(file, SignOff(result=result, who="张三", when=DAY, reason=reason, inputs=inputs))
    return file


def test_a_report_nobody_looked_at_is_not_passed(folder: Path) -> None:
    state = sign_off_state(folder)
    assert (state.words, state.is_passed) == ("未审核", False)


def test_the_last_entry_decides(folder: Path) -> None:
    sign(folder, "退回", "表三合计不对")
    assert sign_off_state(folder).words == "退回"
    file = sign(folder, "通过")
    assert sign_off_state(folder).is_passed
    assert [each.result for each in read_sign_offs(file)] == ["退回", "通过"]


@pytest.mark.parametrize(
    ("result", "reason", "words"),
    [("通过", None, "通过后有改动，须重新审核"), ("退回", "表三合计不对", "退回后已改，待审核")],
)
def test_what_was_said_is_void_once_an_input_changes(
    folder: Path, result: Result, reason: str | None, words: str
) -> None:
    sign(folder, result, reason)
    edit(folder / "narrative.md", "。", "！")
    state = sign_off_state(folder)
    assert (state.words, state.is_passed) == (words, False)


def test_last_year_and_the_master_data_are_inputs_too(params: Path) -> None:
    folder = params / "yunze" / "2024"
    whole = inputs_fingerprint(folder)
    edit(params / "yunze/2023/applications.csv", ",", ", ")
    without = inputs_fingerprint(folder)
    edit(params / "yunze/agency.yaml", "name:", "name: ")
    assert len({whole, without, inputs_fingerprint(folder)}) == 3


def test_what_lies_beside_and_where_it_lies_change_nothing(folder: Path, params: Path) -> None:
    sign(folder, "通过")
    (folder / "草稿.txt").write_text("还没想好", encoding="utf-8")
    params.rename(params.with_name("搬走了"))
    assert sign_off_state(params.with_name("搬走了") / "luolong/2024").is_passed


def test_what_a_person_wrote_in_the_file_stays(folder: Path) -> None:
    file = sign(folder, "退回", "表三合计不对")
    by_hand = file.read_text(encoding="utf-8") + "# 电话里说过了"
    file.write_text(by_hand, encoding="utf-8")
    sign(folder, "通过")
    assert file.read_text(encoding="utf-8").startswith(by_hand + "\n- result: 通过\n")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("- result: 同意\n  who: 张三\n  when: 2025-01-12\n  inputs: {inputs}", "只能是"),
        ("- result: 通过\n  who: 张三\n  when: 2025-01-12\n  inputs: 通过", "inputs"),
        ("- result: 退回\n  who: 张三\n  when: 2025-01-12\n  inputs: {inputs}", "请补上「reason」"),
        ("- result: 通过\n  when: 2025-01-12\n  inputs: {inputs}", "缺少「who」"),
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_and_kept(folder: Path, written: str, words: str) -> None:
    file = folder / paths.REVIEW_FILE
    text = written.format(inputs=inputs_fingerprint(folder))
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        sign(folder, "通过")
    assert words in str(refused.value)
    assert f"{paths.REVIEW_FILE}:" in str(refused.value)
    assert file.read_text(encoding="utf-8") == text


def test_a_file_that_is_nearly_named_so_is_not_passed_over(folder: Path) -> None:
    (folder / "Review.yml").write_text("- result: 退回\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"请改名为 review\.yaml"):
        sign_off_state(folder)


def test_the_file_is_no_input_of_the_report(folder: Path) -> None:
    from annual_report.engine import fingerprints

    before = fingerprints.inputs(folder, "luolong/2024")
    sign(folder, "通过")
    assert fingerprints.inputs(folder, "luolong/2024") == before
