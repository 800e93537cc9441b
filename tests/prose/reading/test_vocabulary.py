"""Words, measures and scopes of the reading: a mistake in their files is told on its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.form.forms import load_form
from annual_report.prose.reading.measures_file import load_measures
from annual_report.prose.reading.scopes_file import load_scopes
from annual_report.prose.reading.vocabulary import load_vocabulary

READ: dict[str, Callable[[], object]] = {
    "WORDS": lambda: load_vocabulary("2021"),
    "MEASURES": load_measures,
    "SCOPES": load_scopes,
}


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("WORDS", "  licences: [行政许可, ", "  licences: [行政处罚, ", "在这里是第二次出现"),
        ("WORDS", "  part_other: [", "  part_othr: [", "是不是「part_other」？"),
        ("WORDS", "  excessive: [", "  excesive: [", "excesive 不是表里的行、列"),
        ("WORDS", "  on_time: [", "  in_time: [", "写的是 in_time，只能是"),
        ("WORDS", "  inside: [", "  insid: [", "「groups.insid」"),
        ("WORDS", "  bare_document: [文件]", "  bare_document: 文件", "bare_document"),
        ("MEASURES", "applications.carried_in.{applicant}", "applications.carried.{applicant}", "没有一个版本的表有"),
        ("MEASURES", "rule: N-04", "rule: N4", "N4"),
        ("MEASURES", "bound: true", "bounds: true", "bounds"),
        ("WORDS", "  same: [持平, 相同, 一致]\n", "", "缺少「change.same」：请补上"),
        ("MEASURES", "  rest:\n", "  remaining:\n", "缺少「outcomes.rest」：请补上"),
        ("MEASURES", "  licences: {", "  licenses: {", "缺少「disclosure.licences」：请补上"),
        ("SCOPES", "[unit.part]", "[unit.prt]", "words.yaml 里没有「unit.prt」这个意思；是不是「unit.part」？"),
        ("SCOPES", "reach: item", "reach: word", "写的是 word，只能是"),
        ("SCOPES", "subset: {", "subsets: {", "subset"),
    ],
)
def test_mistake_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str, words: str
) -> None:
    written = getattr(paths, name).read_text(encoding="utf-8")
    assert old in written
    file = tmp_path / getattr(paths, name).name
    file.write_text(written.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(paths, name, file)
    with pytest.raises(RuleError) as refused:
        READ[name]()
    assert words in str(refused.value)
    assert f"{file.name}:" in str(refused.value)


def test_every_outcome_of_a_form_is_a_word() -> None:
    for version in ("2019", "2021"):
        meanings = load_vocabulary(version).meanings
        for line in load_form(version).table("applications").lines:
            if line.code in load_form(version).table("applications").lines_named["outcome"] and len(line.name) > 2:
                assert meanings[line.name][0] == "result"
