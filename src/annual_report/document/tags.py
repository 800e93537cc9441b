"""Add to the tags of a PDF what Typst leaves out: the head cells of every figure in a table.

Typst takes whole rows for heads, and only at the top of a table; an official table has heads beside its figures, too.
Its files are plain: every tag is an object of its own, written in one way, and a table at the end says where each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annual_report.document.blocks import COLUMN, PlacedCell, PrintedTable
from annual_report.document.heads import HEADS, heads_of
from annual_report.errors import RuleError

# The objects of a file by their numbers, as they are written.
Objects = dict[int, bytes]

ROOT = b"/Type/StructTreeRoot"
TABLE, CELLS = (b"Table",), (b"TH", b"TD")
KIND = re.compile(rb"/Type/StructElem/S/(\w+)")
CHILDREN = re.compile(rb"/K\[([^\]]*)\]")
REFERENCE = re.compile(rb"(\d+) 0 R")
CELL = re.compile(
    rb"/S/T[HD](/P \d+ 0 R)(?:/ID\(\w+\))?/A\[<</O/Table(?:/Scope/\w+)?(?:/Headers\[[^\]]*\])?((?:/\w+Span \d+)*)>>"
)
NAMES = re.compile(rb"/IDTree<</Names\[[^\]]*\]>>")

UNKNOWN_TAG = "排版程序写出的表格标记不认得：{tag}"


def with_heads(made: bytes, tables: Sequence[PrintedTable]) -> bytes:
    """Return the PDF of a document with these tables, each of their head cells tagged with what it heads."""
    head, objects, trailer = _take_apart(made)
    (root,) = (number for number, text in objects.items() if ROOT in text)
    names: list[tuple[bytes, int]] = []
    found = _under(root, TABLE, objects)
    for number, (tag, table) in enumerate(zip(found, tables, strict=True), 1):
        names += _tag(number, tag, table, objects)
    tree = b"".join(b"(%s)%d 0 R" % name for name in sorted(names))
    objects[root] = NAMES.sub(b"", objects[root]).replace(ROOT, ROOT + b"/IDTree<</Names[%s]>>" % tree)
    return _put_together(head, objects, trailer)


def _tag(number: int, tag: int, table: PrintedTable, objects: Objects) -> Iterator[tuple[bytes, int]]:
    """Rewrite the tags of the cells of one table; yield the name of each head and its object."""
    heads = heads_of(table)
    for each, cell in zip(heads, _under(tag, CELLS, objects), strict=True):
        is_head = each.cell.role in HEADS
        kind = b"TH" if is_head else b"TD"
        name = b"/ID(%s)" % _name(number, each) if is_head else b""
        scope = (b"/Scope/Column" if each.cell.role == COLUMN else b"/Scope/Row") if is_head else b""
        above = b"".join(b"(%s)" % _name(number, head) for head in heads[each])
        written = rb"/S/%s\1%s/A[<</O/Table%s/Headers[%s]\2>>" % (kind, name, scope, above)
        objects[cell], count = CELL.subn(written, objects[cell])
        if count != 1:
            raise RuleError(UNKNOWN_TAG.format(tag=objects[cell]))
        if is_head:
            yield _name(number, each), cell


def _name(table: int, each: PlacedCell) -> bytes:
    return b"T%dR%dC%d" % (table, each.row + 1, each.column + 1)


def _under(number: int, wanted: Sequence[bytes], objects: Objects) -> Iterator[int]:
    """Yield the tags of these kinds below another, in reading order; none lies inside another of its kind."""
    kind = KIND.search(objects[number])
    if kind and kind[1] in wanted:
        yield number
        return
    children = CHILDREN.search(objects[number])
    for child in REFERENCE.findall(children[1]) if children else ():
        yield from _under(int(child), wanted, objects)


def _take_apart(made: bytes) -> tuple[bytes, Objects, bytes]:
    """Return what stands before the objects of a file, the objects in their order, and what tells its root."""
    body, _, end = made.rpartition(b"startxref\n")
    table = int(end.split()[0])
    entries, _, trailer = body[table:].partition(b"trailer\n")
    places = [(int(line[:10]), number) for number, line in enumerate(entries.splitlines()[2:]) if line[17:18] == b"n"]
    edges = [*sorted(places), (table, 0)]
    objects = {number: made[start:stop] for (start, number), (stop, _) in pairwise(edges)}
    return made[: edges[0][0]], objects, trailer


def _put_together(head: bytes, objects: Objects, trailer: bytes) -> bytes:
    """Return the file again. Behind a stream stands an end of line that cannot be taken for its last byte."""
    parts, places, length = [head], dict[int, int](), len(head)
    for number, text in objects.items():
        places[number] = length
        text = text.replace(b"\nendstream\nendobj", b"\r\nendstream\nendobj")
        parts.append(text)
        length += len(text)
    entries = b"".join(b"%010d 00000 n\r\n" % places[number] for number in sorted(places))
    count = len(places) + 1
    table = b"xref\n0 %d\n0000000000 65535 f\r\n%strailer\n%sstartxref\n%d\n%%%%EOF" % (count, entries, trailer, length)
    return b"".join([*parts, table])
