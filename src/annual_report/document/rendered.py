"""What a cell of the notebook shows: the same thing in every format an exporter may want."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Rendered:
    """HTML, Markdown and plain text of one output, and its data under a MIME type of its own where there is any."""

    html: str
    markdown: str
    plain: str
    data: Mapping[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.as_bundle()

    def as_bundle(self) -> dict[str, Any]:
        """Return the output in all its ways, as the notebook stores it."""
        # A round trip through JSON makes sure that the bundle holds plain data only.
        data = json.loads(json.dumps(self.data))
        return {**data, "text/html": self.html, "text/markdown": self.markdown, "text/plain": self.plain}
