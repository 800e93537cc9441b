"""Exchange two folders in one step, or move a file without replacing anything, where the system can do so."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

# linux/fcntl.h and linux/fs.h
AT_FDCWD = -100
RENAME_NOREPLACE, RENAME_EXCHANGE = 1, 2

# How a kernel or a file system says that it cannot do what was asked for.
UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def exchange(one: Path, other: Path) -> None:
    """Exchange what two names stand for: whoever looks finds the one or the other. Raises OSError where it cannot."""
    _rename(one, other, RENAME_EXCHANGE)


def move_new(one: Path, other: Path) -> None:
    """Give something a name that nothing has. Raises FileExistsError where something has it."""
    try:
        _rename(one, other, RENAME_NOREPLACE)
    except OSError as error:
        if error.errno not in UNKNOWN:
            raise
        if os.path.lexists(other):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(other)) from error
        one.rename(other)


def _rename(one: Path, other: Path, flag: int) -> None:
    # Whoever watches a process sees this as any other renaming.
    sys.audit("os.rename", os.fspath(one), os.fspath(other), -1, -1)
    function = _renameat2()
    if function is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one))
    if function(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), flag):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))


@cache
def _renameat2() -> Any:
    """Return the function of the C library; None where it has none."""
    if sys.platform != "linux":
        return None
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is not None:
        function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return function
