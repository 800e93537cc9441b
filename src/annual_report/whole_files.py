"""Write a file as a whole: whoever reads it finds the old one or the new one, never a half."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file beside its place and put it there when it is complete.

    What UTF-8 does not know, a broken byte of a name, is written out.
    """
    whole = content.encode(errors="backslashreplace") if isinstance(content, str) else content
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        partial.write_bytes(whole)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
