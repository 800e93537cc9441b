"""Files that were made to take long, or much: each is to be refused with a sentence, within bounds."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
from pypdf.generic import DecodedStreamObject, NameObject

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
KINDS = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "sharedStrings": "sharedStrings"}
OVERRIDES = "".join(
    f'<Override PartName="/xl/{name}.xml" ContentType="{SHEET_TYPE}.{kind}+xml"/>' for name, kind in KINDS.items()
)
TYPES_OF_PARTS = f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="a"/>{OVERRIDES}</Types>'
BOOK = f'<workbook {S} {R}><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
RELATIONS = {
    "_rels/.rels": f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>',
    "xl/_rels/workbook.xml.rels": f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>',
}
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


def package(**parts: str | bytes) -> bytes:
    """Return a zipped file; a part's name is written with __ for its slashes and _dot_ for its dots."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def word(body: str, prolog: str = "", **parts: str | bytes) -> bytes:
    main = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {W}><w:body>{body}</w:body></w:document>'
    return package(word__document_dot_xml=main, **parts)


def workbook(sheet: str, prolog: str = "", shared: str = "", **parts: str | bytes) -> bytes:
    """Return a workbook with one sheet."""
    named: dict[str, str | bytes] = {
        "[Content_Types]_dot_xml": TYPES_OF_PARTS,
        "xl__workbook_dot_xml": BOOK,
        "xl__worksheets__sheet1_dot_xml": f"{prolog}<worksheet {S}>{sheet}</worksheet>",
        "xl__sharedStrings_dot_xml": f"<sst {S}>{shared}</sst>",
    }
    buffer = io.BytesIO(package(**named, **parts))
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, target in RELATIONS.items():
            archive.writestr(name, f'<Relationships xmlns="{RELATED}">{target}</Relationships>')
    return buffer.getvalue()


def rows(count: int, columns: int = 10) -> str:
    """Return so many rows of a sheet."""
    cells = "<c><v>1</v></c>" * columns
    return "<sheetData>" + f"<row>{cells}</row>" * count + "</sheetData>"


def pdf(pages: int, stream: bytes = b"", password: str = "") -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(595, 842)
        if stream:
            content = DecodedStreamObject()
            content.set_data(stream)
            page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    if password:
        writer.encrypt(password)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def pdf_objects(*objects: str) -> bytes:
    """Return a PDF of these objects, the first of them its catalogue; without a table of where they stand."""
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n".encode()


def nested_pages(depth: int) -> bytes:
    kids = [f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(2, depth + 2)]
    return pdf_objects("<< /Type /Catalog /Pages 2 0 R >>", *kids, "<< /Type /Page /MediaBox [0 0 9 9] >>")


def archive_of(parts: str) -> bytes:
    return f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b0\r\n\r\n{parts}".encode()


def nested_archive(depth: int) -> bytes:
    part = "--b{}\r\nContent-Type: multipart/related; boundary=b{}\r\n\r\n"
    return archive_of("".join(part.format(n, n + 1) for n in range(depth)))


TABLE = "<html><body><p>政府信息公开工作年度报告</p><table><tr><td>规章</td>{}</tr></table></body></html>"
TD = "<td>1</td>"
P, RUN = "<w:p>{}</w:p>", "<w:r><w:t>1</w:t></w:r>"
OPEN, CLOSE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
BOX, BOX_END = "<w:r><w:txbxContent>", "</w:txbxContent></w:r>"
WIDE = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'
ALL = "A1:XFD1048576"
FAR = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
SAME_STRING = "<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 20_000 + "</sheetData>"
CATALOGUE, PAGE = "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] {} >>"
DRAWS_ITSELF = "/Resources << /XObject << /X 4 0 R >> >>"
FORM = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {} /Length 11 >>\nstream\n/X Do /X Do\nendstream"

HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty.html": lambda: b"",
    "blanks.txt": lambda: b" \n" * 10_000_000,
    "zip_bomb.docx": lambda: word(P.format("<w:r><w:t>" + "1" * 400_000_000 + "</w:t></w:r>")),
    "zip_bomb_of_parts.docx": lambda: word("", **{f"word__a{n}_dot_xml": "<a/>" for n in range(60_000)}),
    "below_the_ratio.docx": lambda: word(
        "".join(P.format(f"<w:r><w:t>{n * 7919}</w:t></w:r>") for n in range(800_000))
    ),
    "laughs.docx": lambda: word("&a9;", BOMB),
    "outside.docx": lambda: word("&a9;", OUTSIDE),
    "million_runs.docx": lambda: word(P.format(RUN * 1_000_000)),
    "million_paragraphs.docx": lambda: word(P.format(RUN) * 700_000),
    "deep.docx": lambda: word(OPEN * 100_000 + CLOSE * 100_000),
    "deep_80.docx": lambda: word(OPEN * 80 + (OPEN + P.format(RUN) + CLOSE) * 20_000 + CLOSE * 80),
    "boxes.docx": lambda: word(P.format(BOX * 80 + P.format(RUN) + BOX_END * 80) * 2_000),
    "spans.docx": lambda: word("<w:tbl>" + WIDE * 1000 + "</w:tbl>"),
    "zip_bomb.xlsx": lambda: workbook(rows(1) + "<a>" + " " * 400_000_000 + "</a>"),
    "laughs.xlsx": lambda: workbook("&a9;", BOMB),
    "outside.xlsx": lambda: workbook("&a9;", OUTSIDE),
    "dimension.xlsx": lambda: workbook('<dimension ref="A1:XFD1048576"/>' + rows(1)),
    "far_cell.xlsx": lambda: workbook(f'<dimension ref="{ALL}"/>{FAR}'),
    "million_cells.xlsx": lambda: workbook(rows(100_000)),
    "merged.xlsx": lambda: workbook(rows(1) + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "link.xlsx": lambda: workbook(rows(1) + f'<hyperlinks><hyperlink ref="{ALL}" location="a!A1"/></hyperlinks>'),
    "same_string.xlsx": lambda: workbook(SAME_STRING, shared=f"<si><t>{'年报' * 50_000}</t></si>"),
    "columns.xlsx": lambda: workbook('<cols><col min="1" max="1000000000" hidden="1"/></cols>' + rows(3)),
    "shared_strings.xlsx": lambda: workbook(rows(1), shared="<si><t>1</t></si>" * 2_000_000),
    "long_strings.xlsx": lambda: workbook(SAME_STRING, shared=f"<si><t>{'年报' * 6_000_000}</t></si>"),
    "styles.xlsx": lambda: workbook(rows(1), xl__styles_dot_xml=f"<styleSheet {S}>{'<xf/>' * 2_000_000}</styleSheet>"),
    "broken.xlsx": lambda: workbook(rows(10) + "<row"),
    "names.xlsx": lambda: workbook(rows(1), xl__worksheets__sheet2_dot_xml="<a>" * 1_000_000),
    "colspan.html": lambda: TABLE.format('<td colspan="1000000000" rowspan="1000000000">1</td>' * 40_000).encode(),
    "spans.html": lambda: TABLE.format(f"<tr>{'<td rowspan=65534 colspan=1000>1</td>' * 10}</tr>" * 4_000).encode(),
    "nested_tables.html": lambda: b"<table><tr><td>" * 100_000,
    "nested_elements.html": lambda: b"<html>" + b"<div><b>" * 100_000,
    "nested_below.html": lambda: b"<html>" + b"<div>" * 19_000 + TABLE.format(TD * 9).encode() * 200,
    "many_cells.html": lambda: TABLE.format(TD * 290_000).encode(),
    "many_tables.html": lambda: b"<html>" + b"<table><tr><td>1<td>1</table>" * 70_000,
    "attributes.html": lambda: b"<html><p " + b" ".join(b"a%d" % n for n in range(900_000)) + b">",
    "entities.html": lambda: b"<html><p>" + b"&nbsp" * 1_900_000,
    "formatting.html": lambda: b"<html>" + b"<b><i><p>" * 60_000,
    "hidden.html": lambda: b"<html>" + b"<p style='display:none'>1</p>" * 100_000,
    "comments.html": lambda: b"<html><!--" * 900_000,
    "open_comment.html": lambda: b"<!--" * 2_000_000,
    "places.html": lambda: b"<html>" + b"".join(b"<p style='left:%dpx;top:9px'>1</p>" % n for n in range(99_000)),
    "nested.mhtml": lambda: nested_archive(1_000),
    "nested_without_end.mhtml": lambda: nested_archive(100_000),
    "parts.mhtml": lambda: archive_of("--b0\r\nContent-Type: text/plain\r\n\r\n1\r\n" * 100_000),
    "headers.mhtml": lambda: archive_of("--b0\r\n" + "A: 1\r\n" * 2_000_000 + "\r\n"),
    "nested.json": lambda: b"[" * 100_000 + b'"<table>"' + b"]" * 100_000,
    "objects.json": lambda: b'{"a":' * 100_000 + b'"<table>"' + b"}" * 100_000,
    "many_articles.json": lambda: b'["' + b'","'.join([b"<table><tr><td>1<td>1</table>"] * 200_000) + b'"]',
    "large.js": lambda: (b"var a = '<table>" + b"\\u003ctd>" * 5_500_000)[:49_900_000],
    "quotes.js": lambda: b"<table" + b"a='" * 3_000_000,
    "escapes.js": lambda: b'a="<table' + b"\\x3c" * 2_400_000 + b'"',
    "large.txt": lambda: "年度报告\n".encode() * 8_000_000,
    "below.txt": lambda: "年度报告\n".encode() * 760_000,
    "one_line.txt": lambda: "年报1 ".encode() * 1_200_000,
    "pipes.txt": lambda: b"|" * 9_900_000,
    "digits.txt": lambda: "1.属于国家秘密".encode() + b"1" * 490_000,
    "labels.txt": lambda: "1.属于国家秘密 3 0\n".encode() * 20_000,
    "gaps.txt": lambda: "1.属于国家秘密".encode() + b" 0" * 200_000,
    "blank_lines.txt": lambda: b"a|\n" + b"\n" * 5_000_000,
    "dashes.txt": lambda: (b"- " * 100 + b"x\n") * 2_000,
    "dashes_without_end.txt": lambda: b"-" * 490_000 + b"x",
    "pages.pdf": lambda: pdf(500),
    "locked.pdf": lambda: pdf(1, password="x"),
    "endless_stream.pdf": lambda: pdf(1, b"0 0 m 9 9 l S " * 6_000_000),
    "endless_text.pdf": lambda: pdf(1, b"BT /F1 9 Tf (1) Tj ET " * 2_000_000),
    "zip_bomb.pdf": lambda: pdf(1, b" " * 2_000_000_000),
    "saved_states.pdf": lambda: pdf(90, b"q " * 2_000_000),
    "page_tree_in_itself.pdf": lambda: pdf_objects(CATALOGUE, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
    "deep_page_tree.pdf": lambda: nested_pages(100_000),
    "wide_page_tree.pdf": lambda: pdf_objects(CATALOGUE, f"<< /Type /Pages /Kids [{'3 0 R ' * 10**6}] >>", PAGE),
    "nested_arrays.pdf": lambda: b"%PDF-1.4\n1 0 obj " + b"[" * 1_000_000,
    "no_objects.pdf": lambda: b"%PDF-1.4\n" + b"1 0 obj\n" * 3_000_000,
    "form_in_itself.pdf": lambda: pdf_objects(
        CATALOGUE,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE.format(f"/Contents 5 0 R {DRAWS_ITSELF}"),
        FORM.format(DRAWS_ITSELF),
        "<< /Length 11 >>\nstream\n/X Do /X Do\nendstream",
    ),
}

# What is no file at all, under the name of one.
STRANGE: dict[str, Callable[[Path], object]] = {
    "pipe.pdf": lambda path: os.mkfifo(path),
    "folder.pdf": lambda path: path.mkdir(),
    "device.pdf": lambda path: path.symlink_to("/dev/zero"),
    "endless.pdf": lambda path: path.symlink_to("/dev/urandom"),
    "nowhere.pdf": lambda path: path.symlink_to(path.with_name("nowhere")),
    "itself.pdf": lambda path: path.symlink_to(path),
}
