"""What was judged before is taken from nobody but who judged it: a forged verdict lets no report pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.build import judge, verbs
from annual_report.build.outcomes import Request
from annual_report.engine import keeping
from annual_report.filing.report import Report
from annual_report.rules.memory.verdicts import Verdict, collected, handed_over, remembered, taken_over
from annual_report.rules.validation import verdicts_on
from annual_report.steps.validate import validate
from breaking import broken

SPOILED = {"set": {"applications.granted.natural_person": 1}}


@pytest.fixture(scope="module")
def spoiled() -> Report:
    return broken(SPOILED)


@pytest.fixture(scope="module")
def forged(spoiled: Report) -> dict[str, Verdict]:
    """Verdicts by which everything in the spoiled report holds."""
    (said,) = verdicts_on([spoiled])
    assert any(each.failed for each in said.values())
    return {key: each._replace(failed=()) for key, each in said.items()}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which this process keeps what it judges, as a child of a warm process does."""
    monkeypatch.setattr(keeping, "_KEPT_IN", tmp_path / "a.verdicts")
    return tmp_path / "a.verdicts"


def test_what_was_kept_here_is_recalled(kept: Path) -> None:
    with remembered() as first:
        first.add(0, "key", Verdict((1,), (2,), (1, 2, 3)))
    with remembered() as second:
        assert second.recall("key") == Verdict((1,), (2,), (1, 2, 3))
        assert second.recall("other") is None
    assert keeping.kept_in()


def test_what_others_wrote_is_not(kept: Path, forged: dict[str, Verdict]) -> None:
    with remembered() as said:
        said.now[0].update(forged)
    signed = kept.read_bytes()
    for content in (
        json.dumps(forged).encode(),
        bytes(32) + json.dumps(forged).encode(),
        signed[:32] + json.dumps(dict.fromkeys(forged, Verdict())).encode(),
        signed[:-1],
        b"",
    ):
        kept.write_bytes(content)
        with remembered() as said:
            assert said.known == {}
    kept.write_bytes(signed)
    with remembered() as said:
        assert said.known == forged


def test_process_that_runs_a_notebook_cannot_sign(
    kept: Path, forged: dict[str, Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_KEY", keeping._KEY)
    with remembered() as said:
        said.now[0].update(forged)
    keeping.forget_key()
    assert not keeping.kept_in()
    monkeypatch.setattr(keeping, "_KEPT_IN", kept)
    with remembered() as said:
        assert said.known == {}


def test_notebook_takes_over_what_the_build_has_judged(
    tmp_path: Path, spoiled: Report, forged: dict[str, Verdict]
) -> None:
    with handed_over(forged, tmp_path):
        assert taken_over() == forged
        assert not validate(spoiled).failed("critical")
    assert taken_over() == {}
    assert validate(spoiled).failed("critical")


def test_environment_names_no_verdicts_to_the_build(
    params: Path, tmp_path: Path, spoiled: Report, forged: dict[str, Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = params / "luolong/2024/applications.csv"
    table.write_text(table.read_text(encoding="utf-8-sig").replace("（一）予以公开,0", "（一）予以公开,5", 1))
    request = Request("luolong", 2024, params, tmp_path / "out")
    (said,) = judge.judge([request])
    file = tmp_path / "forged.json"
    file.write_text(json.dumps({key: each._replace(failed=()) for key, each in said.items()}))
    monkeypatch.setenv(paths.VERDICTS_VARIABLE, str(file))
    assert [outcome.exit_code for outcome in verbs.check([request])] == [1]
    with collected() as nothing:
        assert nothing.known == {}
