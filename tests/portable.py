"""Run a command as on a system without what only Unix has: fork, its signals, its modules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TAKEN_AWAY = """
import os, signal, socket, sys
import asyncio, multiprocessing.connection, selectors, socketserver, subprocess, tempfile  # what they use is kept
for name in ("fork", "forkpty", "setsid", "killpg", "sched_getaffinity", "mkfifo"):
    vars(os).pop(name, None)
for name in ("SIGALRM", "SIGHUP", "SIGQUIT", "SIGCHLD", "SIGKILL", "SIGXCPU", "alarm", "setitimer", "pthread_sigmask"):
    vars(signal).pop(name, None)
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
from annual_report.__main__ import main
sys.exit(main())
"""


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Return what a command printed, and how it ended."""
    command = [sys.executable, "-c", TAKEN_AWAY, *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
