"""Show an official table, as HTML with merged cells, as Markdown, as text and as data."""

from __future__ import annotations

from annual_report import paths
from annual_report.document import literal_markdown
from annual_report.document.official_table import TABLE_MIME, as_bundle, printed_table
from annual_report.document.rendered import Rendered
from annual_report.document.templates import environment
from annual_report.filing.report import FilledTable


def tabulate(filled: FilledTable) -> Rendered:
    """Return a table as the official form prints it; every figure carries the address of its cell."""
    table = printed_table(filled)
    texts = table.flattened()
    return Rendered(
        html=environment(paths.TEMPLATES / "annual_report").get_template("table.html.j2").render(grid=table),
        markdown=literal_markdown.table([[literal_markdown.escape_markup(text) for text in row] for row in texts])
        + "\n",
        plain="\n".join("\t".join(row) for row in texts),
        data={TABLE_MIME: as_bundle(table)},
    )
