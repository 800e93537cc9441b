"""Every key of every file of the toolkit: left out, renamed, doubled or of another kind, it is told with its line."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from annual_report import paths
from annual_report.__main__ import main
from annual_report.document import typesetting
from annual_report.errors import RuleError
from annual_report.form import forms
from annual_report.prose.claims.phrases import phrases
from annual_report.prose.claims.subjects import load_subjects

Place = tuple[str | int, ...]

MARK, AGAIN = "在这里", "（再一次）"

# What may be left out, and the mappings whose names are words of their own.
OPTIONAL = {
    "2019.yaml": {"name", "kind", "unit", "optional", "families", "total"},
    "2021.yaml": {"name", "kind", "unit", "optional", "families", "total"},
    "phrases.yaml": set[str](),
    "subjects.yaml": {"whole", "about", "unless"},
    "typesetting.yaml": {"line", "indent", "before", "after"},
    "faces.yaml": {"bold"},
}
NAMED_FREELY = ("aspects", "accountability")


class File(NamedTuple):
    """A file of the toolkit, what reads it (always anew), and who knows where it lies."""

    path: Path
    read: Callable[[], object]
    known_to: tuple[Any, str]

    @property
    def data(self) -> Any:
        return yaml.safe_load(self.path.read_text(encoding="utf-8"))


FILES = {
    file.path.name: file
    for file in (
        File(paths.FORM / "2019.yaml", lambda: forms.load_form.__wrapped__("2019"), (paths, "FORM")),
        File(paths.FORM / "2021.yaml", lambda: forms.load_form.__wrapped__("2021"), (paths, "FORM")),
        File(paths.PHRASES, phrases, (paths, "PHRASES")),
        File(paths.SUBJECTS, lambda: load_subjects("2021"), (paths, "SUBJECTS")),
        File(typesetting.FILE, typesetting.typesetting.__wrapped__, (typesetting, "FILE")),
        File(typesetting.FACES, typesetting.faces.__wrapped__, (typesetting, "FACES")),
    )
}


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Let the toolkit read another text in place of one of its files."""

    def spoil(name: str, text: str) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")
        where, known_as = FILES[name].known_to
        monkeypatch.setattr(where, known_as, tmp_path if known_as == "FORM" else tmp_path / name)

    return spoil


def written(data: Any) -> str:
    """Write data so that everything has a row of its own; with escapes, so that it is read quickly."""
    text = json.dumps(data, ensure_ascii=False, indent=1, default=str)
    return re.sub("[?%!&*|>]", lambda found: f"\\u{ord(found[0]):04x}", text)


def places(data: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield everything that some data holds, with the way to it."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*at, key), value
        yield from places(value, (*at, key))


def keys(data: Any) -> Iterator[Place]:
    return (at for at, _ in places(data) if isinstance(at[-1], str))


def of_every_shape(found: Iterable[Place]) -> Iterable[Place]:
    """Return one of all places that differ only by where they stand in a list."""
    return {tuple(part for part in at if isinstance(part, str)): at for at in found}.values()


def changed(data: Any, at: Place, change: Callable[[Any, Any], object]) -> str:
    """Write data after a change of what holds the thing at a place."""
    holder = data = copy.deepcopy(data)
    for part in at[:-1]:
        holder = holder[part]
    change(holder, at[-1])
    return written(data)


def may_be_left_out(name: str, at: Place) -> bool:
    return len(at) > 1 and (at[-1] in OPTIONAL[name] or at[0] in NAMED_FREELY)


def leave_out(holder: dict[str, Any], key: str) -> None:
    del holder[key]


def named(*names: str) -> Callable[[dict[str, Any], str], None]:
    """Let what has a name have others."""

    def name(holder: dict[str, Any], key: str) -> None:
        entries = [
            (new.format(key), value) for old, value in holder.items() for new in (names if old == key else [old])
        ]
        holder.clear()
        holder.update(entries)

    return name


def valued(value: Any) -> Callable[[Any, Any], None]:
    return lambda holder, key: holder.__setitem__(key, value)


def of_another_kind(value: Any, kind: str) -> Any:
    """Return a value of another kind for one that stands alone; lists and mappings hold such."""
    if isinstance(value, dict):
        return {key: of_another_kind(each, kind) for key, each in value.items()}
    if isinstance(value, list):
        return [of_another_kind(each, kind) for each in value]
    return OTHER_KINDS[kind](value)


# Nothing at all is what `last_year` may be.
OTHER_KINDS: dict[str, Callable[[Any], Any]] = {
    "a word for a number, a number for a word": lambda value: 7 if isinstance(value, str) else "七",
    "true": lambda value: "true" if isinstance(value, bool) else True,
    "a list": lambda value: [value],
    "a mapping": lambda value: {"名称": value},
    "nothing": lambda value: "无" if value is None else None,
}


def row_of(data: Any, at: Place) -> int:
    rows = changed(data, at, valued(MARK)).splitlines()
    return next(number for number, row in enumerate(rows, 1) if MARK in row)


def refusal(name: str) -> list[str]:
    """Return the sentences that reading a file ends in; none where it is read."""
    try:
        FILES[name].read()
    except RuleError as error:
        sentences = re.split(rf"；(?={name}:)", str(error))
        assert all(re.fullmatch(rf"{name}:\d+(:\d+)?  \S.*", each) for each in sentences), sentences
        return sentences
    return []


@pytest.mark.parametrize("name", FILES)
def test_file_is_read_as_it_stands(name: str, spoil: Callable[[str, str], None]) -> None:
    spoil(name, written(FILES[name].data))
    assert refusal(name) == []


@pytest.mark.parametrize("name", FILES)
def test_every_key_that_is_left_out_is_told(name: str, spoil: Callable[[str, str], None]) -> None:
    data = FILES[name].data
    for at in keys(data):
        if not may_be_left_out(name, at):
            spoil(name, changed(data, at, leave_out))
            assert refusal(name), at


@pytest.mark.parametrize("name", FILES)
def test_every_key_that_is_renamed_is_told_on_its_row(name: str, spoil: Callable[[str, str], None]) -> None:
    data = FILES[name].data
    for at in keys(data):
        if len(at) == 1 or at[0] not in NAMED_FREELY:
            spoil(name, changed(data, at, named("{}改")))
            told = [each for each in refusal(name) if f"{at[-1]}改" in each]
            assert [each.split(":")[1] for each in told] == [str(row_of(data, at))], at


@pytest.mark.parametrize("name", FILES)
def test_every_key_that_is_doubled_is_told(name: str, spoil: Callable[[str, str], None]) -> None:
    data = FILES[name].data
    for at in of_every_shape(keys(data)):
        spoil(name, changed(data, at, named("{}", f"{{}}{AGAIN}")).replace(AGAIN, ""))
        assert len(refusal(name)) == 1, at


@pytest.mark.parametrize("kind", OTHER_KINDS)
@pytest.mark.parametrize("name", FILES)
def test_everything_of_another_kind_is_told_on_its_row(name: str, kind: str, spoil: Callable[[str, str], None]) -> None:
    """All at once: every row with a word, a number, true, false or null on it is told."""
    data = FILES[name].data
    alone = [(at, OTHER_KINDS[kind](value)) for at, value in places(data) if not isinstance(value, list | dict)]
    changed = of_another_kind(data, kind)
    spoil(name, written(changed))
    told = {int(each.split(":")[1]) for each in refusal(name)}
    assert told == {row_of(changed, at) for at, other in alone if (at, other) != (("last_year",), None)}


@pytest.mark.parametrize("name", FILES)
def test_every_list_and_mapping_that_is_none_is_told_on_its_row(name: str, spoil: Callable[[str, str], None]) -> None:
    data = FILES[name].data
    for at in of_every_shape(at for at, value in places(data) if isinstance(value, list | dict)):
        spoil(name, changed(data, at, valued(MARK)))
        assert str(row_of(data, at)) in [each.split(":")[1] for each in refusal(name)], at


COMMANDS = [
    ("2021.yaml", ["check"], "label: 自然人", "lable: 自然人", "没有「tables.blocks.columns.lable」这一项"),
    ("phrases.yaml", ["check"], "growth: '(", "growth: '((", "不是正则表达式，第 1 个字符处读不下去"),
    ("faces.yaml", ["report", "--formats=pdf"], "family", "famly", "缺少「方正小标宋简体.family」：请补上"),
]


@pytest.mark.parametrize(("name", "command", "old", "new", "words"), COMMANDS, ids=[each[0] for each in COMMANDS])
def test_command_ends_in_3_and_says_where(
    name: str,
    command: list[str],
    old: str,
    new: str,
    words: str,
    spoil: Callable[[str, str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = FILES[name].path.read_text(encoding="utf-8")
    spoil(name, text.replace(old, new, 1))
    monkeypatch.setattr(forms, "load_form", forms.load_form.__wrapped__)
    monkeypatch.setattr(forms, "_forms", forms._forms.__wrapped__)
    typesetting.faces.cache_clear()
    monkeypatch.setenv("COLUMNS", "1000")
    assert main([*command, "--agency=luolong", "--year=2024", f"--out={tmp_path / 'out'}"]) == 3
    (told,) = (line.strip() for line in capsys.readouterr().out.splitlines() if words in line)
    assert told.startswith(f"{name}:{text[: text.index(old)].count(chr(10)) + 1}:")
