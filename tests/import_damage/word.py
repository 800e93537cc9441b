"""What Word and its users do: tracked changes, figures cut into runs, hidden text, second paragraphs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from import_damage.changing import Chance, Truth, change_cells
from published import Published, word_of

TEXT = re.compile(r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>⟦(.*?)⟧(.*?)⟦⟧</w:t></w:r>")
RUN = "<w:r><w:t>{}</w:t></w:r>"
SECOND_PARAGRAPHS = ("（注）", "3")


def word(report: Published, truth: Truth, chance: Chance) -> bytes:
    """Return a report as a Word file."""
    share = chance.choice((0.0, 0.1, 0.5))

    def run(found: re.Match[str]) -> str:
        address, text = found[1], found[2]
        whole = RUN.format(text)
        if chance.random() > share or not text.strip():
            return whole
        if chance.random() < 0.1:
            truth.pop(address, None)
            return f"{whole}</w:p><w:p>{RUN.format(chance.choice(SECOND_PARAGRAPHS))}"
        deleted = f"<w:del><w:r><w:delText>{chance.randint(0, 99)}</w:delText></w:r></w:del>"
        inserted = "".join(f"<w:ins>{RUN.format(each)}</w:ins>" for each in text)
        cut = "".join(map(RUN.format, text))
        hidden = f"{whole}<w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r>"
        return chance.choice((deleted + inserted, cut, hidden, f"<w:smartTag>{whole}</w:smartTag>"))

    marked = change_cells(
        report, lambda cell: replace(cell, text=f"⟦{cell.address}⟧{cell.text}⟦⟧") if cell.address else cell
    )
    return with_part(word_of(marked), "word/document.xml", lambda xml: TEXT.sub(run, xml))


def with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a zipped office document with one part of it changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data.decode()).encode() if part.filename == name else data)
    return file.getvalue()
