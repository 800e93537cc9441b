"""A site of the two examples, as the command writes it: what is in it, what is left out, what stays as it is."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.build.outcomes import Outcome
from annual_report.district.site import office_pages
from annual_report.district.site.site import WrittenSite, signed_off, write_site
from annual_report.engine.run import Run
from annual_report.errors import InputError
from annual_report.filing.sign_offs import SignOff, add_sign_off, inputs_fingerprint
from committed import commit, examples_in
from filed import edit

AGENCIES = ("luolong", "yunze")


@pytest.fixture
def out(built: Callable[[str], Outcome], tmp_path: Path) -> Path:
    """A copy of what was built, which a test may spoil."""
    for agency in AGENCIES:
        shutil.copytree(built(agency).request.place, tmp_path / "out" / agency / "2024")
    return tmp_path / "out"


@pytest.fixture
def write(built: Callable[[str], Outcome], out: Path) -> Callable[..., WrittenSite]:
    """Write the site of what was built."""

    def site(params: Path = paths.PARAMS, only_passed: bool = False) -> WrittenSite:
        outcomes = [built(agency) for agency in AGENCIES]
        moved = [replace(each, request=each.request.moved(params, out)) for each in outcomes]
        return write_site(moved, [], Run(params, out), only_passed)

    return site


def contents(out: Path) -> dict[str, bytes]:
    site = out / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def missing(written: WrittenSite) -> list[tuple[str, str]]:
    return [(each.agency, each.reason) for each in written.left_out]


def test_every_link_of_every_page_leads_into_the_site(write: Callable[..., WrittenSite], out: Path) -> None:
    assert write().taken == 2
    pages = [file for file in (out / "site").rglob("*.html") if not file.name.startswith("report.")]
    assert len(pages) == 7
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="([^"#]+)', text):
            assert link.startswith("data:image/png") or (page.parent / link).is_file(), (page.name, link)
        assert not re.search(r"url\(|@import", text)


def test_downloads_are_the_files_that_were_built_and_nothing_internal(
    write: Callable[..., WrittenSite], out: Path
) -> None:
    write()
    there = {name.rpartition("/")[2]: content for name, content in contents(out).items() if "yunze/2024" in name}
    formats = {f"report.{each}" for each in ("html", "fragment.html", "md", "docx", "pdf")}
    assert {*there} == formats | {"index.html", "tables.json", "manifest.json"}
    assert all(there[name] == (out / "yunze/2024" / name).read_bytes() for name in there if name != "index.html")


def test_a_second_run_writes_nothing_and_another_folder_has_the_same_bytes(
    write: Callable[..., WrittenSite], out: Path, tmp_path: Path
) -> None:
    write()
    before = contents(out)
    assert write().changed == 0
    shutil.rmtree(out / ".annual_report")
    shutil.rmtree(out / "site")
    write()
    assert contents(out) == before


def test_what_was_edited_after_it_was_built_is_never_shown_and_costs_itself_alone(
    write: Callable[..., WrittenSite], out: Path
) -> None:
    write()
    (out / "yunze/2024/report.html").write_text("by hand", encoding="utf-8")
    shutil.rmtree(out / "site")
    written = write()
    assert written.taken == 1
    assert [agency for agency, reason in missing(written) if "有人改过" in reason] == ["yunze"]
    index = contents(out)["index.html"].decode()
    assert "共 2 份年报，这里有 1 份" in index
    assert "云泽市人民政府 2024 年" in index
    assert not [name for name in contents(out) if "yunze" in name]


def test_a_report_whose_inputs_changed_since_goes(write: Callable[..., WrittenSite], out: Path, params: Path) -> None:
    write(params)
    edit(params / "luolong/2024/narrative.md", "2024", "2023")
    assert missing(write(params)) == [("luolong", "luolong/2024  填报数据在生成以后又改了：请重新运行")]
    assert not [name for name in contents(out) if "luolong" in name]
    assert b"luolong" not in contents(out)["data/figures.csv"]


def test_only_what_is_passed_is_published(write: Callable[..., WrittenSite], params: Path, out: Path) -> None:
    assert missing(write(params, only_passed=True)) == [("luolong", "未审核"), ("yunze", "未审核")]
    add_sign_off(
        params / "luolong/2024/review.yaml",
        SignOff(result="通过", who="李四", when=date(2025, 1, 12), inputs=inputs_fingerprint(params / "luolong/2024")),
    )
    assert missing(write(params, only_passed=True)) == [("yunze", "未审核")]
    index = contents(out)["index.html"].decode()
    assert "共 2 份年报，这里有 1 份" in index


def test_what_does_not_hold_is_left_out_with_its_reason(built: Callable[[str], Outcome], out: Path) -> None:
    unsound = replace(built("luolong"), exit_code=1, message="有错误，不能发布")
    assert missing(write_site([unsound], [], Run(paths.PARAMS, out), False)) == [("luolong", "有错误，不能发布")]
    assert not (out / "site/reports").exists()


def test_corrections_are_what_was_committed_after_the_day_of_publication(
    write: Callable[..., WrittenSite], tmp_path: Path, out: Path
) -> None:
    repository = examples_in(tmp_path / "repository")
    edit(repository / "yunze/2024/figures.csv", "124000", "125000")
    commit(repository, "更正 <主动公开> 条数")
    edit(repository / "yunze/2024/figures.csv", "125000", "124000")
    commit(repository, "改回")
    write(repository)
    there = contents(out)
    page = there["reports/yunze/2024/index.html"].decode()
    assert "更正 &lt;主动公开&gt; 条数" in page
    assert "reports/yunze/2024/revisions.html" in there
    assert there["feed.xml"].decode().count("<entry>") == 3
    assert write(repository).changed == 0
    assert "没有写发布日期" in there["reports/luolong/2024/index.html"].decode()


def test_what_another_command_wrote_about_a_report_is_shown_beside_it(
    write: Callable[..., WrittenSite], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = office_pages.OfficePage("{agency}/trends.html", "历年变化")
    monkeypatch.setattr(office_pages, "OFFICE_PAGES", (page,))
    (out / "yunze/trends.html").write_text("trends", encoding="utf-8")
    write()
    assert '<a href="trends.html">历年变化</a>' in contents(out)["reports/yunze/2024/index.html"].decode()
    assert contents(out)["reports/yunze/2024/trends.html"] == b"trends"


def test_a_site_is_never_written_among_the_inputs(built: Callable[[str], Outcome], params: Path) -> None:
    (params.parent / "out").mkdir()
    (params.parent / "out/site").symlink_to(params)
    with pytest.raises(InputError, match="在输入文件夹里"):
        write_site([], [], Run(params, params.parent / "out"), False)


def test_sign_offs_choose_before_anything_is_built(built: Callable[[str], Outcome], params: Path) -> None:
    requests = [built(agency).request.moved(params) for agency in AGENCIES]
    (params / "luolong/2024/review.yaml").write_text("- result: 同意\n", encoding="utf-8")
    passed, others = signed_off(requests)
    assert passed == []
    assert [each.reason for each in others][1:] == ["未审核"]
    assert others[0].reason.startswith("luolong/2024/review.yaml:1")


def test_linked_data_and_data_package_tell_of_the_same_files(write: Callable[..., WrittenSite], out: Path) -> None:
    write()
    index = contents(out)["index.html"].decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', index)
    dataset = json.loads(found[1]) if found else {}
    assert (dataset["@type"], dataset["temporalCoverage"]) == ("Dataset", "2024/2024")
    assert [each["contentUrl"] for each in dataset["distribution"]][:2] == ["data/figures.csv", "data/figures.parquet"]
