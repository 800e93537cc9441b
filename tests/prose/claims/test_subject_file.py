"""Subjects that are about nothing, or stand there twice, are told on their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.prose.claims.subjects import load_subjects

SUBJECTS = paths.SUBJECTS.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("code: granted\n", "code: refused\n", "「code」写的 refused 在这里是第二次出现：请改好其中一个"),
        (
            "[applications.refused.total]",
            "[applications.refusd.total]",
            "没有一个版本的表有「applications.refusd.total」这一格",
        ),
        ("[applications.refused.total]", "[refused.total]", "写的是 refused.total：请写成 表.行.列"),
        (
            "whole: applications.outcomes_total.total",
            "whole: applications.outcome_total.total",
            "是不是「applications.outcomes_total.total」？",
        ),
        ("says: ['不予公开…＃']", "says: ['(不予公开…＃']", "不是正则表达式，第 1 个字符处读不下去"),
        ("says: ['不予公开…＃']", "says: ['不予公开…{0,3}{2}＃']", "不是正则表达式"),
        ("unless: 许可", "unless: *许可", "YAML 格式有误"),
        ("about: 公开", "about: +公开", "「about」写的是 +公开|依申请|申请人：不是正则表达式，第 1 个字符处读不下去"),
        (
            "[disclosure.normative_documents.repealed]",
            "[disclosure.normative_documents.repealed, disclosure.normative_documents.made]",
            "没有一个版本的表同时有「documents_repealed」的这些格：请核对 cells",
        ),
    ],
)
def test_subject_that_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, words: str
) -> None:
    assert old in SUBJECTS
    file = tmp_path / "subjects.yaml"
    file.write_text(SUBJECTS.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(paths, "SUBJECTS", file)
    with pytest.raises(RuleError) as refused:
        load_subjects("2021")
    row = SUBJECTS[: SUBJECTS.index(old)].count("\n") + 1
    assert str(refused.value).startswith(f"subjects.yaml:{row}:")
    assert words in str(refused.value)
