"""What a warm process takes over from whoever starts it: as little as possible, since it will serve others."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from annual_report import paths

# What decides where Python and its libraries are found, and how the names of files are read.
KEPT = ("HOME", "LANG", "LC_", "LD_", "PYTHON", "VIRTUAL_ENV")

# The file systems a process sees; containers may share the folder of sockets, but not what else lies there.
MOUNTS = Path("/proc/self/ns/mnt")


def environment() -> dict[str, str]:
    """Return the environment of a warm process: no folder for temporary files, no setting of the one who starts it."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
    # The same package as here, and nothing from the folder somebody happens to stand in.
    places = os.pathsep.join(filter(None, (str(paths.PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    project = {paths.PROJECT_VARIABLE: str(paths.PROJECT)}
    return {**kept, **project, "PATH": os.defpath, "PYTHONPATH": places, "PYTHONSAFEPATH": "1"}


def inherited_limits() -> tuple[object, ...]:
    """Return what a process inherits and cannot shake off: another one must not be served with it.

    Limits, priority, processors, groups, and what it sees of the file systems.
    """
    import resource

    limits = [resource.getrlimit(getattr(resource, each)) for each in sorted(dir(resource)) if each[:7] == "RLIMIT_"]
    mounts = ""
    with suppress(OSError):
        mounts = os.readlink(MOUNTS)  # noqa: PTH115  (names no file)
    groups = (os.getegid(), *sorted(os.getgroups()))
    processors = sorted(os.sched_getaffinity(0))
    return limits, os.getpriority(os.PRIO_PROCESS, 0), processors, groups, mounts, os.stat("/").st_ino  # noqa: PTH116


def heed_signals() -> None:
    """Take every signal as a new process does: whoever started this one may have ignored or held back some."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGALRM, signal.SIGCHLD):
        signal.signal(each, signal.SIG_DFL)


def imported_files() -> Mapping[str, object]:
    """Return the files this process has imported, each with its state: of packages as of our own code."""
    files = {file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))}
    return {file: state for file in files if (state := _state(file))}


def is_stale(files: Mapping[str, object]) -> bool:
    """Whether any file is not what it was when it was imported."""
    return any(_state(file) != state for file, state in files.items())


def _state(file: str) -> tuple[int, int] | None:
    with suppress(OSError):
        found = os.stat(file)  # noqa: PTH116  (thousands of times)
        return found.st_size, found.st_mtime_ns
    return None
