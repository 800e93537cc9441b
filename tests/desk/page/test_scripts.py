"""The modules of the page become one script, and do in it what they do one by one."""

from __future__ import annotations

import base64
import csv
import io
import re
import zipfile
from typing import Any

import pytest

from annual_report.desk.page.scripts import SCRIPTS, script_of
from annual_report.filing.new import as_csv
from annual_report.filing.numbers import READING, parse_figure
from annual_report.filing.read_figures import HEADER, wrong_in
from annual_report.filing.read_figures import WORDS as FIGURES_WORDS
from annual_report.filing.sheets import Row
from annual_report.wording import fold, plain
from scripted import needs_node, said_by

WORDS = """/ — —— - N/A 不适用 0 00 007 12 １２ 1,234 1,23 1,2,3 １，２３４ -3 +3 (3) −3 3.5 3.50 .5 5. 1.2.3 0.0001
约5 5余 5件 5万 5元 五 5% 五5 1-2 1月2日 2024/1/2 Jan-05 3e5 #REF! =A1 @x abc 48316.2735
999999999999 1000000000000 1000000000001 0.00001 0.12345678901"""
TEXTS = [*WORDS.split(), "", "1\u200b2", "12\u3000", " n/a ", "5 件", "12 34", "1 234", "1234 567"]


def test_a_module_stands_once_after_those_that_it_imports() -> None:
    script = script_of("evaluate", "figures")
    names = [line.split()[1] for line in script.splitlines() if line.endswith("_js = (() => {")]
    assert names == ["decimals_js", "figures_js", "evaluate_js"]
    assert "import " not in script
    assert "\nexport " not in script


@pytest.mark.parametrize("file", sorted(SCRIPTS.glob("*.js")), ids=lambda file: file.stem)
def test_no_module_makes_markup_of_text_or_looks_outside(file: Any) -> None:
    text = file.read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "fetch(",
        "XMLHttpRequest",
        "http:",
        "https:",
    ):
        assert word not in text
    assert not re.search(r"\b(?:parseFloat|parseInt|Number)\(", text), "figures are never floats"


@needs_node
def test_a_cell_is_read_as_the_files_are() -> None:
    cases = [[text, kind] for text in TEXTS for kind in ("count", "money", "change")]
    found = said_by(
        "figures",
        """const read = figures_js.figureReader(data.reading);
        const found = data.cases.map((each) => read(...each));
        return found.map(({ value, wrong }) => [figures_js.properly(value), wrong]);""",
        {"reading": READING, "cases": cases},
    )
    for (text, kind), said in zip(cases, found, strict=True):
        value, wrong = parse_figure(text, kind)
        assert said == ["" if value is None else plain(value), wrong], (text, kind)


@needs_node
def test_sums_are_exact() -> None:
    texts = ["999999999999.1234567891", "0.0000000001", "-0.10", "7"]
    said = """const { decimalOf, plain, sumOf, compare, times } = decimals_js;
    const all = data.map(decimalOf);
    const written = [sumOf(all), sumOf([]), times(all[2], 3), decimalOf("0.50")].map(plain);
    return [...written, compare(all[1], all[2])];"""
    assert said_by("decimals", said, texts) == ["1000000000006.0234567892", "0", "-0.30", "0.50", 1]


@needs_node
def test_rows_are_written_and_read_as_python_does() -> None:
    rows = [["项目", "总计"], ["（一）予以公开", ""], ['他说"好"', "1,234"], ["两\n行", " 5 "], ["／", "—"]]
    text = as_csv([tuple(row) for row in rows])
    said = """const read = sheets_js.readRows(data.text).map((row) => [row.number, row.values]);
    return [bytes(sheets_js.csvBytes(data.rows)), read];"""
    written, read = said_by("sheets", said, {"rows": rows, "text": text.replace("\n", "\r\n")})
    assert base64.b64decode(written) == text.encode("utf-8-sig")
    reader = csv.reader(io.StringIO(text.replace("\n", "\r\n"), newline=""))
    assert [values for _, values in read] == list(reader)
    assert [number for number, _ in read] == [1, 2, 3, 4, 6]


@needs_node
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("\ufeff项目,总计".encode(), ["项目,总计", "UTF-8"]),
        ("项目\t总计".encode("gb18030"), ["项目\t总计", "GB18030"]),
        ("项目".encode("utf-16"), None),
        (b"PK\x03\x04\x00\x00", None),
    ],
)
def test_a_text_is_in_utf_8_or_gb18030(data: bytes, said: Any) -> None:
    run = "const found = sheets_js.decodeText(new Uint8Array(data)); return found && [found.text, found.encoding];"
    assert said_by("sheets", run, [*data]) == said


@needs_node
def test_a_zip_holds_the_files_as_they_are() -> None:
    run = """const files = data.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }));
    return bytes(zip_js.zipBytes(files, new Date(2025, 0, 31, 12, 30, 4)));"""
    written = base64.b64decode(said_by("zip", run, [["甲/2024/a.csv", "一"], ["b.md", ""]]))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {"甲/2024/a.csv": "一", "b.md": ""}
        assert archive.infolist()[0].date_time == (2025, 1, 31, 12, 30, 4)


@needs_node
def test_labels_are_compared_as_python_does() -> None:
    texts = ["（一） 予以公开", "3.危及“三安全一稳定”", '3.危及"三安全一稳定"', "其\u200b他", "１.重复\n申请"]
    assert said_by("labels", "return data.map(labels_js.fold);", texts) == [fold(text) for text in texts]


@needs_node
def test_what_is_typed_in_a_cell_is_taken_back_at_once() -> None:
    run = """const desk = desk_js.deskOf({ texts: {}, figures: [], prose: {} }, () => {}); const seen = [];
    for (const text of ["3", "31", "318"]) desk.change("texts", { a: text });
    desk.change("texts", { b: "1" });
    desk.change("texts", { b: "1" });
    while (desk.canUndo) { desk.undo(); seen.push(desk.work.texts); }
    return seen;"""
    assert said_by("desk", run) == [{"a": "318"}, {}]


NAMES = [
    *("甲", "走访企业", "2024年", "x_1", "甲乙", "Ａ", "甲-乙", "单位", "year", "合计", "ﬁ"),
    *("五", "²", "甲²", "١", "甲١", "甲１", "_", "上年", "申请", "for", "甲"),
]
UNITS = ["", "件", "万条", "%", "％", "‰", "件/年", "1件", "㎡", "kg", "件 ", "_", "²", "%%"]


@needs_node
def test_numbers_of_the_prose_are_read_as_their_file_is() -> None:
    reserved = frozenset({"year", "单位", "合计", "上年", "申请", "for"})
    rows = [[name, "1", "", ""] for name in NAMES] + [["", "2", "", ""], ["甲", "约3", "", "大概"]]
    rows += [[f"丙{number}", "1", unit, "余"] for number, unit in enumerate(UNITS)]
    said = """const found = quoted_js.wrongNumbers(data.numbers, data.rows, figures_js.figureReader(data.reading));
    return found.map(({ row, column, message }) => [row, column, message]);"""
    numbers = {"words": {**FIGURES_WORDS, "reserved": [*reserved]}}
    found = said_by("quoted figures", said, {"numbers": numbers, "rows": rows, "reading": READING})
    first, expected = dict[str, Row](), list[list[Any]]()
    for at, row in enumerate(rows):
        fields = dict(zip(HEADER, [*(each.strip() for each in row), ""], strict=True))
        expected += [[at, HEADER.index(label), words] for words, label in wrong_in(fields, reserved, first)]
        first.setdefault(row[0], Row(at + 1, tuple(row)))
    assert found == expected
