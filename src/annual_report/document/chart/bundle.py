"""A drawn chart as it travels in a notebook: a picture for everyone, and its data for Word, PDF and scripts."""

from __future__ import annotations

import base64
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


def rendered(chart: Chart) -> Rendered:
    """Draw a chart, and return it with its caption, its table and its remark for every format.

    Raises ModuleNotFoundError where matplotlib is not installed.
    """
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


def blocks_of_chart(data: Mapping[str, Any], svg: str) -> Iterator[Picture | PrintedTable | Paragraph]:
    """Yield what a document shows of a chart that was drawn when its notebook ran."""
    chart = chart_of_data(data)
    yield Picture(svg.encode(), "svg", chart.caption, alt_of(chart))
    yield table_of_chart(chart)
    if chart.remark:
        yield Paragraph((TextRun(chart.remark),))


def _markdown(chart: Chart, source: str, texts: list[list[str]]) -> str:
    escape = literal_markdown.escape_markup
    alt = escape(alt_of(chart))
    table = literal_markdown.table([[escape(text) for text in row] for row in texts])
    remark = [literal_markdown.paragraph(escape(chart.remark))] if chart.remark else []
    return "\n\n".join([f"![{alt}]({source})", literal_markdown.bold(chart.caption), table, *remark]) + "\n"
