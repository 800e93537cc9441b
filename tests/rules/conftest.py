"""What these tests share: places of their own, and reports of an agency that chose one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report import paths

Place = Callable[[str], Path]


@pytest.fixture
def place(tmp_path: Path, params: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Write what 某市 asks into a copy of expectations/, and let yunze be there."""
    folder = Path(shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations"))
    monkeypatch.setenv(paths.EXPECTATIONS_VARIABLE, str(folder))
    master = params / "yunze/agency.yaml"
    master.write_text(master.read_text(encoding="utf-8") + "profile: moushi\n", encoding="utf-8")

    def write(text: str) -> Path:
        file = folder / "profiles/moushi.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write
