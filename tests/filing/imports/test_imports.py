"""The libraries that read documents are imported when a document of their format is read, not before."""

from __future__ import annotations

import subprocess
import sys

LIBRARIES = ("selectolax", "pdfplumber", "pdfminer", "pypdfium2", "openpyxl", "lxml")
CODE = """\
import sys
import annual_report.filing.imports as imports
before = [name for name in {libraries} if name in sys.modules]
imports.catalogue.read_content("规章 3".encode())
imports.catalogue.read_content(b"<html><table><tr><td>1<td>2</table>")
print(before, [name for name in {libraries} if name in sys.modules])
"""


def test_libraries_are_imported_only_where_a_format_needs_them() -> None:
    code = CODE.format(libraries=LIBRARIES)
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[] ['selectolax']"
