"""填报表.html as a clerk uses it, in headless Chromium: keys, blocks, files, what is kept. `make test-browser`."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from annual_report.filing.new import as_csv, rows_of
from annual_report.filing.report import Report
from browsing import needs_browser
from form_hand import used

pytestmark = needs_browser


def test_keys_lead_from_figure_to_figure(yunze: Report, tmp_path: Path) -> None:
    said = """field("applications.received.natural_person").focus(); const way = [];
    for (const [key, more] of [["ArrowRight"], ["ArrowDown"], ["ArrowLeft"], ["Enter"], ["Enter", { shiftKey: true }],
      ["ArrowUp"], ["ArrowUp"], ["F2"], ["ArrowRight"]]) { press(key, more); way.push(at()); }
    field("applications.carried_forward.total").focus(); press("Enter"); way.push(at());
    field("applications.carried_forward.business").focus(); press("Enter"); way.push(at());
    field("disclosure.rules.in_force").focus(); press("ArrowDown"); press("ArrowDown"); way.push(at());
    return way;"""
    lines = ["received.business", "carried_in.business", "carried_in.natural_person", "granted.natural_person"]
    back = ["carried_in.natural_person", *["received.natural_person"] * 4]
    ends = ["carried_forward.total", "received.research"]
    way = [f"applications.{each}" for each in [*lines, *back, *ends]]
    assert used(yunze, said, tmp_path) == [*way, "disclosure.licences.decisions"]


def test_what_is_typed_is_judged_at_its_cell_and_can_be_taken_back(yunze: Report, tmp_path: Path) -> None:
    said = """field("applications.received.total").focus(); type("3185"); const cell = document.activeElement;
    const beside = document.getElementById(cell.getAttribute("aria-describedby")).textContent;
    const typed = [cell.parentElement.className, beside];
    press("z", { ctrlKey: true });
    return [...typed, cell.value, cell.parentElement.className, state()];"""
    found = used(yunze, said, tmp_path)
    assert found[0] == "figure critical"
    assert found[1].startswith("上年 2895相加 3184 ≠一、本年新收 × 总计：六类申请人之和 3184，总计 3185，相差 -1")
    assert found[2:] == ["3184", "figure ", "没有未保存的改动"]


@pytest.mark.parametrize(
    ("start", "block", "said"),
    [
        (
            "applications.granted.business",
            "1\t2\r\n3\t4\r\n",
            {"granted.business": "1", "partly_granted.research": "4"},
        ),
        ("disclosure.rules.issued", "5\t6\t7\n8\t9\t10", {"rules.in_force": "7", "normative_documents.repealed": "9"}),
        # Figures alone, as they stand in a file, with a blank line at the end.
        (
            "disclosure.licences.decisions",
            "7\r\n8\r\n9\r\n1.5\r\n\r\n",
            {"penalties.decisions": "8", "administrative_fees.fees": "1.5"},
        ),
        ("disclosure.normative_documents.in_force", "1\t\n", {"normative_documents.in_force": "1"}),
    ],
)
def test_a_block_is_pasted_where_it_belongs(
    yunze: Report, start: str, block: str, said: dict[str, str], tmp_path: Path
) -> None:
    run = f"""field("{start}").focus(); paste({json.dumps(block)}); return texts();"""
    found = used(yunze, run, tmp_path)
    table = start.partition(".")[0]
    assert {cell: found[f"{table}.{cell}"] for cell in said} == said


def test_a_block_that_does_not_fit_is_not_pasted_at_all(yunze: Report, tmp_path: Path) -> None:
    run = """field("applications.granted.other_organisations").focus(); paste("1\\t2\\t3");
    return [notices(), texts()];"""
    notices, texts = used(yunze, run, tmp_path)
    assert notices == [
        "粘贴的内容放不下：第 1 行第 3 格「3」没有对应的格子；没有贴入任何数字。请只复制数字，从左上角的那一格贴起"
    ]
    assert texts == {cell: text for cell, text in yunze.ledger.texts.items() if text}


def test_files_are_read_and_saved_as_they_were(yunze: Report, tmp_path: Path) -> None:
    empty = yunze.with_values(dict.fromkeys(yunze.ledger.values))
    files = [[table.file, as_csv(rows_of(table, yunze.ledger.texts))] for table in yunze.form.tables]
    sent = [[name, base64.b64encode(text.encode("gb18030")).decode()] for name, text in files]
    run = f"await choose(...{json.dumps(sent)}); return [notices(), await saveAll(), state()];"
    said, saved, state = used(empty, run, tmp_path)
    assert said[0] == "已读入 disclosure.csv（主动公开政府信息情况）；按 GB18030 编码读入"
    assert said[3] == "读入的文件改动了 200 处"
    written = [base64.b64decode(each) for each in saved]
    assert written[:3] == [text.encode("utf-8-sig") for _, text in files]
    assert len(written) == 6
    assert written[-1].startswith(b"PK\x03\x04")
    assert all(each in written[-1] for each in written[:5])
    assert state == "没有未保存的改动"


def test_what_is_typed_while_a_file_is_read_stays(yunze: Report, tmp_path: Path) -> None:
    file = base64.b64encode("名称,数值,单位,约数,来源\n走访,5,家,余,台账\n".encode()).decode()
    run = f"""const read = choose(["figures.csv", "{file}"]);
    field("applications.received.total").focus(); type("8"); await read;
    return [texts()["applications.received.total"], page.desk.work.figures];"""
    assert used(yunze, run, tmp_path) == ["8", [["走访", "5", "家", "余", "台账"]]]
