"""A file that was cut off on its way, or of which some bytes are others."""

from __future__ import annotations

from import_damage.changing import Chance


def spoil_bytes(content: bytes, chance: Chance) -> bytes:
    """Return a file that was cut off, or in which some bytes are others."""
    if chance.random() < 0.5:
        return content[: chance.randrange(len(content))]
    changed = bytearray(content)
    for _ in range(chance.choice((1, 5, 50))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
