"""A drawn chart as it travels in a notebook: a picture for everyone, and its data for Word, PDF and scripts."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator, Mapping
from typing import Any

from annual_report import paths
from annual_report.document import literal_markdown
from annual_report.document.blocks import Paragraph, Picture, PrintedTable, TextRun
from annual_report.document.chart.charts import CHART_MIME, Chart, chart_of_data
from annual_report.document.chart.draw import draw
from annual_report.document.chart.words import alt_of, table_of_chart
from annual_report.document.rendered import Rendered
from annual_report.document.templates import environment

SVG = "image/svg+xml"

NOTHING, UNSAID = "{title}：{remark}", "没有可以画的数字。"


def rendered(chart: Chart) -> Rendered:
    """Draw a chart, and return it with its caption, its table and its remark for every format.

    One without any series is its remark alone. Raises InputError where matplotlib is not installed.
    """
    if not chart.series or not chart.categories:
        return _nothing(chart)
    svg, table = draw(chart), table_of_chart(chart)
    source = f"data:{SVG};base64,{base64.b64encode(svg.encode()).decode()}"
    shown = {"chart": chart, "alt": alt_of(chart), "table": table, "source": source}
    texts = table.flattened()
    return Rendered(
        html=environment(paths.TEMPLATES / "annual_report").get_template("chart.html.j2").render(shown),
        markdown=_markdown(chart, source, texts),
        plain="\n".join([chart.caption, *("\t".join(row) for row in texts), *filter(None, [chart.remark])]),
        data={CHART_MIME: chart.as_dict(), SVG: svg},
    )


def _nothing(chart: Chart) -> Rendered:
    """Say why there is nothing to draw."""
    words = NOTHING.format(title=chart.title, remark=chart.remark or UNSAID)
    return Rendered(f"<p>{html.escape(words)}</p>", f"{literal_markdown.escape_markup(words)}\n\n", words)


def blocks_of_chart(data: Mapping[str, Any], svg: str) -> Iterator[Picture | PrintedTable | Paragraph]:
    """Yield what a document shows of a chart that was drawn when its notebook ran."""
    chart = chart_of_data(data)
    yield Picture(svg.encode(), "svg", chart.caption, alt_of(chart), leads=True)
    yield table_of_chart(chart)
    if chart.remark:
        yield Paragraph((TextRun(chart.remark),))


def _markdown(chart: Chart, source: str, texts: list[list[str]]) -> str:
    escape = literal_markdown.escape_markup
    alt = escape(alt_of(chart))
    table = literal_markdown.table([[escape(text) for text in row] for row in texts])
    remark = [literal_markdown.paragraph(escape(chart.remark))] if chart.remark else []
    # A table goes on in the next line of whatever follows, unless a blank one parts them.
    return "".join(
        f"{part}\n\n" for part in (f"![{alt}]({source})", literal_markdown.bold(chart.caption), table, *remark)
    )
