"""One table of outputs: what names a file or a format reads it, and nothing comes out that is not in it."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from nbconvert.exporters import get_exporter

import output_table
from annual_report import paths
from annual_report.__main__ import main
from annual_report.build import verbs
from annual_report.build.outputs import table
from annual_report.build.outputs.table import OUTPUTS, Output, When, formats, is_ours, names_at, parse_formats
from annual_report.build.outputs.write import writer_of
from annual_report.engine.run import Run
from annual_report.errors import InputError
from annual_report.review.annotations import REPORTS

PLAIN = '''
from annual_report.document.blocks import Paragraph
from annual_report.document.markdown import text_of
from annual_report.document.read_notebook import read_document
from nbconvert.exporters import Exporter

class Plain(Exporter):
    """The paragraphs of a report, and nothing else."""

    def from_notebook_node(self, nb, resources=None, **kwargs):
        blocks = read_document(nb).blocks
        return "\\n".join(text_of(each.runs) for each in blocks if isinstance(each, Paragraph)), {}
'''

STRAY = """
def notes(material):
    (material.recorded[0].parent / "extra.txt").write_text("nobody knows of me")
    return "notes"
"""


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_every_output_has_a_writer_and_words(output: Output) -> None:
    assert callable(writer_of(output))
    assert output.chinese
    assert output.english
    assert output.is_of_a_report or not output.is_recorded


def test_no_name_stands_twice() -> None:
    names = [name for output in OUTPUTS for name in output.names]
    assert len(names) == len(set(names))
    assert len(formats()) == len(set(formats()))


def test_a_draft_is_ours_and_a_file_of_a_person_is_not() -> None:
    assert is_ours("report.fragment.html")
    assert is_ours("draft.fragment.html")
    assert not is_ours("draft.json")
    assert not is_ours("check.json"), "it lies beside the reports; in the folder of one it is somebody's"
    assert not is_ours("report.final.docx")


def test_formats_are_separated_by_commas_or_blanks() -> None:
    assert parse_formats("html, md") == ["html", "md"]
    assert parse_formats("md html md") == ["md", "html"]
    assert parse_formats("") == formats()
    with pytest.raises(InputError, match="是不是「html」"):
        parse_formats("htm")


def test_the_makefile_leaves_the_formats_to_the_table() -> None:
    makefile = (paths.PROJECT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^FORMATS \?=(.*)$", makefile, re.MULTILINE) == [""]
    (example,) = re.findall(r'FORMATS="([^"]+)"', makefile)
    assert set(example.split()) <= set(formats())


def test_what_nbconvert_knows_by_name_stands_in_the_table() -> None:
    project = tomllib.loads((paths.PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = project["entry-points"]["nbconvert.exporters"]
    assert set(names.values()) <= {output.writer for output in OUTPUTS if output.format}
    assert get_exporter("annual-report-html") is get_exporter("annual_report.document.exporters.HTML")


def test_what_other_systems_read_stands_in_the_table() -> None:
    files = {file for file, _ in REPORTS.values() if file}
    assert files | {table.PATCH} == set(names_at(When.ASKED))


@pytest.mark.parametrize("page", output_table.HEADS)
def test_the_readme_lists_every_output(page: str) -> None:
    """After a change of the table: make format."""
    text = (paths.PROJECT / page).read_text(encoding="utf-8")
    assert output_table.with_table(page, text) == text


def test_a_format_is_one_module_and_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is made, put, recorded, shown, verified, kept where a person edited it, and stands in help and README."""
    (tmp_path / "plain.py").write_text(PLAIN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    line = Output("report.txt", When.PRINTED, "plain:Plain", "纯文本", "plain text", format="txt", is_recorded=True)
    monkeypatch.setattr(table, "OUTPUTS", (*OUTPUTS, line))
    which = ["--agency=luolong", "--year=2024", f"--out={tmp_path / 'out'}"]
    file = tmp_path / "out/luolong/2024/report.txt"

    assert main(["report", *which, "--formats=txt"]) == 0
    assert "report.txt" in capsys.readouterr().out
    assert "政务服务事项" in file.read_text(encoding="utf-8")
    assert "report.txt" in json.loads((file.parent / "manifest.json").read_text(encoding="utf-8"))["outputs"]

    assert main(["verify", *which]) == 0
    file.write_text("改过", encoding="utf-8")
    assert main(["verify", *which]) == 1
    assert "report.txt\n       文件生成以后被改过" in capsys.readouterr().out

    assert main(["report", *which, "--formats=txt"]) == 0
    assert "已另存为 report.人工修改-1.txt" in capsys.readouterr().out
    assert (file.parent / "report.人工修改-1.txt").read_text(encoding="utf-8") == "改过"

    assert main(["report", "--help"]) == 0
    assert "|pdf|txt" in capsys.readouterr().out
    assert "| `report.txt` | txt |" in output_table.outputs_in("README.md")


def test_a_file_that_is_not_in_the_table_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of such a report is published, and its findings say which file it was."""
    (tmp_path / "stray.py").write_text(STRAY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    line = Output("notes.txt", When.LAST, "stray:notes", "说明", "notes")
    monkeypatch.setattr(table, "OUTPUTS", (*OUTPUTS, line))
    outcome = verbs.report(verbs.Request("luolong", 2024, Run(paths.PARAMS, tmp_path / "out", ("md",))))
    assert outcome.exit_code == 3
    assert "extra.txt" in outcome.message
    assert {file.name for file in outcome.request.place.iterdir()} == set(table.check_files())
