"""Find the letters that a figure could not draw: matplotlib puts a box in their place and goes on."""

from __future__ import annotations

import re

from nbformat import NotebookNode

# The warning, with the line of code below it.
LOST_GLYPH = re.compile(r"^.*Glyph (\d+) \([^)]*\) missing from.*\n?(?:  .*\n?)?", re.MULTILINE)
LOST_GLYPHS = (
    "图里有字画不出来，成了方框：{characters}。请改用常用字；图里不要另外指定字体；"
    "或把有这些字的字体文件（.ttf、.otf）放进项目的 fonts 文件夹"
)


def lost_glyphs(notebook: NotebookNode) -> str:
    """Say which letters an executed notebook could not draw, in place of its warnings; nothing where it drew all."""
    codes = set()
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        if output.get("name") == "stderr":
            codes |= {int(code) for code in LOST_GLYPH.findall(output["text"])}
            output["text"] = LOST_GLYPH.sub("", output["text"])
    characters = "、".join(f"「{chr(code)}」（U+{code:04X}）" for code in sorted(codes))
    return LOST_GLYPHS.format(characters=characters) if codes else ""
