"""What was judged before is taken from nobody but who judged it: a forged verdict lets no report pass."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from annual_report import paths
from annual_report.build import judge, verbs
from annual_report.build.outcomes import Request
from annual_report.engine import signature
from annual_report.engine.run import Run
from annual_report.filing.report import Report
from annual_report.rules.memory.verdicts import Verdict, collect_verdicts, remember_verdicts, take_over
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
def kept(tmp_path: Path) -> Path:
    """A file in which a child of a warm process keeps what it judges."""
    return tmp_path / "a.verdicts"


def test_what_was_kept_here_is_recalled(kept: Path) -> None:
    with remember_verdicts(kept) as first:
        first.add(0, "key", Verdict((1,), (2,), (1, 2, 3)))
    with remember_verdicts(kept) as second:
        assert second.recall("key") == Verdict((1,), (2,), (1, 2, 3))
        assert second.recall("other") is None


def test_what_others_wrote_is_not(kept: Path, forged: dict[str, Verdict]) -> None:
    with remember_verdicts(kept) as said:
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
        with remember_verdicts(kept) as said:
            assert said.known == {}
    kept.write_bytes(signed)
    with remember_verdicts(kept) as said:
        assert said.known == forged


def test_process_that_runs_a_notebook_cannot_sign(
    kept: Path, forged: dict[str, Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signature, "_KEY", signature._KEY)
    signature.forget_key()
    with remember_verdicts(kept) as said:
        said.now[0].update(forged)
    monkeypatch.undo()
    with remember_verdicts(kept) as said:
        assert said.known == {}


@pytest.fixture
def hand_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, Verdict]], None]:
    """Name verdicts to whoever reads what a build hands to its notebook."""

    def hand(verdicts: Mapping[str, Verdict]) -> None:
        (tmp_path / "handed.json").write_text(json.dumps({"verdicts": verdicts}))
        monkeypatch.setenv(paths.HANDED_VARIABLE, str(tmp_path / "handed.json"))

    return hand


def test_notebook_takes_over_what_the_build_has_judged(
    hand_over: Callable[[Mapping[str, Verdict]], None], spoiled: Report, forged: dict[str, Verdict]
) -> None:
    assert take_over() == {}
    assert validate(spoiled).failed("critical")
    hand_over(forged)
    assert take_over() == forged
    assert not validate(spoiled).failed("critical")


def test_environment_names_no_verdicts_to_the_build(
    params: Path, tmp_path: Path, hand_over: Callable[[Mapping[str, Verdict]], None]
) -> None:
    table = params / "luolong/2024/applications.csv"
    table.write_text(table.read_text(encoding="utf-8-sig").replace("（一）予以公开,0", "（一）予以公开,5", 1))
    request = Request("luolong", 2024, Run(params, tmp_path / "out"))
    (said,) = judge.verdicts_for([request])
    hand_over({key: each._replace(failed=()) for key, each in said.items()})
    assert [outcome.exit_code for outcome in verbs.check([request])] == [1]
    with collect_verdicts() as nothing:
        assert nothing.known == {}
