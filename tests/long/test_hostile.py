"""Files made to take long, or much: the command refuses each with a sentence, within bounds, and writes nothing.

Run by name: pytest tests/long/test_hostile.py -n0 -s; it prints what each took.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import hostile
from published import invented, page_of

# Of a processor, the beginning of the command included; on a machine with nothing else to do, that is what it takes.
SECONDS, MEBIBYTES = 10, 1536
PATIENCE = 120


class Took(NamedTuple):
    """What a command said, and what it took of a processor and of memory."""

    code: int
    said: str
    seconds: float
    mebibytes: int


@pytest.mark.parametrize("name", [*hostile.HOSTILE, *hostile.STRANGE])
def test_hostile_file_is_refused_within_bounds(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    if name in hostile.STRANGE:
        hostile.STRANGE[name](file)
    else:
        file.write_bytes(hostile.HOSTILE[name]())
    took = imported(file, tmp_path / "params")
    print(f"\n{name:<32}{took.seconds:>6.1f} s{took.mebibytes:>6} MiB  {took.said}")
    assert took.code == 2
    assert re.search("[\u4e00-\u9fff]{4}", took.said)
    assert "Traceback" not in took.said
    assert not [*tmp_path.glob("params/**/*.*")]
    assert took.seconds < SECONDS
    assert took.mebibytes < MEBIBYTES


@pytest.mark.parametrize(
    "words", ["1.属于国家秘密", "<p>（一）予以公开 0 0 0 0 0 0 0</p>", "<p>五、存在的问题</p>", "-", " 　"]
)
def test_report_with_words_without_end_behind_it_is_read_within_bounds(words: str, tmp_path: Path) -> None:
    file = tmp_path / "年报.html"
    file.write_text(page_of(invented("2021", 1)) + "<p>" + words * (400_000 // len(words)) + "末", encoding="utf-8")
    took = imported(file, tmp_path / "params")
    assert took.code in (0, 1, 2)
    assert took.seconds < SECONDS
    assert took.mebibytes < MEBIBYTES


def imported(file: Path, params: Path) -> Took:
    """Import a file as a person does."""
    command = [sys.executable, "-m", "annual_report", "import", f"--file={file}", "--agency=a", "--name=某局"]
    log = file.with_name("said")
    with log.open("w") as said:
        process = subprocess.Popen([*command, "--year=2024", f"--params={params}"], stdout=said, stderr=said)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    return Took(process.returncode, " ".join(log.read_text().split()), seconds, usage.ru_maxrss // 1024)
