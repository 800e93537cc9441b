"""Slips that leave every sum as it was, made with a seed in ledgers of both forms: no rule can find them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from annual_report.filing.new import as_csv, rows_of, write_agency
from annual_report.form.forms import Form, load_form

Figures = dict[str, int]
AGENCY, SIZES = "云泽市某局", (0, 0, 1, 3, 17, 204, 1198)


def sound(form: Form, rng: random.Random) -> Figures:
    """Return figures for all three tables that meet every sum."""
    figures = {address: rng.choice(SIZES) for address in form.cells}
    lines, columns = _lines_and_columns(form)
    received, carried_in, *outcomes, total, forward = lines
    for column in columns[:-1]:
        of = {line: f"applications.{line}.{column}" for line in lines}
        figures[of[total]] = sum(figures[of[line]] for line in outcomes)
        figures[of[carried_in]] = rng.randint(0, figures[of[total]])
        figures[of[received]] = figures[of[total]] + figures[of[forward]] - figures[of[carried_in]]
    for address in figures:
        line, _, column = address.rpartition(".")
        if column == "total" and not line.startswith("disclosure."):
            parts = (value for each, value in figures.items() if each.startswith(f"{line}.") and each != address)
            figures[address] = sum(parts)
    return figures


def _lines_and_columns(form: Form) -> tuple[list[str], list[str]]:
    table = form.table("applications")
    return [line.code for line in table.lines], [column.code for column in table.columns]


def four_corners(form: Form, figures: Figures, rng: random.Random) -> Figures:
    """Move some applications from one outcome to another, and as many back for another kind of applicant."""
    lines, columns = _lines_and_columns(form)
    (up, down), (left, right) = rng.sample(lines[2:-2], 2), rng.sample(columns[:-1], 2)
    number = rng.choice((1, 2, 9, 90))
    signs = {(up, left): 1, (up, right): -1, (down, left): -1, (down, right): 1}
    return {f"applications.{line}.{column}": sign * number for (line, column), sign in signs.items()}


def two_lines_exchanged(form: Form, figures: Figures, rng: random.Random) -> Figures:
    """Fill in one outcome in the line of another, total and all."""
    lines, columns = _lines_and_columns(form)
    one, other = ([f"applications.{line}.{column}" for column in columns] for line in rng.sample(lines[2:-2], 2))
    pairs = [*zip(one, other, strict=True), *zip(other, one, strict=True)]
    return {cell: figures[source] - figures[cell] for cell, source in pairs if figures[source] != figures[cell]}


def other_result(form: Form, figures: Figures, rng: random.Random) -> Figures:
    """Count some cases under another result."""
    line = rng.choice([line.code for line in form.table("review_litigation").lines])
    one, other = rng.sample([each for each in form.cells if each.startswith(f"review_litigation.{line}.")][:-1], 2)
    return {one: 1, other: -1}


def untied(form: Form, figures: Figures, rng: random.Random) -> Figures:
    """Mistype how many decisions were made, which nothing ties to any other figure."""
    return {rng.choice([each for each in form.cells if each.endswith(".decisions")]): rng.choice((1, 10, 89))}


MAKERS: tuple[Callable[[Form, Figures, random.Random], Figures], ...] = (
    *(four_corners, two_lines_exchanged, other_result, untied),
)


def slips(version: str, seeds: range) -> Iterator[tuple[Figures, Figures]]:
    """Yield sound figures, and the same with a slip: one that makes no figure negative."""
    form = load_form(version)
    for seed in seeds:
        rng, maker = random.Random(f"{version} {seed}"), MAKERS[seed % len(MAKERS)]
        while True:
            figures = sound(form, rng)
            changed = {cell: figures[cell] + more for cell, more in maker(form, figures, rng).items()}
            if changed and min(changed.values()) >= 0:
                yield figures, {**figures, **changed}
                break


def file_tables(folder: Path, form: Form, figures: Figures) -> None:
    """Write the three tables of a report into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {address: str(value) for address, value in figures.items()}
    for table in form.tables:
        (folder / table.file).write_text(as_csv(rows_of(table, texts)), encoding="utf-8")


def file_report(params: Path, version: str, figures: Figures) -> Path:
    """File a whole report, without a word of its own; return its folder."""
    form = load_form(version)
    folder = params / "mouju" / str(form.first_year)
    file_tables(folder, form, figures)
    (folder / "figures.csv").write_text("名称,数值,单位,约数,来源\n", encoding="utf-8")
    titles = [section.title for section in form.sections if section.is_prose]
    (folder / "narrative.md").write_text("\n".join(f"# {title}\n" for title in titles), encoding="utf-8")
    write_agency(folder.parent / "agency.yaml", AGENCY)
    return folder
