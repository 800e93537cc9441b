"""What people may choose of how the work is done: by fork or by kernel, warm or cold, by how many at once."""

from __future__ import annotations

import os
import sys

from annual_report.engine.limits import whole_number
from annual_report.errors import InputError, Problem
from annual_report.wording import join_words, suggestion

WARM_VARIABLE = "ANNUAL_REPORT_WARM"
# What reproducible builds agree on: seconds since 1970.
EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"

FORK, KERNEL = "fork", "kernel"
ENGINES = (FORK, KERNEL)

UNKNOWN_ENGINE = "没有「{name}」这种运行方式{suggestion}（可用：{known}）"


def can_fork() -> bool:
    """Whether this system can fork what has been imported."""
    return hasattr(os, "fork") and sys.platform == "linux"


def engine_of(name: str = "") -> str:
    """Return how notebooks are executed: as was chosen, else by fork where that can be had, else by a kernel.

    Raises InputError for an unknown way.
    """
    name = name or (FORK if can_fork() else KERNEL)
    if name not in ENGINES:
        words = UNKNOWN_ENGINE.format(name=name, suggestion=suggestion(name, ENGINES), known=join_words(ENGINES))
        raise InputError([Problem(words, found=name)])
    return name if hasattr(os, "fork") else KERNEL


def is_warm(choice: str = "") -> bool:
    """Whether commands may share a warm process: as was chosen, else as the variable says."""
    choice = choice or os.environ.get(WARM_VARIABLE, "")
    return can_fork() and choice.strip().lower() not in ("0", "no", "false")


def epoch() -> str:
    """Return the moment from which documents take their dates, as it was set; empty where nobody set one."""
    return os.environ.get(EPOCH_VARIABLE, "")


def jobs_of(number: str = "") -> int:
    """Return how many reports are worked on at once: as was chosen, else as many as there are cores.

    Raises InputError for anything but a whole number above 0.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return whole_number(number, "JOBS") if number else cores
