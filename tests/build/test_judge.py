"""What is filed is read once and judged once, for `check` and for `report` alike."""

from __future__ import annotations

import builtins
import io
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from annual_report.build import judge, verbs
from annual_report.build.outcomes import Outcome, Request
from annual_report.engine.run import Run

FILED = {
    *("2024/applications.csv", "2024/disclosure.csv", "2024/review_litigation.csv"),
    *("2024/figures.csv", "2024/narrative.md", "luolong/agency.yaml"),
}
SOUND, WRONG, UNREADABLE = "（一）予以公开,0", "（一）予以公开,5", "（一）予以公开,5件"


@pytest.fixture
def asked(params: Path, tmp_path: Path) -> Request:
    """Ask for luolong 2024 of a copy of params/ that a test may spoil."""
    return Request("luolong", 2024, Run(params, tmp_path / "out", ("md",)))


def file(request: Request, figure: str) -> None:
    table = request.folder / "applications.csv"
    text = table.read_text(encoding="utf-8-sig")
    assert SOUND in text
    table.write_text(text.replace(SOUND, figure, 1), encoding="utf-8")


@contextmanager
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[Path]]:
    """Count how often this process opens a file to read it."""
    found: Counter[Path] = Counter()

    def counting(open_: Callable[..., Any], is_read: Callable[..., bool]) -> Callable[..., Any]:
        def called(name: Any, *how: Any, **more: Any) -> Any:
            if isinstance(name, str | Path) and is_read(*how, **more):
                found[Path(name)] += 1
            return open_(name, *how, **more)

        return called

    text = counting(io.open, lambda mode="r", *_, **__: "r" in mode)
    with monkeypatch.context() as patched:
        patched.setattr(io, "open", text)
        patched.setattr(builtins, "open", text)
        patched.setattr(os, "open", counting(os.open, lambda flags, *_, **__: not flags & (os.O_WRONLY | os.O_RDWR)))
        yield found


def of_inputs(found: Counter[Path], is_original: Callable[[Path], bool]) -> dict[str, int]:
    """Return how often each input was opened, by the end of its name."""
    named = {"/".join(path.parts[-2:]): count for path, count in found.items() if is_original(path)}
    return {name: count for name, count in named.items() if name in FILED}


@pytest.mark.parametrize(("figure", "code"), [(SOUND, 0), (WRONG, 1), (UNREADABLE, 2)])
def test_check_opens_each_input_once(asked: Request, monkeypatch: pytest.MonkeyPatch, figure: str, code: int) -> None:
    file(asked, figure)
    with opened(monkeypatch) as found:
        (outcome,) = verbs.check([asked])
    assert outcome.exit_code == code
    assert of_inputs(found, lambda path: True) == dict.fromkeys(FILED, 1)


@pytest.mark.parametrize(("figure", "code"), [(SOUND, 0), (WRONG, 1), (UNREADABLE, 2)])
def test_report_reads_each_input_once_from_a_copy_that_two_looks_made_sure_of(
    asked: Request, monkeypatch: pytest.MonkeyPatch, figure: str, code: int
) -> None:
    """Fingerprints and hashes are those of the bytes that were copied: nothing is opened for them."""
    file(asked, figure)
    with opened(monkeypatch) as found:
        outcome = verbs.report(asked)
    assert outcome.exit_code == code
    assert of_inputs(found, lambda path: path.is_relative_to(asked.params)) == dict.fromkeys(FILED, 2)
    # Of which place the agency is must be known before it is judged: that place's file is one of the sources.
    once = dict.fromkeys(FILED, 1) | {"luolong/agency.yaml": 2}
    assert of_inputs(found, lambda path: not path.is_relative_to(asked.params)) == once


def test_what_does_not_hold_is_explained_once_and_no_notebook_is_started(
    asked: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained, explain = [], judge.explain
    monkeypatch.setattr(judge, "explain", lambda findings: explained.append(findings) or explain(findings))
    monkeypatch.setattr("annual_report.engine.execute.execute", None)
    file(asked, WRONG)
    assert verbs.report(asked).exit_code == 1
    assert len(explained) == 1


def test_check_and_report_say_the_same(asked: Request) -> None:
    for figure, code in ((SOUND, 0), (WRONG, 1)):
        file(asked, figure)
        said: list[Outcome] = [*verbs.check([asked]), verbs.report(asked)]
        assert [each.exit_code for each in said] == [code, code]
        assert said[0].findings.as_dict() == said[1].findings.as_dict()
        assert (said[0].message, said[0].name, said[0].remarks) == (said[1].message, said[1].name, said[1].remarks)
