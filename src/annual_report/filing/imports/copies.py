"""A document that holds one report twice, as a page with a version for print: one copy is taken if both are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from annual_report.filing.imports.document import Block, Line, Refused, SourceDocument
from annual_report.filing.imports.glyphs import compared, known_labels
from annual_report.filing.imports.result import Transcript
from annual_report.filing.imports.titles import is_title
from annual_report.wording import excerpt, fold

ALIKE = "同一份报告在文件里有两遍（如网页版和打印版），逐格相同，取了第一遍"
NOT_ALIKE = (
    "一个文件里有两份报告，有 {count} 格不同（如「{label}」：前一份「{here}」，后一份「{there}」）：请分开后再导入"
)
OTHER_WORDS = "一个文件里有两份报告，一份写着「{here}」，一份写着「{there}」：请分开后再导入"
BLANK = "空"

# So many places are tried for the beginning of the second copy.
MOST_PLACES = 8


def read_one_of_two(document: SourceDocument, read: Callable[[SourceDocument], Transcript]) -> Transcript | None:
    """Return what the first of two copies says; None where the document does not fall into two whole reports.

    Raises Refused where it does and a figure, agency or year is not the same.
    """
    for first, second in _halves(document):
        try:
            one, other = read(first), read(second)
        except Refused:
            continue
        if one.refused or other.refused or one.form is not other.form:
            continue
        _require_alike(one, other)
        one.say(ALIKE)
        return one
    return None


def _require_alike(one: Transcript, other: Transcript) -> None:
    texts = [{address: figure.text for address, figure in each.figures.items()} for each in (one, other)]
    addresses = dict.fromkeys(chain(*texts))
    different = [address for address in addresses if texts[0].get(address) != texts[1].get(address)]
    if different:
        here, there = (each.get(different[0]) or BLANK for each in texts)
        label = one.form.cells[different[0]].label
        raise Refused(NOT_ALIKE.format(count=len(different), label=label, here=here, there=there))
    for here, there in ((one.agency, other.agency), (str(one.year), str(other.year)), _overviews(one, other)):
        if there not in ("", "None", here):
            raise Refused(OTHER_WORDS.format(here=excerpt(here), there=excerpt(there)))


def _overviews(one: Transcript, other: Transcript) -> tuple[str, str]:
    here, there = (fold(each.prose.get("overview", "")) for each in (one, other))
    return here, there


def _halves(document: SourceDocument) -> Iterator[tuple[SourceDocument, SourceDocument]]:
    """Yield a document cut before each line with which a second copy may begin: titles first, then first sections."""
    blocks = [block for page in document.pages for block in page.blocks]
    titles = [place for place, block in enumerate(blocks) if place and isinstance(block, Line) and is_title(block)]
    sections = [place for place, block in enumerate(blocks) if place and isinstance(block, Line) and _begins(block)]
    for place in [*dict.fromkeys((*titles, *sections))][:MOST_PLACES]:
        yield _part(document, blocks[:place]), _part(document, blocks[place:])


def _begins(line: Line) -> bool:
    return compared(line.text).endswith(tuple(map(compared, known_labels().titles["overview"])))


def _part(document: SourceDocument, blocks: list[Block]) -> SourceDocument:
    kept = {*map(id, blocks)}
    pages = (replace(page, blocks=tuple(each for each in page.blocks if id(each) in kept)) for page in document.pages)
    return replace(document, pages=tuple(page for page in pages if page.blocks or page.pictured))
