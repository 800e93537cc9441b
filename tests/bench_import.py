"""How long documents take to read, beside the library of their format on the same file, in one run.

Run: make bench, or .venv/bin/python tests/bench_import.py
"""

from __future__ import annotations

import io
import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import docx
import openpyxl
import pandas
import pdfplumber
from bs4 import BeautifulSoup
from lxml import html
from selectolax.lexbor import LexborHTMLParser

from annual_report.filing.imports import read_document  # noqa: F401  (declares the formats)
from annual_report.filing.imports.catalogue import read_content
from annual_report.filing.imports.reading import read
from published import invented, page_of, pdf_of, word_of, workbook_of

REPEATS, PAGES, PROCESSES = 7, 500, 2
REPORT = invented("2021", 1)

# What Word leaves around the text of every cell.
STYLE = '<p class="MsoNormal" style="{}"><span style="{}">'.format(
    "mso-pagination:none;" * 12, "font-family:宋体;" * 20
)


def page() -> bytes:
    """Return a page with the mark-up of Word around every cell."""
    before, *cells = page_of(REPORT).split("<td")
    return (before + "".join("<td" + cell.replace(">", f">{STYLE}", 1) for cell in cells)).encode()


def with_lxml(content: bytes) -> object:
    """Return the lines of text, and the rows of cells with their joined text and spans."""
    tree = html.fromstring(content)
    rows = [[*row.iter("td", "th")] for table in tree.iter("table") for row in table.iter("tr")]
    tables = [[("".join(cell.itertext()), cell.get("rowspan"), cell.get("colspan")) for cell in row] for row in rows]
    return [line.strip() for line in tree.itertext()], tables


def with_selectolax(content: bytes) -> object:
    tree = LexborHTMLParser(content)
    rows = [row.css("td,th") for table in tree.css("table") for row in table.css("tr")]
    spans = ("rowspan", "colspan")
    tables = [[(cell.text(), *map(cell.attributes.get, spans)) for cell in row] for row in rows]
    return tree.text(separator="\n"), tables


def with_pandas(content: bytes) -> object:
    return pandas.read_html(io.BytesIO(content))


def with_soup(content: bytes) -> object:
    soup = BeautifulSoup(content, "lxml")
    return soup.get_text(), [[cell.get_text() for cell in row.find_all("td")] for row in soup.find_all("tr")]


def with_python_docx(content: bytes) -> object:
    document = docx.Document(io.BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


def with_openpyxl(content: bytes) -> object:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[*row] for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def with_pdfplumber(content: bytes) -> object:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [(each.extract_text(), each.extract_tables()) for each in pdf.pages]


CASES: list[tuple[str, Callable[[], bytes], Callable[[bytes], object]]] = [
    ("page, lxml", page, with_lxml),
    ("page, selectolax", page, with_selectolax),
    ("page, pandas", page, with_pandas),
    ("page, BeautifulSoup", page, with_soup),
    ("docx, python-docx", lambda: word_of(REPORT), with_python_docx),
    ("xlsx, openpyxl", lambda: workbook_of(REPORT), with_openpyxl),
    ("pdf, pdfplumber", lambda: pdf_of(REPORT), with_pdfplumber),
]


def seconds(work: Callable[[bytes], object], content: bytes) -> float:
    """Return the median of some runs, after one that nobody counts: of a processor, so that others do not matter."""
    work(content)
    times = []
    for _ in range(REPEATS):
        start = processor_time()
        work(content)
        times.append(processor_time() - start)
    return statistics.median(times)


def processor_time() -> float:
    """Return what this process and those that it started have taken of a processor."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def imported(content: bytes) -> int:
    """Read a document as `make import` does; return how many figures there are."""
    return len(read(read_content(content)).figures)


def main() -> None:
    print(f"{'':<22}{'KB':>6}{'library':>10}{'tables':>10}{'figures':>10}   ratio   (ms)")
    for name, make, library in CASES:
        content = make()
        theirs, tables, figures = (seconds(work, content) for work in (library, read_content, imported))
        times = "".join(f"{1000 * each:>10.1f}" for each in (theirs, tables, figures))
        print(f"{name:<22}{len(content) // 1000:>6}{times}   {tables / theirs:.2f}, {figures / theirs:.2f}")
    content = page()
    with ProcessPoolExecutor(PROCESSES) as pool:
        start = time.perf_counter()
        counts = {*pool.map(imported, [content] * PAGES, chunksize=25)}
    print(f"{PAGES} pages on {PROCESSES} processes: {time.perf_counter() - start:.1f} s, figures {counts}")


if __name__ == "__main__":
    main()
