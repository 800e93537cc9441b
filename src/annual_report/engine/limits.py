"""What one report may take of time and memory, and what to say where it took more."""

from __future__ import annotations

import contextlib
import os
import signal as signals
from dataclasses import dataclass

from annual_report.errors import InputError, Problem
from annual_report.wording import excerpt

TIME_VARIABLE, MEMORY_VARIABLE = "ANNUAL_REPORT_SECONDS", "ANNUAL_REPORT_MEBIBYTES"

# What a report may take: seconds, and memory beyond what its process has from the start.
SECONDS, MEBIBYTES = 300, 2048
MOST_DIGITS = 9

WRONG_LIMIT = "{name}={value} 应是正整数"
LARGE_LIMIT = "{name}={value} 太大：不超过 {digits} 位"
TIMED_OUT = "运行超过 {seconds} 秒，已终止：请检查笔记本里有没有停不下来的步骤（时限可用 {variable} 调整）"
KILLED = "运行报告的进程被系统终止（{signal}）：多半是内存不够，请减少同时生成的报告数（JOBS）后重试"
ENDED = "运行报告的进程中途结束了（{signal}）：请重试；每次都这样的话，请把这句话告诉维护人员"
LEFT = "笔记本里的程序自行退出（退出码 {code}），没有写完报告：请去掉退出语句"
OUT_OF_MEMORY = "运行报告用的内存超过上限（{mebibytes} MiB）：请检查笔记本里占内存的步骤（上限可用 {variable} 调整）"


@dataclass(frozen=True)
class Limits:
    """What one report may take."""

    seconds: int
    mebibytes: int

    @classmethod
    def chosen(cls) -> Limits:
        """Return the limits that the environment sets. Raises InputError for one that is no number."""
        return cls(positive(TIME_VARIABLE, SECONDS), positive(MEMORY_VARIABLE, MEBIBYTES))

    @property
    def too_slow(self) -> str:
        """What to say of a report that took too long."""
        return TIMED_OUT.format(seconds=self.seconds, variable=TIME_VARIABLE)

    @property
    def too_large(self) -> str:
        """What to say of a report that took too much memory."""
        return OUT_OF_MEMORY.format(mebibytes=self.mebibytes, variable=MEMORY_VARIABLE)

    def lost(self, signal: int, code: int) -> str:
        """Return what to say of a process that ended by a signal (0 where by none) or with an exit code, unasked."""
        if signal == signals.SIGALRM:
            return self.too_slow
        if signal:
            words = KILLED if signal == signals.SIGKILL else ENDED
            return words.format(signal=signals.Signals(signal).name)
        return LEFT.format(code=code)


def positive(variable: str, otherwise: int) -> int:
    """Return the whole number that a variable of the environment holds. Raises InputError as `whole_number` does."""
    return whole_number(os.environ.get(variable) or str(otherwise), variable)


def whole_number(value: str, name: str) -> int:
    """Read a number that people set by a name. Raises InputError for anything but a whole number above 0."""
    is_large = value.isdecimal() and len(value) > MOST_DIGITS
    if is_large or not value.isdecimal() or not int(value):
        message = LARGE_LIMIT if is_large else WRONG_LIMIT
        message = message.format(name=name, value=excerpt(value), digits=MOST_DIGITS)
        raise InputError([Problem(message, found=value)])
    return int(value)


def limit_memory(mebibytes: int) -> None:
    """Bound what this process may map beyond what it has mapped already, where the system can do that."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + mebibytes * 2**20
        bounds = resource.getrlimit(resource.RLIMIT_AS)
        lower = [bound for bound in bounds if bound != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min([most, *lower]), bounds[1]))
