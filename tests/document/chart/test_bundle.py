"""A chart travels in its notebook and comes through in every format, with its table and what stands in its place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pypdf import PdfReader

from annual_report.document.chart.bundle import rendered
from annual_report.document.chart.charts import CHART_MIME, SHARES, chart_of_rows
from printing import EXPORTERS, export

CHART = chart_of_rows(
    {"予以公开": [2, 3], "其他处理": [1, 0]},
    ["2023年", "2024年"],
    title="办理结果",
    kind=SHARES,
    axis="年份",
    remark="2022年没有数据",
)
ALT = "构成图：办理结果（单位：件）。予以公开 2023年 2、2024年 3；其他处理 2023年 1、2024年 0。各项数字见图下的表"


def test_every_format_shows_a_chart_with_its_table_and_its_words(tmp_path: Path) -> None:
    bundle = rendered(CHART).as_bundle()
    assert bundle[CHART_MIME] == CHART.as_dict()
    notebook = new_notebook(cells=[new_code_cell("x", outputs=[new_output("execute_result", data=bundle)])])
    files = dict(zip(EXPORTERS, export(notebook, tmp_path, list(EXPORTERS)), strict=True))
    for name in ("html", "fragment"):
        page = files[name].read_text(encoding="utf-8")
        assert f'alt="{ALT}" src="data:image/svg+xml;base64,' in page
        assert "2（66.7%）" in page
        assert "2022年没有数据" in page
    assert "<figcaption>" not in files["fragment"].read_text(encoding="utf-8")
    assert f"![{ALT}](data:image/svg+xml" in files["md"].read_text(encoding="utf-8")
    assert "| 2023年 | 2（66.7%） | 1（33.3%） | 3 |" in files["md"].read_text(encoding="utf-8")
    (table,) = Document(str(files["docx"])).tables
    assert [cell.text for cell in table.rows[1].cells] == ["2023年", "2（66.7%）", "1（33.3%）", "3"]
    with zipfile.ZipFile(files["docx"]) as file:
        assert f'descr="{ALT}"' in file.read("word/document.xml").decode()
        assert {"word/media/figure1.svg", "word/media/image1.png"} <= {*file.namelist()}
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"].read_bytes())).pages)
    assert all(each in words for each in ("办理结果（单位：件）", "66.7%", "2（66.7%）", "2022年没有数据"))
