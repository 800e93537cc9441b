"""Every figure of every form is explained: what it is, who has it, what the explanation rests on."""

from __future__ import annotations

import re

import pytest

import cell_book
from annual_report import paths
from annual_report.form.cell_dictionary import UNSETTLED, definition_of
from annual_report.form.forms import Form, load_form, load_forms

FACTS = (paths.PROJECT / "docs/facts.md").read_text(encoding="utf-8")
SOURCES = FACTS.partition("## Sources")[2].partition("\n## ")[0]
NOTICE = re.compile(r"《([^》]+)》|(国办\S*?〔\d{4}〕\d+号)")
GROUNDS = {"表内所印", "由含义推出", "各地惯例", UNSETTLED}
FORMS = pytest.mark.parametrize("form", load_forms(), ids=lambda form: form.version)


@FORMS
def test_every_cell_says_what_it_is_who_has_it_and_what_that_rests_on(form: Form) -> None:
    for address in form.cells:
        definition = definition_of(form, address)
        assert definition.meaning.endswith("。"), address
        assert definition.who, address
        assert definition.basis, address


@FORMS
def test_a_basis_is_a_ground_or_names_what_the_facts_know(form: Form) -> None:
    for address in form.cells:
        for basis in set(definition_of(form, address).basis) - GROUNDS:
            found = NOTICE.match(basis)
            assert found, basis
            assert (found[1] or found[2]) in SOURCES, basis


@FORMS
def test_what_no_text_settles_is_marked_and_says_what_it_is(form: Form) -> None:
    for address in form.cells:
        definition = definition_of(form, address)
        assert (UNSETTLED in definition.basis) == bool(definition.open_questions), address


def test_a_cell_is_told_by_its_line_its_column_and_its_own_words() -> None:
    form = load_form("2021")
    fees = definition_of(form, "disclosure.administrative_fees.fees")
    assert fees.meaning == (
        "本机关收取的行政事业性收费。这一列填当年 1 月 1 日至 12 月 31 日收取的金额，单位万元，可以有小数。"
    )
    assert fees.who.startswith("财务机构")
    assert "国办函〔2020〕109号" in fees.basis
    total = definition_of(form, "review_litigation.direct_suit.total")
    assert any(words.startswith("2024 年起") for words in total.counted)
    assert total.basis[-1] == "《中华人民共和国行政复议法》第二十三条"


def test_what_a_form_has_of_its_own_is_told_of_that_form() -> None:
    change = definition_of(load_form("2019"), "disclosure.administrative_fees.change")
    assert "减少的写负数" in change.meaning
    closed = definition_of(load_form("2019"), "applications.otherwise_closed.total")
    assert "（一）至（五）都不包括的办理结果" in closed.meaning


def test_figure_that_the_form_does_not_have_has_no_definition() -> None:
    with pytest.raises(KeyError):
        definition_of(load_form("2019"), "applications.fee_unpaid.total")


def test_page_is_in_step_with_the_dictionary() -> None:
    assert cell_book.PAGE.read_text(encoding="utf-8") == cell_book.page(), "run make rules"


def test_page_has_a_table_for_every_official_table_and_a_row_for_every_line() -> None:
    page = cell_book.page()
    form = load_form("2021")
    for section in (each for each in form.sections if each.table):
        own = page.partition(f"### {section.title}\n")[2].partition("\n### ")[0]
        for line in form.table(section.table).lines:
            assert own.count(f"{line.label} |") == 1, line.label
