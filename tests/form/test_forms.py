"""The form is complete: 200 figures under the official labels, named as an office names them."""

from __future__ import annotations

from annual_report.form.forms import form_of_year, load_form

FORM = load_form("2021")


def test_form_of_2021_holds_two_hundred_figures() -> None:
    assert {table.code: len(table.cells) for table in FORM.tables} == {
        "disclosure": 10,
        "applications": 175,
        "review_litigation": 15,
    }


def test_six_sections_carry_the_official_titles() -> None:
    assert [section.title for section in FORM.sections if not section.optional] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_cells_are_named_as_an_office_names_them() -> None:
    def label(address: str) -> str:
        return FORM.cells[address].label

    assert label("applications.received.natural_person") == "一、本年新收 × 自然人"
    assert label("applications.third_party_interests.natural_person") == "三、（三）4.保护第三方合法权益 × 自然人"
    assert label("applications.outcomes_total.total") == "三、（七）总计 × 总计"
    assert label("review_litigation.suit_after_review.pending") == "行政诉讼·复议后起诉 × 尚未审结"
    assert label("disclosure.rules.issued") == "第二十条第（一）项·规章 × 本年制发件数"


def test_group_stands_for_all_it_groups() -> None:
    assert len(FORM.addresses("applications", "refused", "total")) == 8
    assert len(FORM.addresses("applications", "received", "organisations")) == 5
    assert FORM.addresses("disclosure", "licences", "decisions") == ("disclosure.licences.decisions",)


def test_group_label_spans_its_lines_as_in_the_printed_form() -> None:
    outcomes = next(line for line in FORM.table("applications").line_headings() if line.code == "outcomes")
    assert (len(outcomes.leaves), outcomes.depth) == (22, 3)


def test_form_follows_from_the_year() -> None:
    assert form_of_year(2024) == FORM
    assert form_of_year(2020) is form_of_year(2019) == load_form("2019")
    assert form_of_year(2018) is None


def test_form_of_2019_has_other_lines_and_no_sub_lines_of_other_processing() -> None:
    form = load_form("2019")
    assert {table.code: (len(table.lines), len(table.cells)) for table in form.tables} == {
        "disclosure": (8, 22),
        "applications": (23, 161),
        "review_litigation": (3, 15),
    }
    assert "（六）其他处理" in [line.label for line in form.table("applications").lines]
    assert form.cells["disclosure.licences.change"].kind == "change"
