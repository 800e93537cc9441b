"""What a picture shows, in words, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annual_report.document.svg import title_of, words_of

SVG = "image/svg+xml"
UNSAID = "图片，没有文字说明"


def description_of(output: Mapping[str, Any]) -> str:
    """Return what the maker of a picture says of it, else its title or the words it is drawn with; "" for nothing."""
    said = output.get("metadata", {})
    of_kind = [each["alt"] for each in said.values() if isinstance(each, Mapping) and each.get("alt")]
    drawn = output.get("data", {}).get(SVG, "")
    return " ".join(str(said.get("alt") or next(iter(of_kind), "") or _said_in(drawn)).split())


def alt(output: Mapping[str, Any]) -> str:
    """Return what stands in the place of a picture that is not seen, never nothing."""
    return description_of(output) or UNSAID


def _said_in(svg: str | list[str]) -> str:
    data = (svg if isinstance(svg, str) else "".join(svg)).encode()
    return title_of(data) or "，".join(words_of(data))
