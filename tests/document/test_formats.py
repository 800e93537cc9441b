"""All formats say the same, and whatever stands in an input stays text in every one of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
import yaml
from bs4 import BeautifulSoup
from docx import Document
from hypothesis import HealthCheck, example, given, settings

from annual_report.build import verbs
from annual_report.build.outputs.table import formats
from annual_report.engine.run import Run
from annual_report.filing.report import Report
from printing import seen_in_formats, texts

HOSTILE = "<script>alert(1)</script>=cmd|'/c calc'!A1 javascript:alert(1) MACROBUTTON x"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of_page(place: Path) -> Iterator[tuple[str, bool]]:
    """Yield every heading, paragraph, list item and cell of the page in order, and whether it is a cell."""
    page = BeautifulSoup((place / "report.html").read_text(encoding="utf-8"), "html.parser").main
    assert page
    for element in page.find_all(["h1", "h2", "h3", "p", "li", "th", "td"]):
        yield squeezed(element.get_text()), element.name in ("th", "td")


def text_of_pdf(path: Path) -> str:
    """Return the text of a PDF without the numbers of its pages."""
    pages = (page.extract_text() for page in pypdf.PdfReader(path).pages)
    return squeezed("".join(re.sub(r"— ?\d+ ?—", "", page) for page in pages))


def text_of_word(path: Path) -> str:
    body = Document(str(path)).element.body
    return squeezed("".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
@pytest.mark.parametrize(("name", "text_of"), [("report.pdf", text_of_pdf), ("report.docx", text_of_word)])
def test_every_word_of_the_page_is_there_in_order(
    built: Callable[[str], verbs.Outcome], agency: str, name: str, text_of: Callable[[Path], str]
) -> None:
    place = built(agency).request.place
    text, position = text_of(place / name), 0
    for words, is_cell in words_of_page(place):
        found = text.find(words, position)
        assert found >= 0, words
        # The cells of a table are written row by row here, label by label there; all of them follow its heading.
        position = position if is_cell else found + len(words)
    assert set(text) == set("".join(words for words, _ in words_of_page(place)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
@example(text="2*3*4\n    健全制度。\n3. 落实\n2024. 继续\n**明确责任。**各科室\n参见&nbsp;附件&lt;一&gt;。")
@example(text="情况如下。\n名称|数量\n---|---\n**专栏**|3个\n1）落实审核。\n2）完善目录。\n及时公开政府\n信息。")
def test_a_typed_text_is_the_same_in_every_format(luolong: Report, text: str) -> None:
    """More of it: tests/long/test_printing.py."""
    page, *others = seen_in_formats(luolong, text).items()
    for name, seen in others:
        assert seen == (["".join("".join(page[1]).split())] if name == "pdf" else page[1]), name


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """luolong with markup, fields and formulas in every input that takes words, built in every format."""
    import shutil

    from annual_report import paths

    params = Path(shutil.copytree(paths.PARAMS, tmp_path_factory.mktemp("hostile") / "params"))
    agency = params / "luolong/agency.yaml"
    data = yaml.safe_load(agency.read_text(encoding="utf-8"))
    words = {"name": f"甲局{HOSTILE}", "self_name": HOSTILE, "parent": HOSTILE}
    agency.write_text(yaml.safe_dump({**data, **words}, allow_unicode=True), encoding="utf-8")
    folder = params / "luolong/2024"
    text = (folder / "narrative.md").read_text(encoding="utf-8")
    (folder / "narrative.md").write_text(f"{text}\n\n{HOSTILE} {{{{ 单位 }}}}\n\n- {HOSTILE}\n", encoding="utf-8")
    outcome = verbs.report(verbs.Request("luolong", 2024, Run(params, params.parent / "out", tuple(formats()))))
    assert outcome.exit_code == 0, outcome.message
    return outcome.request.place


def test_page_and_fragment_hold_nothing_active(hostile: Path) -> None:
    for name in ("report.html", "report.fragment.html", "findings.html"):
        page = BeautifulSoup((hostile / name).read_text(encoding="utf-8"), "html.parser")
        assert page.select("script, iframe, object, embed, [onerror], [onclick]") == [], name
        assert not [link for link in page.select("a[href]") if ":" in str(link["href"])], name
        assert "alert(1)" in page.get_text(), name


def test_word_file_holds_no_field_macro_or_outside_part(hostile: Path) -> None:
    with zipfile.ZipFile(hostile / "report.docx") as file:
        names = file.namelist()
        parts = {name: file.read(name).decode("utf-8", "replace") for name in names}
    assert not [name for name in names if "vba" in name.lower() or "activeX" in name]
    assert not [name for name, text in parts.items() if 'TargetMode="External"' in text or "altChunk" in text]
    fields = [name for name, text in parts.items() if "fldSimple" in text or "instrText" in text]
    assert [name.rpartition("/")[2] for name in fields] == ["footer1.xml"]
    assert "alert(1)" in text_of_word(hostile / "report.docx")


def test_pdf_holds_nothing_active(hostile: Path) -> None:
    reader = pypdf.PdfReader(hostile / "report.pdf")
    assert "/OpenAction" not in reader.trailer["/Root"]
    assert "/JavaScript" not in str(reader.trailer["/Root"])
    assert not [page for page in reader.pages if page.get("/Annots")]
    assert "alert(1)" in text_of_pdf(hostile / "report.pdf")
