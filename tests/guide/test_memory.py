from __future__ import annotations

from pathlib import Path

import pytest

from guide.memory import MADE_OF, is_remembered, remember


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in MADE_OF:
        file = tmp_path / name if Path(name).suffix else tmp_path / name / "file.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("甲", encoding="utf-8")
    return tmp_path


def test_nothing_is_remembered_at_first_then_what_was_found_true(project: Path) -> None:
    assert not is_remembered(project)
    remember(project)
    assert is_remembered(project)


@pytest.mark.parametrize("name", ["src/file.txt", "docs/guide.md", "docs/guide/file.txt", "tests/new.py"])
def test_any_change_is_a_reason_to_look_again(name: str, project: Path) -> None:
    remember(project)
    (project / name).write_text("乙", encoding="utf-8")
    assert not is_remembered(project)
