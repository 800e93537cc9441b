"""The zip that the page saves is read like a workbook: the files of one report, each with its place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.filled.folder import fill_in
from annual_report.filing.imports.filled.saved_files import SavedFiles, open_saved
from annual_report.filing.imports.importing import Wanted

FOLDER = "yunze/2024"


@pytest.fixture
def files(params: Path) -> dict[str, bytes]:
    return {f"{FOLDER}/{file.name}": file.read_bytes() for file in (params / FOLDER).iterdir()}


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def opened(files: dict[str, bytes]) -> SavedFiles:
    found = open_saved(zipped(files))
    assert found
    return found


def wanted(params: Path, agency: str = "", year: int | None = None) -> Wanted:
    return Wanted(Path("yunze-2024.zip"), agency, year, "云泽市人民政府", params)


def test_what_was_saved_becomes_the_folder(files: dict[str, bytes], tmp_path: Path) -> None:
    done = fill_in(wanted(tmp_path / "new"), opened(files))
    assert (done.exit_code, done.open) == (0, 0)
    written = {f"{FOLDER}/{file.name}": file.read_bytes() for file in done.folder.iterdir()}
    assert {name: content.removeprefix(b"\xef\xbb\xbf") for name, content in written.items()} == files


def test_what_is_filed_otherwise_is_told_with_both_places(files: dict[str, bytes], params: Path) -> None:
    files[f"{FOLDER}/applications.csv"] = files[f"{FOLDER}/applications.csv"].replace(b",2902,", b",2903,")
    done = fill_in(wanted(params), opened(files))
    (other,) = done.differences
    assert (other.here, other.there, other.place, done.written) == ("2902", "2903", "applications.csv 第2行B列", ())


def test_a_figure_that_cannot_be_read_is_refused_at_its_place(files: dict[str, bytes], params: Path) -> None:
    files[f"{FOLDER}/applications.csv"] = files[f"{FOLDER}/applications.csv"].replace(b",2902,", "2902件,".encode())
    with pytest.raises(InputError, match=r"^applications\.csv:2:"):
        fill_in(wanted(params), opened(files))


def test_a_file_that_the_page_could_not_read_stays_as_it_is(files: dict[str, bytes], params: Path) -> None:
    del files[f"{FOLDER}/applications.csv"], files[f"{FOLDER}/narrative.md"]
    done = fill_in(wanted(params), opened(files))
    assert (done.written, done.differences) == ((), ())


def test_folders_may_be_gone_from_it(files: dict[str, bytes], tmp_path: Path) -> None:
    saved = opened({Path(name).name: content for name, content in files.items()})
    assert (saved.agency, saved.year) == ("", 0)
    with pytest.raises(InputError, match="请写 AGENCY"):
        fill_in(wanted(tmp_path / "new"), saved)
    assert fill_in(wanted(tmp_path / "new", "yunze", 2024), saved).written


def test_a_folder_above_the_others_leads_nowhere(files: dict[str, bytes], tmp_path: Path) -> None:
    saved = opened({f"../2024/{Path(name).name}": content for name, content in files.items()})
    with pytest.raises(InputError, match=r"\.\."):
        fill_in(wanted(tmp_path / "new"), saved)
    assert not [*tmp_path.glob("new/**/*.csv"), *tmp_path.glob("2024/*.csv")]


def test_another_zip_is_none_of_ours(files: dict[str, bytes]) -> None:
    two = {**files, **{name.replace("2024", "2023"): content for name, content in files.items()}}
    for others in (two, {**files, f"{FOLDER}/年报.docx": b""}, {"narrative.md": b"#"}):
        assert open_saved(zipped(others)) is None


def test_half_a_zip_is_damaged(files: dict[str, bytes]) -> None:
    content = zipped(files)
    with pytest.raises(Refused, match="文件损坏"):
        open_saved(content[: len(content) // 2])
