"""The text of a paragraph of Word as it is printed when every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annual_report.filing.imports.document import RAISED, STRUCK, TRACKED
from annual_report.filing.imports.word_numbering import W

# What is not printed: deleted text, the instructions of a field, what older programs show instead of a drawing;
# and text boxes, which are read as paragraphs of their own.
LEFT_OUT = {"del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent", "pPr", "rPr", "tbl"}
INSERTED, DELETED = ("ins", "moveTo"), ("del", "moveFrom")
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
OFF = ("0", "false", "off")


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph; a line break is a line feed."""
    return "".join(text for text, _ in _pieces(paragraph))


def was_changed(element: Any) -> bool:
    """Whether any text in an element was inserted or deleted with changes tracked."""
    return any(element.find(f".//{W}{name}/{W}r") is not None for name in (*INSERTED, *DELETED))


def notes_of(paragraph: Any) -> Iterator[str]:
    """Yield why the text of a paragraph may be more than one number."""
    if was_changed(paragraph):
        yield TRACKED
    for text, run in _pieces(paragraph):
        properties = run.find(f"{W}rPr") if text.strip() else None
        if properties is not None:
            yield from _looks(properties)


def _pieces(paragraph: Any) -> Iterator[tuple[str, Any]]:
    """Yield every piece of text with the run that it stands in; hidden runs print nothing."""
    waiting = [(iter(paragraph), paragraph)]
    while waiting:
        elements, run = waiting[-1]
        element = next(elements, None)
        if element is None:
            waiting.pop()
        elif not _is_left_out(element):
            text = _printed(element)
            if text:
                yield text, run
            waiting.append((iter(element), element if element.tag == f"{W}r" else run))


def _is_left_out(element: Any) -> bool:
    return element.tag.rpartition("}")[2] in LEFT_OUT or _is_on(element.find(f"{W}rPr/{W}vanish"))


def _printed(element: Any) -> str:
    """Return what an element itself prints."""
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag == f"{W}sym":
        return "\ufffd"  # a picture of a character, in a font of its own
    name = element.tag.removeprefix(W)
    return BREAKS.get(name, "") if element.get(f"{W}type") not in ("page", "column") else ""


def _looks(properties: Any) -> Iterator[str]:
    raised = properties.find(f"{W}vertAlign")
    if raised is not None and raised.get(f"{W}val") in ("superscript", "subscript"):
        yield RAISED
    if _is_on(properties.find(f"{W}strike")) or _is_on(properties.find(f"{W}dstrike")):
        yield STRUCK


def _is_on(element: Any) -> bool:
    return element is not None and (element.get(f"{W}val") or "").lower() not in OFF
