"""What a report is made from is hashed whole: every file that decides how its prose is written and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report import paths
from annual_report.build.sources import signature_of, sources_of


def test_every_file_of_the_wording_is_a_template() -> None:
    for version in ("2019", "2021"):
        wording = [*paths.NARRATIVE.glob("*.yaml"), *(paths.NARRATIVE / version).iterdir()]
        assert {paths.stored_name(file) for file in wording} <= sources_of((), version)["templates"].keys()


@pytest.mark.parametrize("name", ["PHRASES", "SUBJECTS", "WORDS", "MEASURES", "SCOPES"])
def test_a_word_more_gives_another_signature(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signature_of(sources_of((), "2021"))
    file = tmp_path / getattr(paths, name).name
    file.write_bytes(getattr(paths, name).read_bytes() + b"# \n")
    monkeypatch.setattr(paths, name, file)
    assert signature_of(sources_of((), "2021")) != before
