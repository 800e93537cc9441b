"""How the work is done, as variables of the environment say: by fork or by kernel, warm or cold, by how many, where."""

from __future__ import annotations

import os
import sys

from annual_report.engine.limits import positive
from annual_report.errors import InputError, Problem
from annual_report.wording import listed, suggestion

ENGINE_VARIABLE = "ANNUAL_REPORT_ENGINE"
WARM_VARIABLE = "ANNUAL_REPORT_WARM"
JOBS_VARIABLE = "ANNUAL_REPORT_JOBS"
SCHEDULER_VARIABLE = "ANNUAL_REPORT_SCHEDULER"

FORK, KERNEL = "fork", "kernel"
ENGINES = (FORK, KERNEL)

UNKNOWN_ENGINE = "没有「{name}」这种运行方式{suggestion}（可用：{known}）"


def can_fork() -> bool:
    """Whether this system can fork what has been imported."""
    return hasattr(os, "fork") and sys.platform == "linux"


def chosen_engine() -> str:
    """Return how notebooks are executed: as the variable says, else by fork where that can be had, else by a kernel.

    Raises InputError for an unknown way.
    """
    name = os.environ.get(ENGINE_VARIABLE) or (FORK if can_fork() else KERNEL)
    if name not in ENGINES:
        words = UNKNOWN_ENGINE.format(name=name, suggestion=suggestion(name, ENGINES), known=listed(ENGINES))
        raise InputError([Problem(words, found=name)])
    return name if hasattr(os, "fork") else KERNEL


def is_warm() -> bool:
    """Whether commands may share a warm process."""
    return can_fork() and os.environ.get(WARM_VARIABLE, "").strip().lower() not in ("0", "no", "false")


def jobs() -> int:
    """Return how many reports are worked on at once: as the variable says, else as many as there are cores.

    Raises InputError for anything but a whole number above 0.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return positive(JOBS_VARIABLE, cores, known_as="JOBS")


def scheduler() -> str:
    """Return the address of the cluster that does the work; empty where this machine does it."""
    return os.environ.get(SCHEDULER_VARIABLE, "").strip()
