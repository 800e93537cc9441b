"""The guide names what there is; whether it shows what the commands print today is told by `make guide CHECK=1`."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from PIL import Image

from annual_report import paths
from annual_report.commands.catalogue import COMMANDS, options_of
from guide.page import shown_of, steps_in
from guide.pictures import LARGEST_PICTURE
from guide.story import PAGES, PICTURES, PRACTICE, Step, read_story
from guide_book import STALE, UNCHANGED, Guide, main

STORY = read_story()
TEXTS = {page: (paths.PROJECT / page).read_text(encoding="utf-8") for page in PAGES}
COMMAND = re.compile(r"\bmake ([a-z]+)((?: +[A-Z]+=[^\s`]*)*)")


@pytest.mark.parametrize("text", [*TEXTS.values(), *(step.run for step in STORY)])
def test_every_command_exists_and_takes_its_options(text: str) -> None:
    for command, options in COMMAND.findall(text):
        if command != "guide":
            assert command in COMMANDS
            assert {*re.findall("([A-Z]+)=", options)} <= {name.upper() for name in options_of(command)}, command


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_all_steps_as_they_follow_each_other(page: str) -> None:
    seen = [step.step for step in STORY if not step.unseen]
    shown = steps_in(TEXTS[page])
    assert shown == seen


@pytest.mark.parametrize("step", [step for step in STORY if step.run and not step.unseen], ids=lambda step: step.step)
def test_a_step_is_shown_with_its_command_of_today(step: Step) -> None:
    assert all(f"$ {step.run}\n" in text for text in TEXTS.values())


def test_every_picture_is_there_and_small_and_shown() -> None:
    taken = {step.picture.file for step in STORY if step.picture}
    assert {path.name for path in (paths.PROJECT / PICTURES).iterdir()} == taken
    for name in taken:
        file = paths.PROJECT / PICTURES / name
        assert file.stat().st_size <= LARGEST_PICTURE
        with Image.open(file) as image:
            image.verify()
        assert all(f"(guide/{name})" in text for text in TEXTS.values())


@pytest.mark.parametrize("page", PAGES)
def test_the_chart_is_drawn_by_the_cell_that_a_page_shows(page: str) -> None:
    cells = nbformat.read(paths.PROJECT / PRACTICE / "czj/2024/additions.ipynb", as_version=4).cells
    assert f"```python\n{cells[-1].source}\n```" in TEXTS[page]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readmes_lead_to_the_guide(readme: str) -> None:
    page = PAGES[0] if "zh" in readme else PAGES[1]
    assert f"({page})" in (paths.PROJECT / readme).read_text(encoding="utf-8")


@pytest.fixture
def small_guide(tmp_path: Path) -> Guide:
    """A guide of one step, true as it stands."""
    step = Step(step="first", write={"话.md": "通过\n"}, run="cat 话.md")
    for page in PAGES:
        (tmp_path / page).parent.mkdir(exist_ok=True)
        text = f"先做。\n<!-- make guide: first -->\n{shown_of(step, '通过', english=False)}<!-- /make guide -->\n"
        (tmp_path / page).write_text(text, encoding="utf-8")
    return Guide(tmp_path, [step])


def test_a_guide_that_is_true_is_not_looked_at_twice(small_guide: Guide, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(small_guide, only_checks=True) == ""
    assert "first" in capsys.readouterr().err
    assert main(small_guide, only_checks=True) == ""
    assert capsys.readouterr() == (f"{UNCHANGED}\n", "")


def test_a_message_that_changed_makes_the_page_stale_at_its_line_until_it_is_written(
    small_guide: Guide, capsys: pytest.CaptureFixture[str]
) -> None:
    page = small_guide.project / PAGES[0]
    page.write_text(page.read_text(encoding="utf-8").replace("$ cat 话.md\n通过", "$ cat 话.md\n没有错误"), "utf-8")
    assert main(small_guide, only_checks=True) == STALE
    assert capsys.readouterr().out == f"{PAGES[0]}:11 first\n  - 没有错误\n  + 通过\n"
    assert main(small_guide, only_checks=False) == ""
    assert main(small_guide, only_checks=True) == ""


def test_a_step_that_ends_otherwise_is_named_with_its_place(small_guide: Guide) -> None:
    ends = Guide(small_guide.project, [small_guide.story[0].model_copy(update={"fails": True})])
    with pytest.raises(SystemExit, match=rf"^{PAGES[0]}:2, {PAGES[1]}:2: the step did not end as the guide says\n"):
        main(ends, only_checks=True)
