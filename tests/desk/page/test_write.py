"""填报表.html: one file that holds all it needs, and whose files are those that are filled in by hand."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from annual_report import paths
from annual_report.desk.forms import formats_of, write_forms
from annual_report.desk.page.data import page_data
from annual_report.desk.page.write import form_page
from annual_report.filing.new import as_csv, create, rows_of
from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest
from annual_report.steps.start import read_or_start
from scripted import needs_node, said_by


@pytest.fixture(scope="module")
def page() -> str:
    return form_page(ingest("yunze", 2024, paths.PARAMS)).decode()


def test_the_page_is_the_same_bytes_each_time(yunze: Report, page: str) -> None:
    assert form_page(yunze).decode() == page


def test_nothing_is_loaded_from_outside_and_only_its_own_script_runs(page: str) -> None:
    assert not re.findall(r"""(?:src|href)=["'](?!#)""", page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    allowed = base64.b64encode(sha256(scripts[0].encode()).digest()).decode()
    assert f"default-src 'none'; script-src 'sha256-{allowed}'" in policy[1]


def test_what_an_agency_writes_cannot_end_the_data(yunze: Report) -> None:
    agency = yunze.agency.model_copy(update={"name": "</script><script>alert(1)</script>"})
    assert len(re.findall("<script", form_page(replace(yunze, agency=agency)).decode())) == 2


def test_the_grids_are_the_printed_tables(yunze: Report, page: str) -> None:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    addresses = [
        cell["address"] for table in data["tables"] for row in table["rows"] for cell in row if cell["address"]
    ]
    assert sorted(addresses) == sorted(yunze.form.cells)
    assert data["cells"]["applications.received.total"]["help"]["meaning"]


def as_page_reads(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(page_data(report)))
    return data


SAVED = """const files = files_js.filesOf(data, data.work);
return Object.fromEntries(files.map((file) => [file.name, bytes(file.bytes)]));"""


@needs_node
@pytest.mark.parametrize(("agency", "year"), [("yunze", 2024), ("yunze", 2023), ("luolong", 2024)])
def test_saved_tables_are_those_of_make_new_filled_in_by_hand(agency: str, year: int) -> None:
    report = ingest(agency, year, paths.PARAMS)
    files = said_by("files", SAVED, as_page_reads(report))
    for table in report.form.tables:
        by_hand = as_csv(rows_of(table, report.ledger.texts)).encode("utf-8-sig")
        assert base64.b64decode(files[table.file]) == by_hand


@needs_node
def test_a_new_folder_comes_out_as_it_was_made(tmp_path: Path) -> None:
    create("xinshi", 2024, "新市人民政府办公室", tmp_path)
    folder = tmp_path / "xinshi/2024"
    files = said_by("files", SAVED, as_page_reads(ingest("xinshi", 2024, tmp_path)))
    assert {name: base64.b64decode(data) for name, data in files.items()} == {
        file.name: file.read_bytes() for file in folder.iterdir()
    }


READ = (
    """return data.files.map(([name, data64]) => files_js.readFile(data.page, name, Buffer.from(data64, "base64")));"""
)


@needs_node
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_files_are_read_by_label_in_any_encoding(yunze: Report, encoding: str, delimiter: str) -> None:
    table = yunze.form.table("applications")
    header, *lines = [*rows_of(table, yunze.ledger.texts)]
    rows = [("附表",), header[::-1], *(row[::-1] for row in lines[::-1]), ("填表人：",)]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    sent = {"page": as_page_reads(yunze), "files": [["总表.csv", base64.b64encode(text.encode(encoding)).decode()]]}
    (found,) = said_by("files", READ, sent)
    assert found["problems"] == []
    assert found["what"] == table.caption
    assert found["values"] == {address: yunze.ledger.texts[address] for address in found["values"]}
    assert len(found["values"]) == len(table.cells)
    assert found["remarks"][-1] == "第 28 行「填表人：」没有读入"


@needs_node
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("（一）予以公开,", "（一）予以公布,", "第 4 行「（一）予以公布」不在表里，却有数字「1198」"),
        ("2.重复申请,", "（一）予以公开,", "第 18 行「（一）予以公开」重复了（第 4 行已有）"),
        ("项目,", "事项,", "表头不是三张官方表之一，也不是正文数字"),
        (",总计\n", ",总计,备注数\n", "第 9 列「备注数」不是表里的列"),
        (",其他,总计\n", ",其他,总计,总计\n", "第 9 列「总计」重复了"),
        ("（一）予以公开,", "（一）予以公开,0,", "第 9 列「」不是表里的列，第 4 行有「1304」"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_whole(yunze: Report, old: str, new: str, said: str) -> None:
    text = as_csv(rows_of(yunze.form.table("applications"), yunze.ledger.texts))
    assert old in text
    data = base64.b64encode(text.replace(old, new).encode()).decode()
    (found,) = said_by("files", READ, {"page": as_page_reads(yunze), "files": [["applications.csv", data]]})
    assert found["problems"][0] == said


@needs_node
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("名 称,数值,单位,约数,来源\n甲,5,件,余,台账\n".encode(), [["甲", "5", "件", "余", "台账"]]),
        ("来源,名称,数值,单位,约数\n台账,甲,5,件,余\n".encode("gb18030"), [["甲", "5", "件", "余", "台账"]]),
        ("名称,数值,单位,约数,来源,数值\n甲,5,件,余,台账,6\n".encode(), "第 6 列「数值」重复了"),
        (b"PK\x03\x04\x14\x00", "是压缩的文件：zip 请先解开，Excel、WPS 的表请另存为 CSV UTF-8，再选其中的文件"),
    ],
)
def test_numbers_of_the_prose_are_read_by_label(yunze: Report, data: bytes, said: Any) -> None:
    sent = {"page": as_page_reads(yunze), "files": [["figures.csv", base64.b64encode(data).decode()]]}
    (found,) = said_by("files", READ, sent)
    assert [*found["problems"], found["values"]][0] == said


@needs_node
def test_what_the_browser_may_not_read_is_said(yunze: Report) -> None:
    found = said_by("files", 'return files_js.readFile(data, "2024", null);', as_page_reads(yunze))
    assert found["problems"] == ["浏览器读不了它（是文件夹，或者已经移走、删掉）：请选其中的文件"]


@needs_node
def test_prose_is_read_and_written_under_its_headings(yunze: Report) -> None:
    file = paths.PARAMS / "yunze/2024/narrative.md"
    data = base64.b64encode(file.read_bytes()).decode()
    (found,) = said_by("files", READ, {"page": as_page_reads(yunze), "files": [["narrative.md", data]]})
    assert found["values"] == as_page_reads(yunze)["work"]["prose"]
    files = said_by("files", SAVED, as_page_reads(yunze))
    assert base64.b64decode(files["narrative.md"]) == file.read_bytes()
    assert base64.b64decode(files["figures.csv"]).decode("utf-8-sig").splitlines()[0] == "名称,数值,单位,约数,来源"


@needs_node
def test_a_file_that_could_not_be_read_is_not_replaced_unseen(params: Path) -> None:
    folder = params / "yunze/2024"
    (folder / "figures.csv").write_text("名称,数值\n甲,乙\n", encoding="utf-8")
    (folder / "disclosure.csv").write_bytes(b"PK\x03\x04")
    data = as_page_reads(read_or_start("yunze", 2024, params).report)
    assert data["unread"] == ["disclosure.csv", "figures.csv"]
    run = """const names = (work) => files_js.filesToSave(data, work).map((file) => file.name);
    const texts = { ...data.work.texts, "disclosure.rules.issued": "1" };
    return [names(data.work), names({ ...data.work, texts })];"""
    untouched, begun = said_by("files", run, data)
    assert untouched == ["applications.csv", "review_litigation.csv", "narrative.md"]
    assert begun == ["disclosure.csv", *untouched]


def test_make_form_writes_the_page_beside_the_workbook(yunze: Report, tmp_path: Path) -> None:
    (written,) = write_forms(yunze, tmp_path, formats_of("html"))
    assert written.file.name == "填报表.html"
    assert written.file.read_bytes() == form_page(yunze)
    assert formats_of("") == ["xlsx", "html"]


def test_last_years_numbers_are_offered_to_be_filled_in(yunze: Report) -> None:
    begun = page_data(replace(yunze, quotations={}))["work"]["figures"]
    assert [row[0] for row in begun] == [*yunze.previous_quotations]
    assert {row[1] for row in begun} == {""}
