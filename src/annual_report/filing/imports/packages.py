"""Zipped office files: opened within bounds, told apart by what they hold."""

from __future__ import annotations

import io
import zipfile
from functools import cached_property
from typing import Any

from annual_report.filing.imports.document import Refused

ZIP = b"PK\x03\x04"

# A report of 30 pages takes half a megabyte of mark-up; pictures are never unpacked.
LARGEST_PART, LARGEST_RATIO, MOST_PARTS = 20_000_000, 400, 5_000
# Mark-up that shrinks more than this is no text; below this size nobody minds.
SMALL_PART = 2_000_000

DAMAGED = "文件损坏，打不开：请用 Word、WPS 或 Excel 打开后重新保存"
TOO_LARGE = "文件展开后太大（{size} MB），不是年报：请核对文件"
ENCRYPTED = "文件加了密码，读不了：请去掉密码后另存"
ENTITIES = "文件里有不该有的实体声明，不读：请用 Word、WPS 或 Excel 打开后重新保存"


def unpacked_size(content: bytes) -> int:
    """Return how large the parts of a zipped file are together, as it says itself; 0 for what is none."""
    if not content.startswith(ZIP):
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return 0


class Package:
    """A zipped office file. Parts are read one by one; what is too large or declares entities is refused."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refused(DAMAGED) from error
        self._parts = {part.filename: part for part in self._archive.infolist()}
        if len(self._parts) > MOST_PARTS:
            raise Refused(DAMAGED)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self._parts)

    def holds(self, folder: str) -> bool:
        """Whether it has a part in a folder."""
        return any(name.startswith(folder) for name in self._parts)

    def xml(self, name: str) -> Any:
        """Return a part as a tree; nothing where there is none. Raises Refused."""
        from lxml import etree

        if name not in self._parts:
            return None
        content = self.read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"<\0!\0" in content or b"\0<\0!" in content:
            raise Refused(ENTITIES)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise Refused(DAMAGED) from error

    def require_bounds(self) -> None:
        """Raise Refused where its mark-up is too large, or declares entities: for a reader that takes all at once."""
        parts = [name for name in self._parts if name.endswith((".xml", ".rels", ".vml"))]
        if sum(self._parts[name].file_size for name in parts) > LARGEST_PART:
            raise Refused(TOO_LARGE.format(size=sum(self._parts[name].file_size for name in parts) // 10**6))
        for name in parts:
            self.xml(name)

    def read(self, name: str) -> bytes:
        """Return a part as it is. Raises Refused for one that is damaged, too large or has a password."""
        part = self._parts[name]
        is_bomb = part.file_size > SMALL_PART and part.file_size > LARGEST_RATIO * part.compress_size
        if part.file_size > LARGEST_PART or is_bomb:
            raise Refused(TOO_LARGE.format(size=part.file_size // 10**6))
        if part.flag_bits & 1:
            raise Refused(ENCRYPTED)
        try:
            # No more than the size that is declared is ever unpacked.
            return self._archive.read(part)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
            raise Refused(DAMAGED) from error
        except Exception as error:  # zlib.error, lzma.LZMAError: whatever unpacks it
            raise Refused(DAMAGED) from error
