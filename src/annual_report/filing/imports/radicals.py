"""Radicals that look like characters: what the text layer of a PDF gives for some of them, as ⼈⺠ for 人民."""

from __future__ import annotations

import re
import unicodedata

# Of the supplementary radicals NFKC knows two. These look like a character of their own (EquivalentUnifiedIdeograph.txt
# of the Unicode Character Database); the others are parts of characters and are left as they are.
SUPPLEMENT = dict(
    zip(
        "⺝⺟⺠⺬⺴⺶⺷⺼⺽⻁⻄⻅⻆⻇⻉⻋⻏⻑⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "月母民示网羊羊肉臼虎西见角角贝车邑長长门阜雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
IDEOGRAPHS = KANGXI | SUPPLEMENT
RADICAL = re.compile("[\u2e80-\u2fd5]")


def as_ideographs(text: str) -> str:
    """Return a text with the characters that its radicals look like."""
    return RADICAL.sub(lambda found: IDEOGRAPHS.get(found[0], found[0]), text)
