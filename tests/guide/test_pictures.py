from __future__ import annotations

from PIL import Image

from guide.pictures import COLOURS, small
from guide.story import Picture


def test_a_picture_is_the_part_that_is_shown_no_wider_than_asked_in_few_colours() -> None:
    taken = Image.linear_gradient("L").resize((400, 200))
    picture = Picture(file="a.png", of="a.html", shows="", english="", width=100, part=(0, 0, 50, 100))
    image = small(taken, picture)
    assert image.size == (100, 100)
    assert len(image.getcolors() or ()) <= COLOURS
