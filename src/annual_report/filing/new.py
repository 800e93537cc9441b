"""Start a report folder to fill in: official labels, empty figures, last year's carry-over, a prose skeleton."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

import yaml

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.files import write_whole
from annual_report.filing.agency import Kind, Level, read_agency
from annual_report.filing.figures import Number
from annual_report.filing.folders import NO_AGENCY, require_form, require_plain_name
from annual_report.filing.inputs import is_there, require_inside
from annual_report.filing.problems import Problems
from annual_report.filing.read_figures import HEADER
from annual_report.filing.read_narrative import default_passage
from annual_report.filing.read_tables import read_previous
from annual_report.filing.register.read_register import APPLICATION_COLUMNS, CASE_COLUMNS
from annual_report.filing.report import Ledger
from annual_report.form.forms import Form
from annual_report.form.tables import Address, Table
from annual_report.wording import join_words, plain

# What the default wording quotes beside the tables.
FIRST_FIGURES = (("信息处理费", "", "元", "", "财务部门：本年实际收取的信息处理费"),)

# r02 repeats last year's r25 (X-01 in docs/facts.md).
CARRIED_IN, CARRIED_FORWARD = "carried_in", "carried_forward"

# The registers that an agency may keep, and their columns.
REGISTERS = {paths.REGISTER_FILE: APPLICATION_COLUMNS, paths.CASES_FILE: CASE_COLUMNS}

AGENCY_HINT = "# 可补充：level（{levels}）、kind（{kinds}）、parent、powers\n"

# No folder of Windows can have the name of a device, in whatever case.
NEW_SLUG = re.compile(r"(?!(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z)\w[\w-]{0,63}")
BAD_SLUG = "AGENCY={slug} 不能作代号：只用汉字、字母、数字、下划线和连字符，最多 64 个；con 等 Windows 的设备名也不行"
BAD_NAME = "NAME={name} 不是单位全称：请写一行文字"
EXISTS = "{folder} 已经存在，不会覆盖：请改年份，或先移走旧文件夹"
NEW_AGENCY = "没有「{slug}」这个单位：新单位请写 NAME=单位全称"
OTHER_NAME = "「{slug}」的单位全称是 {name}，与 NAME={other} 不同：请改 {file}，或去掉 NAME"

Blank = Mapping[Address, Number | None]


def create(agency: str, year: int, name: str, params: Path, with_registers: bool = False) -> list[Path]:
    """Write params/<agency>/<year> with everything to fill in, and agency.yaml for a new unit; return the new files.

    Empty registers of applications and cases are among them only where they are asked for: an empty one counts nothing.
    Never overwrites: raises InputError where the folder exists, for an unsafe name, and for a new unit without NAME.
    """
    if not agency:
        raise InputError([Problem(NO_AGENCY.format(known=join_words(sorted(path.name for path in params.glob("*/")))))])
    require_slug(agency)
    form = require_form(year)
    folder = params / agency / str(year)
    require_inside(folder.parent, params)
    if is_there(folder):
        raise InputError([Problem(EXISTS.format(folder=paths.shown_name(folder)), found=str(year))])
    with paths.reading(params):
        _require_name(params / agency / paths.AGENCY_FILE, name)
        contents = blank_contents(params / agency, year, form)
    if with_registers:
        contents |= {file: as_csv([columns]) for file, columns in REGISTERS.items()}
    folder.mkdir(parents=True)
    return [*write_agency(folder.parent / paths.AGENCY_FILE, name), *_write(folder, contents)]


def require_slug(agency: str) -> None:
    """Raise InputError for what cannot be the code of an agency, which is the name of its folder."""
    if not NEW_SLUG.fullmatch(agency):
        require_plain_name(agency)
        raise InputError([Problem(BAD_SLUG.format(slug=agency), found=agency)])


def _require_name(file: Path, name: str) -> None:
    if not is_there(file):
        if not name.isprintable():
            raise InputError([Problem(BAD_NAME.format(name=name), found=name)])
        if not name.strip():
            raise InputError([Problem(NEW_AGENCY.format(slug=file.parent.name))])
        return
    known = read_agency(file).name
    if name and name.strip() != known:
        words = OTHER_NAME.format(slug=file.parent.name, name=known, other=name, file=paths.shown_name(file))
        raise InputError([Problem(words, found=name)])


def _carry_over(agency_folder: Path, year: int, form: Form) -> Blank:
    """Return this year's carried-in figures, by column, from last year's report; nothing where there is none."""
    problems = Problems()
    previous = read_previous(agency_folder / str(year - 1), form, problems)
    problems.raise_any()
    return carried_over(previous, form) if previous else {}


def carried_over(previous: Ledger, form: Form) -> Blank:
    """Return what is carried in, by the address of this year's figure, of what last year carried forward."""
    cells = (cell.address for cell in form.cells.values() if cell.address.line == CARRIED_FORWARD)
    return {cell._replace(line=CARRIED_IN): previous.values[str(cell)] for cell in cells}


def blank_contents(agency_folder: Path, year: int, form: Form) -> dict[str, str]:
    """Return the files of a new report, by name, with what last year's carries over. Raises InputError for that one."""
    return dict(_contents(form, _carry_over(agency_folder, year, form)))


def _contents(form: Form, filled: Blank) -> Iterator[tuple[str, str]]:
    for table in form.tables:
        texts = {str(address): "" if value is None else plain(value) for address, value in filled.items()}
        yield table.file, as_csv(rows_of(table, texts))
    yield paths.FIGURES_FILE, as_csv([HEADER, *FIRST_FIGURES])
    yield paths.NARRATIVE_FILE, _skeleton(form)


def rows_of(table: Table, texts: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the file of a table, its header first, with what is written in each cell, by its address."""
    if table.value:
        yield (*table.keys, table.value)
        for block in table.blocks:
            for line in block.lines:
                for column in block.columns:
                    text = texts.get(str(Address(table.code, line.code, column.code)), "")
                    yield (block.label, line.label, column.label, text)
        return
    yield (*table.keys, *(column.label for column in table.columns))
    for line in table.lines:
        addresses = [str(Address(table.code, line.code, column.code)) for column in table.columns]
        yield (line.label, *(texts.get(address, "") for address in addresses))


def _skeleton(form: Form) -> str:
    """Return the prose sections with their default wording, to be completed."""
    passages = ((section, default_passage(form, section.code)) for section in form.sections if section.is_prose)
    return "\n".join(f"# {section.title}\n\n{passage.source}" for section, passage in passages if passage)


def as_csv(rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write_agency(file: Path, name: str) -> list[Path]:
    """Write the master data of a new unit; return the file, nothing where there is one already."""
    if is_there(file):
        return []
    text = yaml.safe_dump({"name": name.strip(), "self_name": "本机关"}, allow_unicode=True, sort_keys=False)
    hint = AGENCY_HINT.format(levels=join_words(get_args(Level)), kinds=join_words(get_args(Kind)))
    write_whole(file, hint + text)
    return [file]


def encoded(name: str, text: str) -> bytes:
    """Return a file of a report as it is written: a CSV file with a BOM, else Excel takes its labels for GBK."""
    return text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8")


def _write(folder: Path, contents: Mapping[str, str]) -> list[Path]:
    files = {folder / name: encoded(name, text) for name, text in contents.items()}
    for file, content in files.items():
        file.write_bytes(content)
    return [*files]
