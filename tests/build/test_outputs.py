"""One table of outputs: everything that names a file or a format reads it, and nothing comes out that is not in it."""

from __future__ import annotations
