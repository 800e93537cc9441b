from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from guide.pictures import COLOURS, MADE_OF, digest, is_made_of, small
from guide.story import Picture


def test_a_picture_is_the_part_that_is_shown_no_wider_than_asked_in_few_colours() -> None:
    taken = Image.linear_gradient("L").resize((400, 200))
    picture = Picture(file="a.png", of="a.html", shows="", english="", width=100, part=(0, 0, 50, 100))
    image = small(taken, picture)
    assert image.size == (100, 100)
    assert len(image.getcolors() or ()) <= COLOURS


PAGE = Picture(file="a.png", of="a.html", shows="", english="")


def test_a_picture_is_stale_when_what_it_was_made_of_or_how_is_another(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("甲", encoding="utf-8")
    made_of = PngInfo()
    made_of.add_text(MADE_OF, digest(PAGE, tmp_path / "a.html"))
    Image.new("L", (1, 1)).save(tmp_path / "a.png", pnginfo=made_of)
    assert is_made_of(PAGE, tmp_path, tmp_path / "a.png")
    assert not is_made_of(PAGE.model_copy(update={"width": 640}), tmp_path, tmp_path / "a.png")
    (tmp_path / "a.html").write_text("乙", encoding="utf-8")
    assert not is_made_of(PAGE, tmp_path, tmp_path / "a.png")
    assert not is_made_of(PAGE, tmp_path, tmp_path / "none.png")


def test_a_workbook_of_another_day_is_the_same_but_not_one_with_another_figure(tmp_path: Path) -> None:
    book, digests = Workbook(), []
    for figure, day in ((14, 1), (14, 2), (41, 2)):
        book.active["A1"] = figure
        book.properties.created = book.properties.created.replace(day=day)
        book.save(tmp_path / "a.xlsx")
        digests.append(digest(PAGE, tmp_path / "a.xlsx"))
    assert digests[0] == digests[1] != digests[2]
