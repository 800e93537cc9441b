"""What does not fit together in a form is told where it stands, whatever else is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.form import forms

# As if none had followed it.
FORM = re.sub("last_year: .*", "last_year: null", (paths.FORM / "2021.yaml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of forms that a test may spoil; nothing is kept of them."""
    monkeypatch.setattr(paths, "FORM", tmp_path)
    for read_once in (forms.load_form, forms._forms):
        monkeypatch.setattr(forms, read_once.__name__, read_once.__wrapped__)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('version: "2021"', 'version: "2022"', "「version」写的是 2022，文件名却是 2021.yaml：请改成一致"),
        ("last_year: null", "last_year: 2020", "「last_year」写的是 2020，早于 first_year（2021）：请核对"),
        ("{name}{year}年", "{agency}{year}年", "「title」写的是 {agency}{year}年：花括号里只能写 {name}、{year}"),
        ("{name}{year}年", "{name}{year年", "「title」写的是 {name}{year年：花括号里只能写 {name}、{year}"),
        ("code: overview", "code: preface", "「code」写的 preface 在这里是第二次出现：请改好其中一个"),
        (", table: disclosure", "", "没有哪一节放「disclosure」这张表：请在 sections 里写上 table: disclosure"),
        ("table: disclosure", "table: disclosures", "没有「disclosures」这张表；是不是「disclosure」？"),
        ("layout: across", "layout: aside", "「tables.layout」写的是 aside，只能是：stub、across、blocks"),
        ("layout: across", "layout: across\n    stub: 程序", "layout 是 across 的表不用「stub」：请删去"),
        ("    value: 数值\n", "", "layout 是 blocks 的表缺少「value」：请补上"),
        ("keys: [项目]", "keys: [项目, 指标]", "layout 是 stub 的表要有 1 个「keys」"),
        ("file: review_litigation.csv", "file: applications.csv", "「file」写的 applications.csv 在这里是第二次出现"),
        ("code: carried_in", "code: received", "「code」写的 received 在这里是第二次出现：请改好其中一个"),
        ("code: carried_in", "code: carried.in", "写的是 carried.in：请写小写英文字母、数字和下划线，如 carried_in"),
        ("label: 商业企业", "label: 科研机构", "「label」写的 科研机构 在这里是第二次出现：请改好其中一个"),
        ("name: 上年结转", "name: 本年新收", "「name」写的 本年新收 在这里是第二次出现：请改好其中一个"),
        (", kind: money", "", "「fees」的 unit 是 万元、kind 是 count：金额写 kind: money，单位只能是 元、万元"),
        (", unit: 万元", "", "「fees」的 unit 是 件、kind 是 money：金额写 kind: money，单位只能是 元、万元"),
        ("kind: money", "kind: yuan", "写的是 yuan，只能是：count、change、money"),
        ("自然人, families: [applicant]", "自然人, families: [person]", "写的是 person，只能是：applicant、"),
        ("widths: [6, 13, ", "widths: [6, ", "「widths」有 9 个，印出来却是 10 列"),
        ("figures: 175", "figures: 174", "「figures」写的是 174，按行和列数出来却是 175"),
        ("code: outcomes_total", "code: all_outcomes", "缺少 code 是「outcomes_total」的行或列：规则和正文要用到它"),
        (", name: 办理总计, total: true", ", name: 办理总计", "「outcomes_total」是合计：请写上 total: true"),
        ("families: [outcome]", "families: [refusal]", "缺少「families」里有 outcome 的行或列：规则和正文要用到它"),
        ("- disclosure.rules.in_force", "- disclosure.rules.valid", "没有「disclosure.rules.valid」这一格"),
        ("- disclosure.rules.in_force", "- rules.in_force", "写的是 rules.in_force：请写成 表.行.列"),
    ],
)
def test_form_that_does_not_fit_together_is_refused(folder: Path, old: str, new: str, words: str) -> None:
    assert old in FORM
    (folder / "2021.yaml").write_text(FORM.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        forms.load_form("2021")
    assert words in str(refused.value)


def test_line_that_is_lost_is_missed(folder: Path) -> None:
    """No rule and no reader would miss it: what is not in the form is not asked of anybody."""
    lost = "                  - {code: repeated, label: 2.重复申请}\n"
    (folder / "2021.yaml").write_text(FORM.replace(lost, ""), encoding="utf-8")
    with pytest.raises(RuleError, match="「figures」写的是 175，按行和列数出来却是 168"):
        forms.load_form("2021")


def test_column_that_two_blocks_share_is_one(folder: Path) -> None:
    shared = "columns: [{code: decisions, label: 本年处理决定数量, name: 决定}]"
    other = shared.replace("处理决定", "决定")
    (folder / "2021.yaml").write_text(FORM.replace(shared, other, 1), encoding="utf-8")
    with pytest.raises(RuleError, match="「code」写的 decisions 在前面的 blocks 里是另一列"):
        forms.load_form("2021")


def test_two_forms_of_one_year_are_refused(folder: Path) -> None:
    (folder / "2021.yaml").write_text(FORM, encoding="utf-8")
    (folder / "2024.yaml").write_text(FORM.replace("2021", "2024"), encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        forms.form_of_year(2025)
    row = FORM[: FORM.index("\nlast_year:") + 1].count("\n") + 1
    assert str(refused.value).startswith(f"2021.yaml:{row}:1  「last_year」写的是 null，可是 2024 版从 2024 年起用")


def test_form_that_is_gone_or_in_another_encoding_is_told(folder: Path) -> None:
    with pytest.raises(RuleError, match=r"2021\.yaml  读不了（文件或文件夹不存在）：请恢复这个文件"):
        forms.load_form("2021")
    (folder / "2021.yaml").write_bytes(FORM.encode("gb18030"))
    with pytest.raises(RuleError, match=r"2021\.yaml:6  不是 UTF-8 编码"):
        forms.load_form("2021")
