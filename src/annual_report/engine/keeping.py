"""What a child of the warm process keeps for the next: signed, so that nothing counts that anybody else has written."""

from __future__ import annotations

import hmac
import secrets

# Made when the warm process imports this, and known to its children alone.
_KEY = secrets.token_bytes(32)


def forget_key() -> None:
    """Have nothing in this process that could sign: from here on runs what others wrote."""
    global _KEY
    _KEY = secrets.token_bytes(32)


def signed(content: bytes) -> bytes:
    """Return a content with its signature before it."""
    return hmac.digest(_KEY, content, "sha256") + content


def checked(content: bytes) -> bytes:
    """Return what was signed here. Raises ValueError for anything else."""
    if not hmac.compare_digest(content, signed(content[32:])):
        raise ValueError(content[:32])
    return content[32:]
