"""An invented province of three levels: units that file for some years, governments that add them up, mistakes.

    PYTHONPATH=src python tests/provinces.py FOLDER --units 5000 --years 5 --seed 1 --planted 3

writes FOLDER/params, and FOLDER/truth.json with what was planted: kind, unit, government, year, cells, and the rules
that should see it. The same numbers give the same bytes. Of several years the last is 2024, so that five go across the
change of the form.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from annual_report import paths
from annual_report.filing.new import as_csv
from annual_report.filing.read_figures import HEADER
from province.figures import Sheet, filed_by_units, makes_rules, sum_up
from province.planting import Changes, Mistake, plant
from province.prose import prose_of
from province.tables import tables_of
from province.units import Unit, units_of

LAST = 2024
TRUTH = "truth.json"


def invent(folder: Path, units: int, years: int = 2, seed: int = 1, planted: int = 0) -> list[Mistake]:
    """Write a province of so many units under `folder`, each kind of mistake `planted` so many times; return the truth.

    Raises ValueError where it is too small for that.
    """
    province = make_province(units, range(LAST - years + 1, LAST + 1), seed, planted)
    for number in range(len(province.units)):
        _write_unit(folder / "params", number, province)
    mistakes = province.changes.mistakes
    truth = json.dumps([each.as_row() for each in mistakes], ensure_ascii=False, indent=2)
    (folder / TRUTH).write_text(truth + "\n", encoding="utf-8")
    return mistakes


@dataclass(frozen=True)
class Province:
    """The units, what they and their governments file in every year, and what is wrong on purpose."""

    units: Sequence[Unit]
    sheets: Mapping[int, Sheet]
    changes: Changes
    seed: int

    @cached_property
    def below(self) -> Mapping[int, list[str]]:
        """The names of the units of every government, by its number."""
        found = defaultdict(list)
        for unit in self.units:
            found[unit.above].append(unit.name)
        return found


def make_province(count: int, years: Sequence[int], seed: int, planted: int) -> Province:
    """Return a province in which every government files the sum of its units, but for what is planted."""
    units = units_of(count, years, seed)
    sheets = filed_by_units(units, years, seed)
    changes = plant(units, sheets, planted, seed) if planted else Changes()
    for year, sheet in sheets.items():
        sum_up(sheet, units, changes.off if year == LAST else {})
    for unit, address, by in changes.slips:
        sheets[LAST].add(unit, address, by)
    return Province(units, sheets, changes, seed)


def _write_unit(params: Path, number: int, province: Province) -> None:
    unit = province.units[number]
    folder = params / unit.slug
    folder.mkdir(parents=True)
    master = {name: value for name, value in _master(number, province).items() if value not in (None, [], {})}
    text = yaml.dump(master, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    _write(folder / paths.AGENCY_FILE, text)
    for year in unit.years:
        if (number, year) not in province.changes.gone:
            _write_report(folder / str(year), number, province)


def _master(number: int, province: Province) -> dict[str, Any]:
    """Return what agency.yaml says; what is nothing is left out."""
    unit, own = province.units[number], province.changes.agency.get(number, {})
    expected = dict.fromkeys((year for year in province.sheets if year not in unit.years), False)
    month, day = (3, 25) if unit.is_government else (1, 28)
    return {
        **{"name": unit.name, "self_name": unit.self_name, "level": unit.level, "kind": unit.kind},
        "parent": province.units[unit.above].name if unit.above >= 0 else None,
        "units": province.below.get(number, []),
        "predecessors": [*unit.predecessors],
        "vertical": unit.is_vertical or None,
        "powers": {"rulemaking": True} if makes_rules(unit) else None,
        "published": {year: date(year + 1, month, day) for year in unit.years},
        **own,
        "expected": expected | own.get("expected", {}),
    }


def _write_report(folder: Path, number: int, province: Province) -> None:
    folder.mkdir()
    year, unit = int(folder.name), province.units[number]
    sheet = province.sheets[year]
    for name, text in tables_of(sheet, number):
        _write(folder / name, text)
    items = 40 + 7 * sheet.of(number, "applications.received.total")
    _write(folder / paths.FIGURES_FILE, as_csv([HEADER, ("主动公开信息", str(items), "条", "", "公开信息台账")]))
    writer = province.units[province.changes.prose.get((number, year), number)]
    _write(folder / paths.NARRATIVE_FILE, prose_of(writer.slug, unit.self_name, year, province.seed))


def _write(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for option, value in {"units": 5000, "years": 5, "seed": 1, "planted": 0}.items():
        parser.add_argument(f"--{option}", type=int, default=value)
    print(f"{len(invent(**vars(parser.parse_args())))} mistakes planted")
