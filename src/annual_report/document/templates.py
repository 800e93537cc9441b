"""Environments for the templates of the look; a text is compiled once for a process and its children."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import CodeType

from jinja2 import BaseLoader, BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Keeps what templates were compiled to in environments with the same options; a changed text is another one."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known of this text."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled of this text."""
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = Compiled()


@lru_cache(maxsize=16)
def environment(*folders: Path) -> Environment:
    """Return the environment for the pages and parts of documents in some folders.

    It escapes what is filled in, and is strict about names. A template is to be got from it anew each time: that
    looks whether the file has changed.
    """
    loader: BaseLoader = FileSystemLoader(folders)
    return Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        bytecode_cache=_COMPILED,
    )
