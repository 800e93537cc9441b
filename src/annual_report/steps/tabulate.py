"""Show an official table, as HTML with merged cells, as Markdown, as text and as data."""

from __future__ import annotations

from annual_report import paths
from annual_report.document import literal_markdown
from annual_report.document.official_table import TABLE_MIME, grid_of
from annual_report.document.rendered import Rendered
from annual_report.document.templates import environment
from annual_report.filing.report import FilledTable


def tabulate(filled: FilledTable) -> Rendered:
    """Return a table as the official form prints it; every figure carries the address of its cell."""
    grid = grid_of(filled)
    texts = grid.flattened()
    return Rendered(
        html=environment(paths.TEMPLATES / "annual_report").get_template("table.html.j2").render(grid=grid),
        markdown=literal_markdown.table([[literal_markdown.escaped(text) for text in row] for row in texts]) + "\n",
        plain="\n".join("\t".join(row) for row in texts),
        data={TABLE_MIME: grid.as_dict()},
    )
