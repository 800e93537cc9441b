"""A row for every claim: where it stands, what was understood, and what the tables say of it."""

from __future__ import annotations

from annual_report.review.clause_rows import ClauseRow, rows_of_report, rows_of_text
from annual_report.steps.ingest import ingest

REPORT = ingest("yunze", 2024)


def row_of(text: str, quote: str) -> ClauseRow:
    return next(row for row in rows_of_text(text, "草稿.md", REPORT.form, 2024, REPORT) if row.quote == quote)


def test_a_number_that_agrees_names_its_cell() -> None:
    rows = [*rows_of_report(REPORT)]
    row = next(row for row in rows if row.understood == "申请·办结 3197件")
    assert (row.outcome, row.rule, row.tables) == ("一致", "N-04", "三、（七）总计 × 总计")
    assert row.section == "一、总体情况"
    assert row.position.file == "yunze/2024/narrative.md"
    line = (REPORT.narrative["overview"].source).splitlines()[
        (row.position.row or 0) - REPORT.narrative["overview"].first_row
    ]
    assert line[(row.position.column or 0) - 1 :].startswith("{{")


def test_a_number_that_differs_says_what_the_tables_have() -> None:
    row = row_of("一些话。\n本年办结政府信息公开申请3196件。", "本年办结政府信息公开申请3196件")
    assert (row.outcome, row.rule) == ("不符", "N-04")
    assert row.tables == "「三、（七）总计 × 总计」是 3197"
    assert str(row.position) == "草稿.md:2:13"


def test_a_clause_with_unknown_words_names_them() -> None:
    row = row_of("收到道路挖掘申请12件。", "收到道路挖掘申请12件")
    assert (row.understood, row.unknown) == ("说不清是哪一项 12件", ("道路挖掘",))


def test_what_is_only_a_part_is_not_compared() -> None:
    row = row_of("收到公开申请3184件，其中网上20件。", "其中网上20件")
    assert (row.outcome, row.understood, row.tables) == ("不比", "申请·收到 20件（部分渠道）", "")


def test_a_blank_cell_is_named() -> None:
    blank = REPORT.with_values({cell: None for cell in REPORT.form.cells if ".granted." in cell})
    (row,) = rows_of_text("予以公开1700件。", "草稿.md", REPORT.form, 2024, blank)
    assert (row.outcome, row.tables) == ("无法判断", "表里还没填：三、（一）予以公开 × 总计")


def test_without_a_report_nothing_is_compared() -> None:
    (row,) = rows_of_text("本年办结政府信息公开申请3196件。", "草稿.md", REPORT.form, 2024)
    assert (row.outcome, row.rule, row.understood) == ("不比", "", "申请·办结 3196件")
