"""The open data of a site: what describes it holds, and what did not change is not read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest

from annual_report import paths
from annual_report.build.outcomes import Outcome
from annual_report.district.site import open_data
from annual_report.district.site.memory import SiteMemory
from annual_report.district.site.open_data import CSV, PACKAGE, write_data
from annual_report.district.site.site_files import SiteFiles
from annual_report.district.site.site_report import site_report
from annual_report.review.site.site_report import SiteReport


@pytest.fixture
def reports(built: Callable[[str], Outcome]) -> list[SiteReport]:
    return [site_report(built(agency)) for agency in ("luolong", "yunze")]


def files_in(folder: Path) -> SiteFiles:
    return SiteFiles(folder / "site", folder / "site.json")


def test_the_package_is_valid_and_describes_its_table(reports: list[SiteReport], tmp_path: Path) -> None:
    write_data(reports, paths.PARAMS, files_in(tmp_path), SiteMemory(""))
    package = frictionless.Package((tmp_path / "site" / PACKAGE).as_posix())
    found = frictionless.validate(package.get_resource("figures"))
    assert found.valid, found.flatten(["type", "message"])
    assert found.tasks[0].stats["rows"] == 400


def test_a_table_that_is_not_as_described_is_found_out(reports: list[SiteReport], tmp_path: Path) -> None:
    write_data(reports, paths.PARAMS, files_in(tmp_path), SiteMemory(""))
    table = tmp_path / "site" / CSV
    table.write_bytes(table.read_bytes().replace(b",2024,", b",year,", 1))
    package = frictionless.Package((tmp_path / "site" / PACKAGE).as_posix())
    assert not frictionless.validate(package.get_resource("figures")).valid


def test_only_figures_that_changed_are_read_and_the_bytes_are_the_same(
    reports: list[SiteReport], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, memory, read = files_in(tmp_path), SiteMemory(""), []
    write_data(reports, paths.PARAMS, files, memory)
    before = (tmp_path / "site" / CSV).read_bytes()
    files.finish()
    changed = replace(reports[0], manifest={**reports[0].manifest, "inputs": {}})
    ingest = open_data.ingest
    monkeypatch.setattr(open_data, "ingest", lambda *which: read.append(which[0]) or ingest(*which))
    write_data([changed, reports[1]], paths.PARAMS, files_in(tmp_path), memory)
    assert read == ["luolong"]
    assert (tmp_path / "site" / CSV).read_bytes() == before
