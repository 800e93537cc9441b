"""正文数字 in 填报表.html: typed line by line, pasted as a block, told what is wrong with them. `make test-browser`."""

from __future__ import annotations

from pathlib import Path

from annual_report.filing.report import Report
from browsing import needs_browser
from form_hand import used

pytestmark = needs_browser

LINES = """const number = (row, column) => document.getElementById(`number-${row}-${column}`);
const last = () => page.desk.work.figures.length; const begun = last();
const said = (field) => document.getElementById(field.getAttribute("aria-describedby")).textContent;
"""


def test_the_field_in_hand_stays_while_a_line_is_typed(yunze: Report, tmp_path: Path) -> None:
    run = """const name = number(begun, 0); name.focus(); type("走访企业");
    const kept = page.keeper.read().work.figures[begun];
    press("ArrowUp"); press("Enter"); const stays = document.activeElement === name;
    press("z", { ctrlKey: true });
    return [kept, stays, last() - begun, state()];"""
    assert used(yunze, LINES + run, tmp_path) == [["走访企业", "", "", "", ""], True, 0, "没有未保存的改动"]


def test_a_block_fills_lines_and_one_that_is_too_wide_none(yunze: Report, tmp_path: Path) -> None:
    run = r"""number(begun, 0).focus(); paste("走访企业\t1,234\t家\r\n培训\t5\t场\r\n");
    const filled = page.desk.work.figures.slice(begun); number(0, 3).focus(); paste("余\t甲\t乙");
    return [filled, last() - begun, notices()];"""
    filled, count, notices = used(yunze, LINES + run, tmp_path)
    assert filled == [["走访企业", "1,234", "家", "", ""], ["培训", "5", "场", "", ""]]
    assert (count, notices) == (2, ["粘贴的内容有 3 列，从这里起只有 2 列：没有贴入"])


def test_what_is_wrong_stands_at_its_field_and_in_the_list(yunze: Report, tmp_path: Path) -> None:
    run = """number(begun, 1).focus(); type("约3"); const wrong = [number(begun, 0), number(begun, 1)];
    const words = wrong.map(said); const counts = document.getElementById("counts").textContent;
    document.querySelector("#found .go").click();
    return [words, wrong.map((each) => each.ariaInvalid), counts, document.activeElement === wrong[0]];"""
    words, invalid, counts, jumped = used(yunze, LINES + run, tmp_path)
    assert words == [
        "这一行没有写名称：请补上，正文用它引用这个数",
        "「约3」不是数字：请核对后填阿拉伯数字，没有就填 0",
    ]
    assert (invalid, jumped) == (["true", "true"], True)
    assert counts.startswith("已填 200／200 格　读不了 2")
