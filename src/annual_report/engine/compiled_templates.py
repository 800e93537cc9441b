"""What templates were compiled to, kept for a process and the children that it forks.

Jinja compiles every template anew for every environment, and nbconvert makes an environment for every notebook. Without
this each page, table and exported notebook would be compiled by each child again; what is rendered would not differ: a
template is known by its text, so one that was edited is another one (tests/document/test_templates.py).
"""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Keeps what templates were compiled to in environments with the same options."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known of this text."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled of this text."""
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code
