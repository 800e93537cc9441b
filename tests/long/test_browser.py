"""What accessibility checkers say of our pages: axe-core in headless Chromium finds nothing. `make test-browser`.

Needs a chromium (or google-chrome) on the path; without one the test is skipped, saying so.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.__main__ import main
from annual_report.build import verbs
from annual_report.district.site.site import write_site
from annual_report.engine.run import Run
from annual_report.review.site.site_report import LeftOutReport
from browsing import named, needs_browser, said_in, violations
from committed import commit, examples_in
from counties import invent_county
from filed import edit

pytestmark = needs_browser


def found_in(page: Path, folder: Path) -> list[str]:
    return named(violations(page.read_text(encoding="utf-8"), folder))


@pytest.mark.parametrize("agency", ["luolong", "yunze"])
def test_report_has_no_violations(built: Callable[[str], verbs.Outcome], agency: str, tmp_path: Path) -> None:
    assert found_in(built(agency).request.place / "report.html", tmp_path) == []


def test_findings_page_has_no_violations(tmp_path: Path) -> None:
    params = Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))
    table = params / "yunze/2024/applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1198", "1189"), encoding="utf-8")
    request = verbs.Request("yunze", 2024, Run(params, tmp_path / "out"))
    assert [outcome.exit_code for outcome in verbs.check([request])] == [1]
    assert found_in(request.place / "findings.html", tmp_path) == []


def test_pages_that_compare_have_no_violations(tmp_path: Path) -> None:
    params = Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))
    second = params / "yunze/2024"
    table = second / "applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1198", "1189"), encoding="utf-8")
    options = [f"--params={paths.PARAMS}", f"--out={tmp_path / 'out'}"]
    assert main(["check", "--agency=yunze", "--year=2024", f"--second={second}", *options]) == 1
    assert found_in(tmp_path / "out/yunze/2024/findings.html", tmp_path) == []
    assert main(["compare", f"--a={params / 'yunze/2023'}", f"--b={second}", *options]) == 1
    repository = examples_in(tmp_path / "repository")
    edit(repository / "yunze/2024/applications.csv", "1198", "1189")
    commit(repository, "更正")
    options = [f"--params={repository}", f"--out={tmp_path / 'out'}"]
    assert main(["compare", "--agency=yunze", "--year=2024", *options]) == 0
    pages = sorted((tmp_path / "out/compare").rglob("*.html"))
    assert [page.name for page in pages] == ["compare.html", "revisions.html"]
    assert [found_in(page, tmp_path) for page in pages] == [[], []]


def test_a_look_over_the_years_has_no_violations(tmp_path: Path) -> None:
    assert main(["trends", "--agency=yunze", f"--params={paths.PARAMS}", f"--out={tmp_path}", "--formats=html"]) == 0
    assert found_in(tmp_path / "yunze/trends/report.html", tmp_path) == []


@pytest.mark.parametrize("size", ["1440,1000", "390,844"])
def test_pages_of_the_site_have_no_violations(built: Callable[[str], verbs.Outcome], tmp_path: Path, size: str) -> None:
    outcomes = [built(agency) for agency in ("luolong", "yunze")]
    run = outcomes[0].request.run
    site = write_site(outcomes, [LeftOutReport("a", 2023, "某局", "未审核")], run, False).page.parent
    pages = [page for page in sorted(site.rglob("*.html")) if not page.name.startswith("report.")]
    assert len(pages) == 7
    found = {
        page.relative_to(site).as_posix(): violations(page.read_text("utf-8"), tmp_path, size=size) for page in pages
    }
    assert {name: named(each) for name, each in found.items() if each} == {}


def test_the_search_of_the_site_shows_what_is_typed(built: Callable[[str], verbs.Outcome], tmp_path: Path) -> None:
    outcomes = [built(agency) for agency in ("luolong", "yunze")]
    page = write_site(outcomes, [], outcomes[0].request.run, False).page.read_text("utf-8")
    typed = """const say = (text) => { box.value = text; find();
      return [...document.querySelectorAll(".agencies tbody tr:not([hidden])")].length + found.textContent; };
      return ["", "云泽", "YUNZE 2024", "没有这个"].map(say);"""
    assert said_in(page, typed, tmp_path) == ["4", "21 个单位", "21 个单位", "0没有找到：请换一个说法，或少写几个字"]


def test_a_look_at_the_units_of_a_government_has_no_violations(tmp_path: Path) -> None:
    params = invent_county(tmp_path / "params", (2024,))
    (params / "qingxi-bridge/2024/applications.csv").write_text("?", encoding="utf-8")
    options = [f"--params={params}", f"--out={tmp_path}/out", "--formats=html"]
    assert main(["district", "--parent=qingxi", "--year=2024", *options]) == 1
    assert found_in(tmp_path / "out/qingxi/district-2024/report.html", tmp_path) == []


def test_page_with_a_mistake_is_found_out(tmp_path: Path) -> None:
    page = "<!doctype html><html><head><title>x</title></head><body><img src='x.png'></body></html>"
    assert {violation["id"] for violation in violations(page, tmp_path)} >= {"image-alt", "html-has-lang"}
