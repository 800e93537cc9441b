"""What is hashed is what was read: a report is made from a private copy of its inputs, which nobody else can change."""

from __future__ import annotations

import json
import shutil
import stat
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import nbformat
import pytest

from annual_report import paths
from annual_report.build import snapshot as module
from annual_report.build import verbs
from annual_report.build.outcomes import Request
from annual_report.build.snapshot import snapshot
from annual_report.engine import fingerprints
from annual_report.engine.run import Run
from annual_report.errors import InputError
from annual_report.filing import inputs
from annual_report.filing.inputs import Filing, filing_of

NEW = "# 一、总体情况\n\n乙。\n"


@pytest.fixture
def request_(params: Path, tmp_path: Path) -> Request:
    """Ask for luolong 2024 of a copy of params/ that a test may spoil."""
    return Request("luolong", 2024, Run(params, tmp_path / "out", ("md",)))


def working_with(request: Request, **places: Path) -> Request:
    """Return a request that has a notebook, or rules, of its own."""
    return replace(request, run=replace(request.run, places=replace(request.run.places, **places)))


def save(request: Request, text: str) -> None:
    (request.folder / paths.NARRATIVE_FILE).write_text(text, encoding="utf-8")


def text_of(request: Request) -> str:
    return (request.folder / paths.NARRATIVE_FILE).read_text(encoding="utf-8")


def test_copy_is_private_and_stays_as_it_was(request_: Request) -> None:
    before = text_of(request_)
    with snapshot(request_) as (copy, _, _):
        save(request_, NEW)
        assert stat.S_IMODE(copy.params.stat().st_mode) == 0o700
        assert text_of(copy) == before
    assert not copy.params.exists()


def test_figures_of_last_year_are_copied_and_hashed(params: Path, tmp_path: Path) -> None:
    file, request = params / "yunze/2023" / paths.FIGURES_FILE, Request("yunze", 2024, Run(params, tmp_path, ("md",)))
    with snapshot(request) as before:
        copied = before.request.params / "yunze/2023" / paths.FIGURES_FILE
        assert before.hashes()["yunze/2023/figures.csv"] == sha256(copied.read_bytes()).hexdigest()
    file.write_text(file.read_text(encoding="utf-8").replace("118000", "119000"), encoding="utf-8")
    with snapshot(request) as after:
        assert after.fingerprint != before.fingerprint


def test_copy_goes_by_the_name_of_what_was_copied(request_: Request) -> None:
    with snapshot(request_) as (copy, _, _):
        assert paths.shown_name(copy.folder / "x.csv") == paths.shown_name(request_.folder / "x.csv")
        assert copy.fingerprint() == request_.fingerprint()
    with snapshot(Request("yunze", 2024, Run(paths.PARAMS, request_.out))) as (copy, _, _):
        assert paths.shown_name(copy.folder) == "params/yunze/2024"


def test_copy_of_a_copy_goes_by_the_first_name(request_: Request, tmp_path: Path) -> None:
    """What a URL names is brought here before it is copied."""
    with paths.standing_for(request_.params, "memory://params"), snapshot(request_) as (copy, _, _):
        assert paths.shown_name(copy.folder) == "memory://params/luolong/2024"


def test_file_that_is_being_written_is_read_again(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    half, whole = "# 一、总", text_of(request_)
    save(request_, half)
    looks = []

    def looked(folder: Path) -> Filing:
        found = filing_of(folder)
        looks.append(found)
        save(request_, whole if len(looks) == 1 else text_of(request_))
        return found

    monkeypatch.setattr(module, "filing_of", looked)
    with snapshot(request_) as (copy, _, _):
        assert text_of(copy) == whole
    assert len(looks) == 3


def test_files_that_never_rest_are_said_to_change(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    def looked(folder: Path) -> Filing:
        save(request_, text_of(request_) + "。")
        return filing_of(folder)

    monkeypatch.setattr(module, "filing_of", looked)
    outcome = verbs.report(request_)
    assert (outcome.exit_code, "一直在变" in outcome.message) == (2, True)
    assert [file.name for file in outcome.files] == ["findings.html", "findings.json", "findings.xlsx"]


def test_text_saved_while_the_notebook_runs_is_in_nothing(
    request_: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither text nor figures of the moment after: page, manifest and fingerprint speak of what was read."""
    before, fingerprint = text_of(request_), request_.fingerprint()
    notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
    file = request_.folder / paths.NARRATIVE_FILE
    notebook.cells[2].source += f"\nfrom pathlib import Path\nPath({str(file)!r}).write_text({NEW!r})"
    nbformat.write(notebook, tmp_path / "own.ipynb")
    outcome = verbs.report(working_with(request_, notebook=tmp_path / "own.ipynb"))
    assert (outcome.exit_code, text_of(request_)) == (0, NEW)
    assert "乙。" not in (request_.place / "report.md").read_text(encoding="utf-8")
    manifest = json.loads((request_.place / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"]["luolong/2024/narrative.md"] == sha256(before.encode()).hexdigest()
    assert outcome.inputs == fingerprint != request_.fingerprint()


def test_rules_edited_while_the_notebook_runs_are_not_taken_for_those_that_judged(
    request_: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suites = shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations")
    notebook = nbformat.read(paths.NOTEBOOK, as_version=4)
    suite = str(suites / "common/claims.json")
    notebook.cells[-1].source += f"\nwith open({suite!r}, 'a') as file:\n    file.write(' ')"
    nbformat.write(notebook, tmp_path / "own.ipynb")
    own = working_with(request_, notebook=tmp_path / "own.ipynb", expectations=suites)
    state = fingerprints.toolkit_state(own.run.places)
    outcome = verbs.report(own)
    assert (outcome.exit_code, "在生成期间变了" in outcome.message) == (3, True)
    assert [file.name for file in outcome.files] == ["findings.html", "findings.json", "findings.xlsx"]
    assert fingerprints.toolkit_state(own.run.places) != state


def test_what_lies_beside_the_inputs_is_never_opened(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    (request_.folder / "扫描件.pdf").write_bytes(b"%PDF")
    (request_.folder / ".hidden.csv").write_bytes(b"x")
    (request_.folder / "附件").mkdir()
    read = []
    monkeypatch.setattr(
        inputs, "open_input", lambda path, really=inputs.open_input: read.append(path.name) or really(path)
    )
    with snapshot(request_) as (copy, _, _):
        assert (copy.folder / "扫描件.pdf").stat().st_size == 0
        assert (copy.folder / "附件").is_dir()
        assert not (copy.folder / ".hidden.csv").exists()
    names = {"applications.csv", "disclosure.csv", "review_litigation.csv", "figures.csv", "narrative.md"}
    assert set(read) == names | {"agency.yaml"}


def test_unreadable_file_is_named(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a file may be opened differs from system to system; root may open any."""

    def closed(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(inputs, "open_input", closed)
    with pytest.raises(InputError, match=r"narrative\.md  文件打不开"), snapshot(request_):
        pass
