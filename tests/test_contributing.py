"""What CONTRIBUTING.md promises is done here for real, each on a copy of the project."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.__main__ import main
from annual_report.steps.ingest import ingest
from annual_report.steps.narrate import narrate
from annual_report.steps.validate import validate
from filed import edit

PAGE = paths.PROJECT / "CONTRIBUTING.md"
QUANTITIES = """
from annual_report import ingest
from annual_report.rules.views.catalogue import Reading
judged = Reading(ingest("yunze", 2024)).judged
print([f"{each.text}: {' '.join(each.cells)}" for each in judged.numbers])
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project that a test may edit; what is compiled comes along, so that it need not be again."""
    for name in ("src", "notebooks", "expectations", "params", "tests"):
        left_behind = shutil.ignore_patterns(".*")
        shutil.copytree(paths.PROJECT / name, tmp_path / name, ignore=left_behind)
    for name in ("pyproject.toml", "docs"):
        (shutil.copytree if (paths.PROJECT / name).is_dir() else shutil.copy)(paths.PROJECT / name, tmp_path / name)
    return tmp_path


def run(copy: Path, *arguments: str) -> str:
    """Run Python in a copy of the project, and return what it prints, well or badly ended."""
    paths_of_copy = f"{copy / 'src'}:{copy / 'tests'}"
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": paths_of_copy, "ANNUAL_REPORT_WARM": "0", "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def read_quantities(copy: Path, sentence: str) -> str:
    """Return what a copy of the project reads out of one sentence: quantities, and what they speak about."""
    edit(copy / "params/yunze/2024/narrative.md", "# 五、", f"依申请公开中，{sentence}\n\n# 五、")
    return run(copy, "-c", QUANTITIES)


def fill(folder: Path) -> None:
    """Fill in a report that `make new` started: nothing happened all year."""
    for file in folder.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        file.write_text(re.sub(",(?=[,\n])", ",0", text).replace("元,0,", "元,,"), encoding="utf-8")
    prose = folder / "narrative.md"
    prose.write_text(re.sub("〔待填：(.*?)〕", r"已写明（\1）", prose.read_text(encoding="utf-8")), encoding="utf-8")


def test_an_agency_is_one_folder(params: Path, tmp_path: Path) -> None:
    where = [f"--params={params}", "--agency=xinju", "--year=2024"]
    assert main(["new", *where, "--name=某某县新局"]) == 0
    fill(params / "xinju/2024")
    assert main(["check", *where, f"--out={tmp_path}"]) == 0


def test_a_year_is_one_folder(params: Path) -> None:
    assert main(["new", f"--params={params}", "--agency=luolong", "--year=2025"]) == 0
    fill(params / "luolong/2025")
    assert validate(ingest("luolong", 2025, params)).summary["failed"] == 1  # nothing happened at all: C-07


def test_a_sentence_is_one_line(params: Path) -> None:
    edit(params / "yunze/2024/narrative.md", "# 六、", "本年办结{{ 申请.办理总计.总计 }}。\n\n# 六、")
    report = ingest("yunze", 2024, params)
    assert "本年办结3197件。" in narrate(report, "problems").plain


def test_a_sentence_of_every_report_is_one_line(copy: Path) -> None:
    wording = copy / "notebooks/narrative/2021/other.md.j2"
    wording.write_text("全年行政复议{{ 复议诉讼.行政复议.总计 }}。\n", encoding="utf-8")
    prose = copy / "params/luolong/2024/narrative.md"
    prose.write_text(prose.read_text(encoding="utf-8").partition("# 六、")[0], encoding="utf-8")
    tell = "from annual_report import ingest, narrate; print(narrate(ingest('luolong', 2024), 'other').plain)"
    assert "全年行政复议0件。" in run(copy, "-c", tell)


def test_other_words_for_a_figure_are_one_word(copy: Path) -> None:
    edit(copy / "notebooks/narrative/words.yaml", "  carry_out: [", "  carry_out: [接着办, ")
    assert "102件: applications.carried_forward.total" in read_quantities(copy, "接着办的申请102件。")


def test_a_unit_is_one_word(copy: Path) -> None:
    edit(copy / "notebooks/narrative/words.yaml", "  all: [\n", "  all: [株,\n")
    assert "5株" in read_quantities(copy, "植树5株。")


def test_a_definition_is_one_entry(copy: Path) -> None:
    edit(
        copy / "src/annual_report/form/cells/common.yaml", "means: 本机关作出的行政处罚。", "means: 本机关决定的处罚。"
    )
    assert run(copy, "tests/cell_book.py") == ""
    assert "| 行　行政处罚 | 本机关决定的处罚。 |" in (copy / "docs/cells.md").read_text(encoding="utf-8")


PLACE = """name: 某市
notices:
  - basis: 某市关于编制 2024 年报告的通知（2024 年 12 月 1 日）
    first_year: 2024
    deadlines: [{publish: 01-20, kinds: [部门]}]
    points:
      - {number: 1, words: 写明监督电话, section: other, says: {监督电话: 监督电话}, severity: critical, score: 2}
      - {number: 2, words: 按期发布, rules: [F-09], score: 3}
      - {number: 3, words: 先送审再发布, person: 核对送审单}
"""
LINES = """
moushi:
  sound: {report: [luolong, 2024], agency: {profile: moushi}, prose: {other: 监督电话见网站。}}
  breakages:
    L-moushi-01: {prose: {other: 没有其他事项。}}
    L-moushi-02: {agency: {published: {2024: 2025-01-21}}}
"""


def test_a_place_is_one_file(copy: Path) -> None:
    """The places that are there already are left out: their own tests judge their lines."""
    for file in (copy / "expectations/profiles").iterdir():
        file.unlink()
    (copy / "expectations/profiles/moushi.yaml").write_text(PLACE, encoding="utf-8")
    (copy / "tests/profiles.yaml").write_text(LINES, encoding="utf-8")
    assert run(copy, "tests/rule_book.py") == ""
    assert "| L-moushi-01 | 写明监督电话 | other 写到" in (copy / "docs/rules.md").read_text(encoding="utf-8")
    options = ["-p", "no:cacheprovider", "-k", "moushi or every_point"]
    tested = run(copy, "-m", "pytest", "tests/rules/profiles/test_points.py", *options)
    assert "6 passed" in tested
    edit(copy / "params/luolong/agency.yaml", "level:", "published: {2024: 2025-01-21}\nprofile: moushi\nlevel:")
    checked = run(copy, "-m", "annual_report", "check", "--agency=luolong", "--year=2024")
    assert "错误 L-moushi-01  params/luolong/2024/narrative.md" in checked
    assert "期限 2025-01-20" in checked
    assert "某市的要求 3 点：不符 2、待人定 1" in checked


def test_a_form_version_is_data(copy: Path) -> None:
    form = copy / "src/annual_report/form"
    for folder in (form, form / "cells"):
        shutil.copy(folder / "2021.yaml", folder / "2025.yaml")
    edit(form / "2021.yaml", "last_year: null", "last_year: 2024")
    edit(form / "2025.yaml", 'version: "2021"\nfirst_year: 2021', 'version: "2025"\nfirst_year: 2025')
    edit(form / "2025.yaml", "label: 结果维持", "label: 维持原决定")
    for folder in (copy / "expectations", copy / "notebooks/narrative"):
        shutil.copytree(folder / "2021", folder / "2025")
    assert run(copy, "tests/rule_book.py") == run(copy, "tests/cell_book.py") == ""
    run(copy, "-m", "annual_report", "new", "--agency=luolong", "--year=2025")
    fill(copy / "params/luolong/2025")
    checked = run(copy, "-m", "annual_report", "check", "--agency=luolong", "--year=2025")
    assert "2025 年：通过" in checked
    assert "维持原决定" in (copy / "params/luolong/2025/review_litigation.csv").read_text(encoding="utf-8-sig")


def test_every_test_that_the_page_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE.read_text(encoding="utf-8"))
    assert len(named) > 5
    for file, name in named:
        tree = ast.parse((paths.PROJECT / file).read_text(encoding="utf-8"))
        assert not name or name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, name


def test_every_test_here_is_named_on_the_page() -> None:
    here = re.findall(r"^def (test_an?_\w+|test_other_\w+)", Path(__file__).read_text(encoding="utf-8"), re.MULTILINE)
    assert all(f"::{name}`" in PAGE.read_text(encoding="utf-8") for name in here)
