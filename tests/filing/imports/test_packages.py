"""Zipped office files: read part by part, within bounds."""

from __future__ import annotations

import io
import zipfile

import pytest

from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.packages import LARGEST_PART, Package


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_part_is_a_tree_and_a_part_that_is_not_there_is_none() -> None:
    package = Package(zipped(**{"word/document.xml": b"<a><!-- b --><c/></a>"}))
    assert [each.tag for each in package.xml("word/document.xml")] == ["c"]
    assert package.xml("word/styles.xml") is None
    assert (package.holds("word/"), package.holds("xl/")) == (True, False)


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (b"<a>", "损坏"),
        (b"", "损坏"),
        (b'<!DOCTYPE a [<!ENTITY b "1">]><a>&b;</a>', "实体"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "实体"),
        ('<!DOCTYPE a [<!ENTITY b "1">]><a>&b;</a>'.encode("utf-16"), "实体"),
        (b"<a>" + b" " * 4_000_000 + b"</a>", "太大"),
    ],
)
def test_part_that_is_damaged_or_declares_entities_or_is_a_bomb_is_refused(part: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        Package(zipped(part=part)).xml("part")


def test_no_more_is_unpacked_than_a_part_says_it_holds() -> None:
    """A part that is larger than it says is damaged."""
    content = zipped(part=b"<a>" + b"1" * 1000 + b"</a>")
    said = (1007).to_bytes(4, "little")
    assert content.count(said) == 2
    with pytest.raises(Refused, match="损坏"):
        Package(content.replace(said, (100).to_bytes(4, "little"))).xml("part")


def test_archive_that_is_cut_off_is_refused() -> None:
    with pytest.raises(Refused, match="损坏"):
        Package(zipped(part=b"<a/>")[:-30])


def test_all_parts_together_are_bounded_for_a_reader_that_takes_all() -> None:
    noise = bytes(range(32, 60)) * (LARGEST_PART // 28 // 4)
    Package(zipped(**{"a.xml": b"<a/>", "b.png": noise})).require_bounds()
    with pytest.raises(Refused, match="太大"):
        Package(zipped(**{f"{name}.xml": noise for name in "abcde"})).require_bounds()
