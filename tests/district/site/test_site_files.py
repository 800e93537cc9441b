"""Files of a site: written where they changed, taken away when they are no longer wanted, a person's work kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.district.site.site_files import SiteFiles
from annual_report.errors import InputError


def files_of(out: Path) -> SiteFiles:
    return SiteFiles(out / "site", out / ".annual_report/site.json")


def write(out: Path, **contents: str) -> SiteFiles:
    files = files_of(out)
    for name, content in contents.items():
        files.put(f"{name}/index.html", content.encode())
    files.finish()
    return files


def there(out: Path) -> dict[str, str]:
    site = out / "site"
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_only_what_changed_is_written_again_and_what_is_gone_goes(tmp_path: Path) -> None:
    assert write(tmp_path, a="1", b="2", c="3").changed == 3
    assert write(tmp_path, a="1", b="3").changed == 1
    assert there(tmp_path) == {"a/index.html": "1", "b/index.html": "3"}
    assert not (tmp_path / "site/c").exists()


def test_what_a_person_edited_or_put_there_stays(tmp_path: Path) -> None:
    write(tmp_path, a="1", b="2")
    for name in ("a/index.html", "b/index.html", "b/note.txt"):
        (tmp_path / "site" / name).write_text("by hand", encoding="utf-8")
    assert len(write(tmp_path, a="1").kept) == 2
    assert there(tmp_path) == {
        **{"a/index.html": "1", "a/index.人工修改-1.html": "by hand"},
        **{"b/index.html": "by hand", "b/note.txt": "by hand"},
    }


def test_after_an_interruption_nothing_of_ours_is_taken_for_a_persons(tmp_path: Path) -> None:
    files_of(tmp_path).put("a/index.html", b"1")  # never finished
    again = write(tmp_path, b="2")
    assert (again.kept, there(tmp_path)) == ([], {"b/index.html": "2"})


def test_what_fails_midway_is_forgotten(tmp_path: Path) -> None:
    files = files_of(tmp_path)
    for name in ("a/1", "ab/1"):
        files.put(name, b"1")
    files.forget("a")
    files.finish()
    assert there(tmp_path) == {"ab/1": "1"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "params").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a").symlink_to(tmp_path / "params")
    with pytest.raises(InputError, match="site/a 是链接"):
        files_of(tmp_path).put("a/index.html", b"1")
    assert not [*(tmp_path / "params").iterdir()]


def test_a_file_in_the_place_of_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a").write_text("by hand", encoding="utf-8")
    with pytest.raises(InputError, match="site/a 不是文件夹"):
        files_of(tmp_path).put("a/index.html", b"1")
    assert there(tmp_path) == {"a": "by hand"}


def test_a_record_that_names_files_elsewhere_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"1")
    known = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    (tmp_path / ".annual_report").mkdir()
    (tmp_path / ".annual_report/site.json").write_text(f'{{"../precious": ["{known}", 1, 1]}}', encoding="utf-8")
    write(tmp_path, a="1")
    assert (tmp_path / "precious").exists()
