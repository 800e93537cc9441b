"""What units are ranked by is a file, held against the forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.district.overview import measures
from annual_report.errors import RuleError


def test_a_measure_is_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "  licences: {title: 行政许可, part: [disclosure.licences.decisions], meaning: 件}\n"
    file = tmp_path / "district.yaml"
    file.write_text(measures.FILE.read_text(encoding="utf-8") + more, encoding="utf-8")
    monkeypatch.setattr(measures, "FILE", file)
    assert [*measures.measures()] == ["received", "granted", "corrected", "licences"]
    file.write_text(more.replace("licences.decisions", "licences").join(["ranking:\n", ""]), encoding="utf-8")
    with pytest.raises(RuleError, match=r"「disclosure\.licences」在哪一版官方格式里都没有数字"):
        measures.measures()
