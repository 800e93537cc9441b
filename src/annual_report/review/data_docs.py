"""Great Expectations' own account of what it judged, as pages that open without a network."""

from __future__ import annotations

import html
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from great_expectations.core import ExpectationSuiteValidationResult
from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
from great_expectations.render.view import DefaultJinjaPageView
from jinja2 import pass_context

from annual_report import paths

INDEX = "index.html"


@dataclass(frozen=True)
class SuitePage:
    """One suite on the index: its page and how many of its expectations hold."""

    name: str
    file: str
    success: bool
    evaluated: int
    successful: int


def data_docs(folder: Path, results: Sequence[ExpectationSuiteValidationResult], name: str) -> Path:
    """Write a page for every suite and an index into `folder`, and return the index.

    The renderers are those of Great Expectations; only the frame around them is ours, since theirs loads scripts and
    styles from the network. The same results give the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    view = _View()
    for result in results:
        # The details of the run come last then, where our frame leaves them out.
        document = ValidationResultsPageRenderer(run_info_at_end=True).render(result)
        _write(folder / _page_of(result).file, view.render(document, template="suite.html.j2", name=name))
    suites = [_page_of(result) for result in results]
    _write(folder / INDEX, view.env.get_template("index.html.j2").render(name=name, suites=suites))
    return folder / INDEX


class _View(DefaultJinjaPageView):
    """The view of Great Expectations with our templates beside its own, and ids that count instead of random ones.

    It escapes what stands in sentences and not what stands in tables, where values from the inputs are shown.
    """

    def __init__(self) -> None:
        super().__init__(custom_views_directory=paths.TEMPLATES / "data_docs")
        numbers = itertools.count(1)
        self.env.filters["generate_html_element_uuid"] = lambda prefix="": f"{prefix}{next(numbers)}"

    @pass_context
    def render_content_block(self, jinja_context: Any, content_block: Any, *args: Any, **options: Any) -> Any:
        if isinstance(content_block, list):
            content_block = [_escape(each) for each in content_block]
        return super().render_content_block(jinja_context, _escape(content_block), *args, **options)


def _escape(content: Any) -> Any:
    return html.escape(content) if isinstance(content, str) else content


def _page_of(result: ExpectationSuiteValidationResult) -> SuitePage:
    counts = result.statistics
    return SuitePage(
        name=result.suite_name,
        file=f"suite.{result.suite_name}.html",
        success=bool(result.success),
        evaluated=counts["evaluated_expectations"],
        successful=counts["successful_expectations"],
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
