"""Wait for what another process does, without looking at the clock."""

from __future__ import annotations

import time
from collections.abc import Callable

PAUSE = 0.05
# A minute of pauses: what has not happened by then never will.
MOST_PAUSES = 1200


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until something holds. Raises AssertionError where it never does."""
    for _ in range(MOST_PAUSES):
        if holds():
            return
        time.sleep(PAUSE)
    raise AssertionError(holds)
