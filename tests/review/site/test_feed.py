"""The feed of a site: the days of agency.yaml and of git, never that of the clock."""

from __future__ import annotations

from datetime import date

from lxml import etree

from annual_report.filing.agency import Agency
from annual_report.review.site.feed import feed
from annual_report.review.site.site_report import PublishedCorrection, SiteReport

NAME = {"a": "http://www.w3.org/2005/Atom"}


def report(published: dict[int, date]) -> SiteReport:
    return SiteReport("jia yi", 2024, {"form": "2021"}, Agency(name="甲<乙>局", published=published))


def test_publications_and_corrections_stand_under_their_days_the_newest_first() -> None:
    corrections = {"reports/jia yi/2024": [PublishedCorrection("abc", "2025-05-01", "更正", 2)]}
    text = feed([report({2024: date(2025, 1, 20)})], corrections)
    assert text == feed([report({2024: date(2025, 1, 20)})], corrections)
    root = etree.fromstring(text)
    moments = [each.text for each in root.findall("a:entry/a:updated", NAME)]
    assert moments == ["2025-05-01T00:00:00+08:00", "2025-01-20T00:00:00+08:00"]
    assert [each.text for each in root.findall("a:entry/a:author/a:name", NAME)] == ["甲<乙>局"] * 2
    assert root.find("a:entry/a:link", NAME).get("href") == "reports/jia%20yi/2024/index.html"
    assert len({each.text for each in root.iter("{*}id")}) == 3


def test_without_a_day_there_is_no_news() -> None:
    assert feed([report({})], {}) == b""
