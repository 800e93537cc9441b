"""What the browser keeps of 填报表.html is taken up again and never lost unseen. `make test-browser`."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.filing.report import Report
from browsing import needs_browser
from form_hand import used

pytestmark = needs_browser

RECEIVED = "applications.received.total"

KEPT = """const data = JSON.parse(document.getElementById("data").textContent);
const work = { ...data.work, texts: { "applications.received.total": "7" } };
localStorage.setItem("annual-report:yunze:2024", JSON.stringify({ edition: EDITION, moment: "1月5日 09:30", work }));"""
ASK = """const [first] = document.querySelectorAll(".acts button");
return [notices()[0], texts()["applications.received.total"], first.textContent];"""


def test_what_the_browser_kept_is_taken_up_and_said(yunze: Report, tmp_path: Path) -> None:
    kept = KEPT.replace("EDITION", "data.edition")
    found = used(yunze, ASK, tmp_path, kept)
    assert found == [
        "浏览器里有 1月5日 09:30 的填写，与这个文件里的有 200 处不同：已接着它填",
        "7",
        "不用它，回到文件里的",
    ]


def test_what_the_browser_kept_of_another_file_is_asked_about_and_never_lost(yunze: Report, tmp_path: Path) -> None:
    kept = KEPT.replace("EDITION", "'another'")
    found = used(yunze, ASK, tmp_path, kept)
    assert found[0].endswith("填报表后来又生成过，现在显示的是新文件里的")
    assert found[1:] == ["3184", "改用浏览器里的"]
    change = """field("applications.received.total").focus(); type("8");
    const kept = [page.keeper.read(), ...page.keeper.earlier()];
    return kept.map(({ work }) => work.texts["applications.received.total"]);"""
    assert used(yunze, change, tmp_path, kept) == ["8", "7"]


EARLIER = """localStorage.setItem("annual-report:yunze:2024:earlier",
  JSON.stringify([{ edition: "another", moment: "1月4日 17:00", work: { ...work, texts: { [RECEIVED]: "6" } } }]));"""
HAVE_BACK = """field(RECEIVED).focus(); type("8");
const files = document.getElementById("files"); files.parentElement.open = true;
await new Promise((done) => setTimeout(done, 50));
const button = [...files.querySelectorAll("button")].find((each) => each.textContent.includes("1月4日 17:00"));
const offered = button.textContent; button.click();
return [offered, texts()[RECEIVED], page.keeper.earlier().map(({ work }) => work.texts[RECEIVED])];"""


def test_what_was_put_aside_outlives_the_next_opening_and_can_be_had_back(yunze: Report, tmp_path: Path) -> None:
    kept = f'const RECEIVED = "{RECEIVED}";' + KEPT.replace("EDITION", "data.edition") + EARLIER
    offered, now, earlier = used(yunze, f'const RECEIVED = "{RECEIVED}";{HAVE_BACK}', tmp_path, kept)
    assert offered == "取回浏览器里更早的填写（1月4日 17:00，1 处不同）"
    assert now == "6"
    assert earlier == ["8", "6"]


def test_what_another_window_wrote_is_put_aside_before_it_is_replaced(yunze: Report, tmp_path: Path) -> None:
    run = f"""const RECEIVED = "{RECEIVED}"; field(RECEIVED).focus(); type("8");
    const record = page.keeper.read(); record.work.texts[RECEIVED] = "9";
    localStorage.setItem(page.keeper.key, JSON.stringify(record));
    type("81");
    return [page.keeper.read(), ...page.keeper.earlier()].map(({{ work }}) => work.texts[RECEIVED]);"""
    assert used(yunze, run, tmp_path) == ["81", "9"]


# A browser without room, and one that forbids it.
NO_ROOM = """for (let rest = "x".repeat(2 ** 21), number = 0; rest; number++) {
  try { localStorage.setItem(`full ${number}`, rest); } catch { rest = rest.slice(Math.ceil(rest.length / 2)); }
}"""
FORBIDDEN = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("", "SecurityError"); } });"""
)


@pytest.mark.parametrize("before", [NO_ROOM, FORBIDDEN])
def test_where_the_browser_keeps_nothing_it_is_said_and_asked_before_leaving(
    yunze: Report, before: str, tmp_path: Path
) -> None:
    run = f"""const untouched = page.wouldLose(); field("{RECEIVED}").focus(); type("8"); type("81");
    const asked = page.wouldLose();
    const said = [notices(), state()]; document.getElementById("save").click();
    return [untouched, asked, ...said, page.wouldLose()];"""
    untouched, asked, notices, state, saved = used(yunze, run, tmp_path, before)
    assert (untouched, asked, saved) == (False, True, False)
    assert [each[:7] for each in notices] == ["浏览器没有留底"]
    assert state == "有改动未保存，浏览器也没有留底"


def test_what_was_taken_back_can_be_taken_again(yunze: Report, tmp_path: Path) -> None:
    run = f"""field("{RECEIVED}").focus(); type("8"); press("z", {{ ctrlKey: true }});
    const back = at() && texts()["{RECEIVED}"];
    press("Z", {{ ctrlKey: true, shiftKey: true }}); const again = texts()["{RECEIVED}"];
    press("z", {{ ctrlKey: true }}); press("y", {{ ctrlKey: true }});
    return [back, again, texts()["{RECEIVED}"]];"""
    assert used(yunze, run, tmp_path) == ["3184", "8", "8"]


def test_a_file_saved_by_itself_is_saved(yunze: Report, tmp_path: Path) -> None:
    run = f"""field("{RECEIVED}").focus(); type("8"); const said = [state()];
    const buttons = [...document.querySelectorAll("#files button")];
    const save = (name) => buttons.find((each) => each.textContent === name).click();
    for (const name of ["disclosure.csv", "applications.csv"]) {{ save(name); said.push(state()); }}
    return said;"""
    unsaved = "有改动未存成文件（浏览器里已留底）"
    assert used(yunze, run, tmp_path) == [unsaved, unsaved, "没有未保存的改动"]


def test_what_is_said_is_in_sight_deep_in_a_table(yunze: Report, tmp_path: Path) -> None:
    run = """field("applications.carried_forward.total").focus(); paste("1\\t2");
    const [{ top, bottom }] = [...document.querySelectorAll(".notice")].map((each) => each.getBoundingClientRect());
    return [window.scrollY > 0, top > 0, bottom <= window.innerHeight];"""
    assert used(yunze, run, tmp_path) == [True, True, True]
