"""The fragment for a CMS: nothing that needs a style or a script, every table, every word of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from annual_report.build.verbs import Outcome
from annual_report.document.fragment import fragment_of


@pytest.fixture(scope="module")
def page(built: Callable[[str], Outcome]) -> str:
    return (built("yunze").request.place / "report.html").read_text(encoding="utf-8")


def test_fragment_has_no_styles_scripts_classes_or_wrappers(page: str) -> None:
    fragment = BeautifulSoup(fragment_of(page), "html.parser")
    assert fragment.find_all(["html", "head", "style", "script", "div", "span", "main"]) == []
    names = {name for element in fragment.find_all(True) for name in element.attrs}
    assert names.isdisjoint({"style", "class", "data-cell", "tabindex", "role"})


def test_fragment_says_every_word_of_the_page_and_keeps_every_span(page: str) -> None:
    whole, fragment = BeautifulSoup(page, "html.parser").main, BeautifulSoup(fragment_of(page), "html.parser")
    assert whole
    assert "".join(fragment.get_text().split()) == "".join(whole.get_text().split())
    for name in ("colspan", "rowspan", "headers", "scope"):
        there = [element[name] for element in whole.find_all(attrs={name: True})]
        assert [element[name] for element in fragment.find_all(attrs={name: True})] == there


def test_text_beside_elements_is_kept_as_text() -> None:
    assert fragment_of("<html><body><main>甲 &lt;b&gt;<div>乙</div>丙</main></body></html>") == "甲 &lt;b&gt;乙丙\n"
