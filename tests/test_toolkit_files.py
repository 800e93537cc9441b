"""Every key of every file of the toolkit: left out, renamed, doubled or of another kind, it is told with its line."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from annual_report import paths
from annual_report.__main__ import main
from annual_report.document import typesetting
from annual_report.errors import RuleError
from annual_report.form import forms
from annual_report.form.cell_dictionary import dictionary_of
from annual_report.prose.examples import load_examples
from annual_report.prose.phrases import phrases
from annual_report.prose.reading.measures_file import load_measures
from annual_report.prose.reading.scopes_file import load_scopes
from annual_report.prose.reading.vocabulary import load_vocabulary
from annual_report.rules.profiles.points import load_profile

Place = tuple[str | int, ...]
Spoil = Callable[[str, list[str]], None]

OF_CELLS = {"who", "counts", "excludes", "open", "cells", "direct_suit.total"}

OF_POINTS = {"last_year", "severity", "aspect", "open"}

# What may be left out, and the mappings whose names are words of their own.
OPTIONAL = {
    "2019.yaml": {"name", "kind", "unit", "optional", "families", "total"},
    "2021.yaml": {"name", "kind", "unit", "optional", "families", "total"},
    "cells/common.yaml": OF_CELLS,
    "cells/2019.yaml": OF_CELLS,
    "cells/2021.yaml": OF_CELLS | {"review_litigation"},
    "phrases.yaml": {"misnamed", "first_year", "last_year"},
    "words.yaml": set(),
    "measures.yaml": {"name", "none", "bound"},
    "scopes.yaml": set(),
    "examples.yaml": set(),
    "typesetting.yaml": {"line", "indent", "before", "after"},
    "faces.yaml": {"bold"},
    "profiles/henan.yaml": OF_POINTS,
    "profiles/wuwei.yaml": OF_POINTS,
}
NAMED_FREELY = ("aspects", "accountability", "gives", "says")
# The mappings of which a form decides what may stand there, so that any entry may be left out.
BY_THE_TABLES = {
    "words.yaml": ("result", "reason", "outcome", "applicant"),
    "measures.yaml": ("results", "applicants", "outcomes", "unclear"),
}


# So many words in a row are long, and so many of them are kept.
MANY, FEW = 8, 2


class File(NamedTuple):
    """A file of the toolkit, what reads it (always anew), and who knows where it lies."""

    path: Path
    read: Callable[[], object]
    known_to: tuple[Any, str]

    @property
    def name(self) -> str:
        folder = self.path.parent
        return f"{folder.name}/{self.path.name}" if folder.name in ("cells", "profiles") else self.path.name

    @property
    def data(self) -> Any:
        return yaml.safe_load(self.path.read_text(encoding="utf-8"))

    @property
    def outline(self) -> Any:
        """Its data with a few of every long row of words, which stand for all: what is tested is the keys."""
        return with_few_words(self.data)


def with_few_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: with_few_words(each) for key, each in data.items()}
    if isinstance(data, list):
        is_words = len(data) > MANY and all(isinstance(each, str) for each in data)
        return data[:FEW] if is_words else [with_few_words(each) for each in data]
    return data


def read_cells(version: str) -> object:
    return dictionary_of(replace(forms.load_form(version)))


FILES = {
    file.name: file
    for file in (
        File(paths.FORM / "2019.yaml", lambda: forms.load_form.__wrapped__("2019"), (paths, "FORM")),
        File(paths.FORM / "2021.yaml", lambda: forms.load_form.__wrapped__("2021"), (paths, "FORM")),
        *(
            File(paths.CELLS / f"{name}.yaml", partial(read_cells, version), (paths, "CELLS"))
            for name, version in (("common", "2021"), ("2021", "2021"), ("2019", "2019"))
        ),
        File(paths.PHRASES, phrases, (paths, "PHRASES")),
        File(paths.WORDS, lambda: load_vocabulary("2021"), (paths, "WORDS")),
        File(paths.MEASURES, load_measures, (paths, "MEASURES")),
        File(paths.SCOPES, load_scopes, (paths, "SCOPES")),
        File(paths.EXAMPLES, load_examples, (paths, "EXAMPLES")),
        *(
            File(file, partial(load_profile, place), (paths, "EXPECTATIONS"))
            for place, file in paths.profiles().items()
        ),
        File(typesetting.FILE, typesetting.typesetting.__wrapped__, (typesetting, "FILE")),
        File(typesetting.FACES, typesetting.faces.__wrapped__, (typesetting, "FACES")),
    )
}


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spoil:
    """Let the toolkit read another text in place of one of its files."""

    def spoil(name: str, rows: list[str]) -> None:
        where, known_as = FILES[name].known_to
        if known_as == "CELLS" and not (tmp_path / "cells").exists():
            shutil.copytree(paths.CELLS, tmp_path / "cells")
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("\n".join(rows), encoding="utf-8")
        folder = {"FORM": tmp_path, "EXPECTATIONS": tmp_path, "CELLS": tmp_path / "cells"}.get(known_as)
        monkeypatch.setattr(where, known_as, folder or tmp_path / name)

    return spoil


def written(data: Any) -> list[str]:
    """Return the rows of some data, of which everything has one of its own; with escapes, so that it is read quickly.

    It is JSON, which is YAML, too; YAML allows a comma at the end of a list.
    """
    text = json.dumps(data, ensure_ascii=False, indent=1, default=str)
    return re.sub("[?%!&*|>]", lambda found: f"\\u{ord(found[0]):04x}", text).splitlines()


def entries_of(data: Any) -> list[tuple[str | int, Any]]:
    return [*data.items()] if isinstance(data, dict) else [*enumerate(data)] if isinstance(data, list) else []


def height(data: Any) -> int:
    """Return how many rows something takes."""
    return 2 + sum(height(each) for _, each in entries_of(data)) if entries_of(data) else 1


class Entry(NamedTuple):
    """Something that a file holds: the way to it, what it is, and its rows, counted from 0."""

    at: Place
    value: Any
    first: int
    end: int

    @property
    def name(self) -> str:
        return str(self.at[-1])

    @property
    def is_named(self) -> bool:
        return isinstance(self.at[-1], str)

    @property
    def shape(self) -> Place:
        """The way to it, wherever it stands in lists."""
        return tuple(part for part in self.at if isinstance(part, str))


def every_entry(data: Any, at: Place = (), row: int = 1) -> Iterator[Entry]:
    for key, value in entries_of(data):
        yield Entry((*at, key), value, row, row + height(value))
        yield from every_entry(value, (*at, key), row + 1)
        row += height(value)


def of_every_shape(entries: Iterable[Entry]) -> list[Entry]:
    return [*{entry.shape: entry for entry in entries}.values()]


def may_be_left_out(name: str, at: Place) -> bool:
    if len(at) == 2 and at[0] in BY_THE_TABLES.get(name, ()):
        return True
    return (len(at) > 1 or "cells/" in name) and (at[-1] in OPTIONAL[name] or is_named_freely(at))


def is_named_freely(at: Place) -> bool:
    return any(part in NAMED_FREELY for part in at[:-1])


def left_out(rows: list[str], entry: Entry) -> list[str]:
    return rows[: entry.first] + rows[entry.end :]


def renamed(rows: list[str], entry: Entry) -> list[str]:
    row = rows[entry.first].replace(f'"{entry.name}"', f'"{entry.name}改"', 1)
    return [*rows[: entry.first], row, *rows[entry.first + 1 :]]


def doubled(rows: list[str], entry: Entry) -> list[str]:
    again = [*rows[entry.first : entry.end - 1], rows[entry.end - 1].rstrip(",") + ","]
    return rows[: entry.first] + again + rows[entry.first :]


def emptied(rows: list[str], entry: Entry) -> list[str]:
    """Return rows in which a word stands for a list or a mapping."""
    row = re.sub(r"[\[{].*", '"在这里",', rows[entry.first])
    return [*rows[: entry.first], row, *rows[entry.end :]]


def of_another_kind(value: Any, kind: str) -> Any:
    """Return a value of another kind for one that stands alone; lists and mappings hold such."""
    if isinstance(value, dict):
        return {key: of_another_kind(each, kind) for key, each in value.items()}
    if isinstance(value, list):
        return [of_another_kind(each, kind) for each in value]
    return OTHER_KINDS[kind](value)


OTHER_KINDS: dict[str, Callable[[Any], Any]] = {
    "a word for a number, a number for a word": lambda value: 7 if isinstance(value, str) else "七",
    "true": lambda value: "true" if isinstance(value, bool) else True,
    "a list": lambda value: [value],
    "a mapping": lambda value: {"名称": value},
    "nothing": lambda value: "无" if value is None else None,
}


def refusal(name: str) -> list[str]:
    """Return the sentences that reading a file ends in; none where it is read."""
    try:
        FILES[name].read()
    except RuleError as error:
        file = FILES[name].path.name
        sentences = re.split(rf"；(?={file}:)", str(error))
        assert all(re.fullmatch(rf"{file}:\d+(:\d+)?  \S.*", sentence) for sentence in sentences), sentences
        return sentences
    return []


def rows_told(sentences: Iterable[str]) -> set[int]:
    return {int(sentence.split(":")[1]) for sentence in sentences}


@pytest.mark.parametrize("name", FILES)
def test_file_is_read_as_it_stands(name: str, spoil: Spoil) -> None:
    for data in (FILES[name].data, FILES[name].outline):
        spoil(name, written(data))
        assert refusal(name) == []


@pytest.mark.parametrize("name", FILES)
def test_every_key_that_is_left_out_is_told(name: str, spoil: Spoil) -> None:
    data = FILES[name].outline
    rows = written(data)
    for entry in every_entry(data):
        if entry.is_named and not may_be_left_out(name, entry.at):
            spoil(name, left_out(rows, entry))
            assert refusal(name), entry.at


@pytest.mark.parametrize("name", FILES)
def test_every_key_that_is_renamed_is_told_on_its_row(name: str, spoil: Spoil) -> None:
    data = FILES[name].outline
    rows = written(data)
    for entry in every_entry(data):
        if entry.is_named and not is_named_freely(entry.at):
            spoil(name, renamed(rows, entry))
            told = [each for each in refusal(name) if f"{entry.name}改" in each]
            assert rows_told(told) == {entry.first + 1}, entry.at


@pytest.mark.parametrize("name", FILES)
def test_every_key_that_is_doubled_is_told(name: str, spoil: Spoil) -> None:
    data = FILES[name].outline
    rows = written(data)
    for entry in of_every_shape(each for each in every_entry(data) if each.is_named):
        spoil(name, doubled(rows, entry))
        assert rows_told(refusal(name)) == {entry.end + 1}, entry.at


@pytest.mark.parametrize("kind", OTHER_KINDS)
@pytest.mark.parametrize("name", FILES)
def test_everything_of_another_kind_is_told_on_its_row(name: str, kind: str, spoil: Spoil) -> None:
    """All at once: every row with a word, a number, true, false or null on it is told."""
    data = of_another_kind(FILES[name].data, kind)
    spoil(name, written(data))
    alone = [each.at for each in every_entry(FILES[name].data) if not isinstance(each.value, list | dict)]
    expected = {each.at: each for each in every_entry(data) if each.at in alone}
    expected = {at: each for at, each in expected.items() if (at, each.value) != (("last_year",), None)}
    assert rows_told(refusal(name)) == {each.first + 1 for each in expected.values()}


@pytest.mark.parametrize("name", FILES)
def test_every_list_and_mapping_that_is_none_is_told_on_its_row(name: str, spoil: Spoil) -> None:
    data = FILES[name].outline
    rows = written(data)
    for entry in of_every_shape(each for each in every_entry(data) if isinstance(each.value, list | dict)):
        spoil(name, emptied(rows, entry))
        assert entry.first + 1 in rows_told(refusal(name)), entry.at


COMMANDS = [
    ("2021.yaml", ["check"], "label: 自然人", "lable: 自然人", "没有「tables.blocks.columns.lable」这一项"),
    ("phrases.yaml", ["check"], "growth: '(", "growth: '((", "不是正则表达式，第 1 个字符处读不下去"),
    ("words.yaml", ["check"], "  same: [", "  sane: [", "「change.sane」写的是 sane，只能是：up、down、same"),
    (
        "measures.yaml",
        ["check"],
        "[[disclosure.licences.decisions]]",
        "[[disclosure.licences.decision]]",
        "是不是「disclosure.licences.decisions」？",
    ),
    ("scopes.yaml", ["check"], "[unit.part]", "[unit.prt]", "words.yaml 里没有「unit.prt」这个意思"),
    ("faces.yaml", ["report", "--formats=pdf"], "family", "famly", "缺少「方正小标宋简体.family」：请补上"),
]


@pytest.mark.parametrize(("name", "command", "old", "new", "words"), COMMANDS, ids=[each[0] for each in COMMANDS])
def test_command_ends_in_3_and_says_where(
    name: str,
    command: list[str],
    old: str,
    new: str,
    words: str,
    spoil: Spoil,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = FILES[name].path.read_text(encoding="utf-8")
    spoil(name, text.replace(old, new, 1).splitlines())
    monkeypatch.setattr(forms, "load_form", forms.load_form.__wrapped__)
    monkeypatch.setattr(forms, "_forms", forms._forms.__wrapped__)
    typesetting.faces.cache_clear()
    monkeypatch.setenv("COLUMNS", "1000")
    assert main([*command, "--agency=luolong", "--year=2024", f"--out={tmp_path / 'out'}"]) == 3
    (told,) = (line.strip() for line in capsys.readouterr().out.splitlines() if words in line)
    assert told.startswith(f"{name}:{text[: text.index(old)].count(chr(10)) + 1}:")
