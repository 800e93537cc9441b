"""The pages of a site: small enough for a province, and no text of an input is markup in them."""

from __future__ import annotations

from annual_report.filing.agency import Agency
from annual_report.review.site.pages import index_page, report_page
from annual_report.review.site.site_report import Download, SiteReport

MANIFEST = {"form": "2021", "signature": "s", "commit": "", "inputs": {}, "outputs": {}, "packages": {}}


def report(number: int, name: str) -> SiteReport:
    return SiteReport(f"unit{number:05d}", 2024, MANIFEST, Agency(name=name, parent=f"虚拟县{number // 50}人民政府"))


def test_the_first_page_of_five_thousand_reports_has_less_than_a_megabyte() -> None:
    reports = [report(number, f"虚构省虚拟市虚拟县自然资源和规划局第{number}分局") for number in range(5000)]
    page = index_page(reports, [], ["data/figures.csv"], True, [])
    assert page.count(b'<th scope="row">') == 5000
    assert len(page) < 1_000_000


def test_names_are_text_in_every_place_of_a_page() -> None:
    odd = report(1, "</script><b>局")
    for page in (
        index_page([odd], [], [], False, []),
        report_page(odd, [Download("tables.json", "tables", 1)], [], [], []),
    ):
        assert b"<b>" not in page
        assert page.count(b"</script>") == page.count(b"<script")
