"""Characters of GB 18030-2022 are read as Unicode has them; one that only its machine shows is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report import paths
from annual_report.build import verbs
from annual_report.engine.run import Run
from annual_report.errors import InputError, Problem
from annual_report.filing.characters import MEANT, locate_characters
from annual_report.filing.sheets import read_text

# As the Encoding Standard of browsers reads these bytes.
READ_BY_BROWSERS = {
    **{"A6D9": 0xFE10, "A6DA": 0xFE12, "A6DB": 0xFE11, "A6DC": 0xFE13, "A6DD": 0xFE14, "A6DE": 0xFE15, "A6DF": 0xFE16},
    **{"A6EC": 0xFE17, "A6ED": 0xFE18, "A6F3": 0xFE19, "FE59": 0x9FB4, "FE61": 0x9FB5, "FE66": 0x9FB6, "FE67": 0x9FB7},
    **{"FE6D": 0x9FB8, "FE7E": 0x9FB9, "FE90": 0x9FBA, "FEA0": 0x9FBB},
}
COMPONENTS = {"FE51": "𠂇", "FE52": "𠂉", "FE53": "𠃌", "FE6C": "𡗗", "FE76": "𢦏", "FE91": "𤇾"}


def written(folder: Path, data: bytes, name: str = "narrative.md") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


@pytest.mark.parametrize(
    ("code", "character"), [*((code, chr(point)) for code, point in READ_BY_BROWSERS.items()), *COMPONENTS.items()]
)
def test_gb_18030_is_read_by_its_last_edition(code: str, character: str, tmp_path: Path) -> None:
    text, _ = read_text(written(tmp_path, "文".encode("gb18030") + bytes.fromhex(code)))
    assert text == f"文{character}"


def test_all_characters_that_changed_are_known() -> None:
    assert len(MEANT) == len(READ_BY_BROWSERS) + len(COMPONENTS) == 24
    changed = {bytes.fromhex(code).decode("gb18030") for code in (*READ_BY_BROWSERS, *COMPONENTS)}
    assert set(MEANT) == changed


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_private_characters_are_named_with_every_place(character: str, tmp_path: Path) -> None:
    file = written(tmp_path, f"项目,甲\n文,{character}\n{character},1\n".encode(), "applications.csv")
    with pytest.raises(InputError, match=f"U\\+{ord(character):04X}") as caught:
        read_text(file)
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(2, 2), (3, 1)]


def test_a_private_character_is_told_what_it_was_probably_meant_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="可能是「龴」"):
        read_text(written(tmp_path, "文\ue81e".encode()))


def test_a_character_is_told_with_all_its_places() -> None:
    folder = paths.PARAMS / "luolong/2024"
    texts = [(folder / "a.md", "甲\n乙😀丙😀"), (folder / "b.csv", '"1,0",😀')]
    with paths.reading(paths.PARAMS):
        (problem,) = locate_characters([Problem("没有这个字", found="😀")], texts)
    assert str(problem) == "luolong/2024/a.md:2:2  没有这个字；还出现在 luolong/2024/a.md:2:4、luolong/2024/b.csv:1:2"
    other = Problem("别的")
    assert list(locate_characters([other], texts)) == [other]


def test_a_character_that_the_pdf_cannot_show_is_found_in_the_inputs(params: Path, tmp_path: Path) -> None:
    narrative = params / "luolong/2024/narrative.md"
    narrative.write_text(narrative.read_text(encoding="utf-8") + "\n\n办理😀件。\n", encoding="utf-8")
    last = len(narrative.read_text(encoding="utf-8").splitlines())
    outcome = verbs.report(verbs.Request("luolong", 2024, Run(params, tmp_path / "out", ("pdf",))))
    (problem,) = outcome.findings.problems
    assert outcome.exit_code == 2
    assert (problem.file, problem.row, problem.column) == ("luolong/2024/narrative.md", last, 3)
    assert problem.message.startswith("PDF 的字体里没有「😀」（U+1F600）")
    assert sorted(file.name for file in outcome.files) == [
        "failed.ipynb",
        "findings.html",
        "findings.json",
        "findings.xlsx",
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *(("31\u200b84件", "3184件"), ("软\xad连\u2060接\ufeff符", "软连接符"), ("\u202e甲\u202c乙\u200e", "甲乙")),
        *(("✔\ufe0f", "✔"), ("甲\u202f乙\u2009丙\u2003丁", "甲 乙 丙 丁"), ("e\u0301ta\u0308", "\xe9t\xe4")),
        *(("甲\xa0乙　丙", "甲\xa0乙　丙"), ("\uf900", "\uf900"), ("1\u0301", "1\u0301"), ("👩\u200d💻", "👩\u200d💻")),
    ],
)
def test_prose_is_read_as_it_is_seen(typed: str, read: str, tmp_path: Path) -> None:
    assert read_text(written(tmp_path, typed.encode()))[0] == read


def test_cells_of_tables_are_read_as_they_stand(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, "1\u200b2".encode(), "applications.csv"))[0] == "1\u200b2"


def test_many_private_characters_are_one_problem_of_the_encoding(tmp_path: Path) -> None:
    text = "".join(map(chr, range(0xE000, 0xE020)))
    with pytest.raises(InputError, match=r"有 32 个只在个别电脑上能显示的字.*选错了编码") as caught:
        read_text(written(tmp_path, f"甲{text}".encode()))
    assert len(caught.value.problems) == 1
