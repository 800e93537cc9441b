"""make tally writes the tables that registers count; what a table says otherwise is shown and never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.__main__ import main
from annual_report.desk.tally import write_tallies
from annual_report.errors import InputError
from annual_report.filing.new import create
from annual_report.steps.ingest import ingest

REGISTER = """编号,收到日期,申请人类型,办理结果,答复日期,上年结转,结转下年
2024-1,2024-03-05,自然人,予以公开,2024-3-15,,
2024-2,2024-03-06,商业企业,属于国家秘密,2024-3-15,,
2024-3,2024-12-20,自然人,,,,是
"""
CASES = "编号,程序,结果\n复议1,行政复议,结果维持\n"


@pytest.fixture
def xinju(tmp_path: Path) -> Path:
    """A new agency's folder, with a register in it."""
    create("xinju", 2024, "某某县新局", tmp_path)
    folder = tmp_path / "xinju/2024"
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    return folder


def tally(folder: Path, *more: str) -> int:
    params = folder.parents[1]
    return main(["tally", "--agency=xinju", f"--year={folder.name}", f"--params={params}", *more])


def values_of(folder: Path) -> dict[str, object]:
    (folder / "applications.csv").read_text(encoding="utf-8-sig")
    return dict(ingest("xinju", 2024, folder.parents[1]).ledger.values)


def test_the_blank_table_of_a_new_folder_is_filled_in(xinju: Path) -> None:
    assert tally(xinju) == 0
    values = values_of(xinju)
    assert values["applications.received.total"] == 3
    assert values["applications.state_secrets.business"] == 1
    assert values["applications.carried_forward.natural_person"] == 1
    assert values["applications.repeated.total"] == 0
    assert values["review_litigation.review.total"] is None


def test_a_register_nobody_has_begun_stops_nobody(xinju: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As make new REGISTER=1 leaves it: a year without a case is the usual one."""
    (xinju / "cases.csv").write_text(CASES.partition("\n")[0], encoding="utf-8")
    assert tally(xinju) == 0
    told = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert "review_litigation.csv没有写：有的，写进cases.csv再运行一次；确实没有一件的，在表里填0下一步" in told
    assert "REPLACE" not in told
    assert values_of(xinju)["review_litigation.review.total"] is None


def test_table_four_is_counted_from_the_cases(xinju: Path) -> None:
    (xinju / "cases.csv").write_text(CASES, encoding="utf-8")
    (xinju / "review_litigation.csv").unlink()
    assert tally(xinju) == 0
    assert values_of(xinju)["review_litigation.review.upheld"] == 1


def test_a_table_that_says_otherwise_stays_and_its_cells_are_told_with_the_lines(
    xinju: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tally(xinju)
    file = xinju / "applications.csv"
    file.write_text(file.read_text(encoding="utf-8-sig").replace("数量,2,1,", "数量,5,1,", 1), encoding="utf-8")
    before = file.read_bytes()
    capsys.readouterr()
    assert tally(xinju) == 1
    told = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert "没有覆盖" in told
    assert "applications.csv第2行B列一、本年新收×自然人：表里是5，登记簿数出2（register.csv第2、4行）" in told
    assert file.read_bytes() == before
    assert tally(xinju, "--replace=1") == 0
    assert values_of(xinju)["applications.received.natural_person"] == 2


def test_a_table_that_says_the_same_is_not_written_again(xinju: Path) -> None:
    tally(xinju)
    text = (xinju / "applications.csv").read_text(encoding="utf-8-sig")
    (xinju / "applications.csv").write_text(f"表三\n{text}", encoding="utf-8")
    assert tally(xinju) == 0
    assert (xinju / "applications.csv").read_text(encoding="utf-8").startswith("表三\n")


def test_a_mark_or_a_note_is_nobodys_to_overwrite(xinju: Path) -> None:
    file = xinju / "applications.csv"
    blank = file.read_text(encoding="utf-8-sig")
    for text in (blank.replace("数量,,", "数量,/,", 1), f"{blank}填表人：办公室\n"):
        file.write_text(text, encoding="utf-8")
        assert tally(xinju) == 1
        assert file.read_text(encoding="utf-8") == text


def test_a_table_that_cannot_be_read_stays(xinju: Path) -> None:
    (xinju / "applications.csv").write_text("不是表\n", encoding="utf-8")
    assert tally(xinju) == 2
    assert tally(xinju, "--replace=1") == 0


def test_the_lines_of_the_form_of_2019_are_those_of_its_table(tmp_path: Path) -> None:
    create("xinju", 2020, "某某县新局", tmp_path)
    text = REGISTER.replace("2024", "2020").replace("属于国家秘密", "其他处理")
    (tmp_path / "xinju/2020/register.csv").write_text(text, encoding="utf-8")
    assert tally(tmp_path / "xinju/2020") == 0
    ledger = ingest("xinju", 2020, tmp_path).ledger
    assert (ledger.values["applications.otherwise_closed.business"], len(ledger.values)) == (1, 198)


def test_a_register_without_a_line_counts_nothing_unless_a_person_says_so(
    xinju: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (xinju / "register.csv").write_text(REGISTER.splitlines()[0] + "\n", encoding="utf-8")
    assert tally(xinju) == 1
    assert "登记簿里一行也没有" in capsys.readouterr().out
    assert set(values_of(xinju).values()) == {None}
    assert (tally(xinju, "--replace=1"), tally(xinju)) == (0, 0)
    assert values_of(xinju)["applications.received.total"] == 0


def test_a_table_filled_in_beside_a_register_nobody_keeps_says_what_to_do(
    xinju: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tally(xinju) == 0
    filled = (xinju / "applications.csv").read_bytes()
    (xinju / "register.csv").write_text(REGISTER.splitlines()[0] + "\n", encoding="utf-8")
    capsys.readouterr()
    assert tally(xinju) == 1
    assert "不用登记簿的，删掉register.csv" in capsys.readouterr().out.replace("\n", "").replace(" ", "")
    assert (xinju / "applications.csv").read_bytes() == filled


def test_without_a_register_nothing_is_counted(tmp_path: Path) -> None:
    create("xinju", 2024, "某某县新局", tmp_path)
    with pytest.raises(InputError, match=r"没有 register.csv，也没有 cases.csv"):
        write_tallies("xinju", 2024, tmp_path)


def test_a_link_is_not_written_through(xinju: Path, tmp_path: Path) -> None:
    (xinju / "applications.csv").unlink()
    (xinju / "applications.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert tally(xinju, "--replace=1") == 2
    assert not (tmp_path / "elsewhere.csv").exists()
