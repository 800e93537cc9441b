"""A draft is built in spite of critical findings, says so on every page, and never looks like the report."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdf
import pytest

from annual_report.build import verbs
from annual_report.review.appendix import with_appendix
from annual_report.rules.finding import Finding
from annual_report.rules.findings import Findings

DRAFT = "草稿，不得发布"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> verbs.Outcome:
    """yunze with one wrong figure, built as a draft where a report lay before."""
    import shutil

    from annual_report import paths

    folder = tmp_path_factory.mktemp("draft")
    params = Path(shutil.copytree(paths.PARAMS, folder / "params"))
    table = params / "yunze/2024/applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1198", "1189"), encoding="utf-8")
    request = verbs.Request("yunze", 2024, params, folder / "out", draft=True)
    request.place.mkdir(parents=True)
    (request.place / "report.html").write_text("stale")
    return verbs.report(request, ["html", "fragment", "md", "docx", "pdf"])


def test_draft_is_built_under_names_of_its_own(drafted: verbs.Outcome) -> None:
    assert drafted.exit_code == 0
    names = {file.name for file in drafted.files}
    assert {
        "draft.html",
        "draft.fragment.html",
        "draft.md",
        "draft.docx",
        "draft.pdf",
        "draft.ipynb",
        "findings.html",
    } <= names
    assert not [name for name in names if name.startswith(("report.", "manifest"))]


@pytest.mark.parametrize("name", ["draft.html", "draft.md"])
def test_draft_says_so_and_ends_with_what_does_not_hold(drafted: verbs.Outcome, name: str) -> None:
    text = (drafted.request.place / name).read_text(encoding="utf-8")
    assert DRAFT in text
    assert "尚未解决的问题" in text
    assert "数字颠倒：1198 写成 1189" in text


def test_word_draft_is_marked_in_the_header_of_every_page(drafted: verbs.Outcome) -> None:
    document = docx.Document(str(drafted.request.place / "draft.docx"))
    assert [paragraph.text for section in document.sections for paragraph in section.header.paragraphs] == [DRAFT]
    assert "尚未解决的问题" in "".join(paragraph.text for paragraph in document.paragraphs)


def test_pdf_draft_is_marked_on_every_page(drafted: verbs.Outcome) -> None:
    pages = pypdf.PdfReader(drafted.request.place / "draft.pdf").pages
    assert len(pages) > 3
    assert all(page.extract_text().startswith(DRAFT) for page in pages)


def test_text_of_findings_stays_text() -> None:
    import nbformat

    finding = Finding("P-01", "failed", "warning", "", "「<script>*x*[a](b)」", "")
    notebook = with_appendix(nbformat.v4.new_notebook(), Findings({}, (finding,)))
    assert notebook.cells[-1].source == "1. 〔提醒〕「&lt;script>\\*x\\*\\[a\\](b)」"
