"""An input is a file under its own name: links, pipes, devices and folders are refused by name, at once."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annual_report.__main__ import main
from annual_report.build import verbs
from annual_report.build.outcomes import Request
from annual_report.build.snapshot import snapshot
from annual_report.build.verify import TABLES, WORDS
from annual_report.engine.run import Run
from annual_report.errors import InputError
from annual_report.filing.inputs import input_files
from annual_report.steps.ingest import ingest

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")

LINK, NO_FILE = "这是符号链接，不读", "这不是文件"
INPUTS = (
    *("2024/applications.csv", "2024/figures.csv", "2024/narrative.md", "2024/waivers.yaml", "agency.yaml"),
    *("2023/review_litigation.csv", "2023/narrative.md"),
)


def linked(path: Path) -> None:
    """Move the file aside, in PARAMS, and link to it."""
    aside = path.with_name(f"{path.name}.old")
    path.rename(aside) if path.exists() else aside.touch()
    path.symlink_to(aside)


def nowhere(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("nowhere")


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def listener(path: Path) -> None:
    path.unlink(missing_ok=True)
    here = Path.cwd()
    os.chdir(path.parent)  # the names of sockets are short
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


WAYS = [(linked, LINK), (nowhere, LINK), (pipe, NO_FILE), (listener, NO_FILE), (folder, NO_FILE)]


@pytest.fixture
def agency(params: Path) -> Path:
    """The folder of yunze in a copy of params/."""
    return params / "yunze"


def problems(agency: Path) -> Iterator[str]:
    """Yield what is said of the folder as it lies there, and of the private copy a report is made from."""
    with snapshot(Request("yunze", 2024, Run(agency.parent, agency))) as (copy, _, _):
        for params in (agency.parent, copy.params):
            with pytest.raises(InputError) as refused:
                ingest("yunze", 2024, params)
            yield str(refused.value)


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize(("make", "words"), WAYS)
def test_what_is_no_file_is_refused_by_name(agency: Path, make: Callable[[Path], None], words: str, name: str) -> None:
    make(agency / name)
    here, copied = problems(agency)
    assert here == copied
    assert here.startswith(f"yunze/{name.removeprefix('../')}  {words}")


def test_device_is_refused(agency: Path) -> None:
    """A link to one is refused as a link; a device itself could only be made by root."""
    (agency / "2024/narrative.md").unlink()
    (agency / "2024/narrative.md").symlink_to("/dev/zero")
    assert all(LINK in words for words in problems(agency))


def test_pipe_is_told_apart_without_waiting(agency: Path) -> None:
    request = Request("yunze", 2024, Run(agency.parent, agency))
    before = request.fingerprint()
    pipe(agency / "2024/applications.csv")
    assert request.fingerprint() != before


@pytest.mark.parametrize("verb", ["check", "verify"])
def test_every_command_ends_in_two(agency: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    pipe(agency / "2024/applications.csv")
    place = tmp_path / "out/yunze/2024"
    place.mkdir(parents=True)
    words = dict.fromkeys((*WORDS, "year"), "") | {"year": 2024}
    (place / "manifest.json").write_text(json.dumps(words | {part: {} for part in TABLES}))
    options = ["--agency", "yunze", "--year", "2024", "--params", str(agency.parent), "--out", str(tmp_path / "out")]
    code = main([verb, *options])
    assert (code, "applications.csv" in capsys.readouterr().out) == (2, True)


def test_new_does_not_write_through_a_link(params: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (params / "linked").symlink_to(outside)
    options = ["--agency", "linked", "--year", "2024", "--name", "甲局", "--params", str(params)]
    assert main(["new", *options]) == 2
    (params / "half").mkdir()
    (params / "half/agency.yaml").symlink_to(outside / "agency.yaml")
    assert main(["new", *["half" if option == "linked" else option for option in options]]) == 2
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", ["luolong", "luolong/2024", "luolong/2023"])
def test_folder_that_leads_out_of_params_is_refused(params: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    (params / name).rename(outside) if (params / name).exists() else outside.mkdir()
    (params / name).symlink_to(outside)
    with pytest.raises(InputError, match=f"{name} 是通到 .* 以外的链接"):
        ingest("luolong", 2024, params)
    request = Request("luolong", 2024, Run(params, tmp_path / "out"))
    assert [outcome.exit_code for outcome in verbs.check([request])] == [2]
    before = request.fingerprint()
    (tmp_path / "outside/applications.csv").write_text("never looked at")
    assert request.fingerprint() == before


def test_folder_that_links_to_itself_is_no_year(params: Path) -> None:
    (params / "luolong/2023").symlink_to("2023")
    assert ingest("luolong", 2024, params).previous is None


def test_params_itself_may_be_a_link_and_a_folder_may_link_inside(params: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(params)
    (params / "also").symlink_to("luolong")
    assert ingest("also", 2024, tmp_path / "link").agency.name == ingest("luolong", 2024, params).agency.name


def test_inputs_of_a_year_are_its_own_the_master_data_and_those_of_last_year(tmp_path: Path) -> None:
    tables = ["disclosure.csv", "applications.csv", "review_litigation.csv"]
    names = [path.relative_to(tmp_path).as_posix() for path in input_files(tmp_path / "2021")]
    own = [*tables, "figures.csv", "narrative.md", "waivers.yaml", "additions.ipynb", "register.csv", "cases.csv"]
    before = [*tables, "figures.csv", "narrative.md", "register.csv"]
    assert names == [*(f"2021/{each}" for each in own), "agency.yaml", *(f"2020/{each}" for each in before)]
