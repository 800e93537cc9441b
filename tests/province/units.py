"""Who belongs to whom in an invented province: a province, its cities, their counties, and the units of each."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# Departments and towns of a county, at most; departments of a province or a city, at most; counties of a city.
DEPARTMENTS, TOWNS, DEPARTMENTS_ABOVE, COUNTIES = 28, 16, 24, 8


@dataclass(frozen=True)
class Unit:
    """One unit: its folder, what agency.yaml says, the number of its government, and the years it files for."""

    slug: str
    name: str
    self_name: str
    kind: str
    level: str
    above: int
    years: tuple[int, ...]
    is_vertical: bool = False
    predecessors: tuple[str, ...] = ()

    @property
    def is_government(self) -> bool:
        return self.kind == "政府"


@cache
def words() -> dict[str, Any]:
    """Return the words that names and prose are made of."""
    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def units_of(count: int, years: Sequence[int], seed: int) -> list[Unit]:
    """Return so many units, every government before those that belong to it."""
    if count < 10:
        message = "a province of three levels has at least ten units"
        raise ValueError(message)
    places = _places(seed)
    units: list[Unit] = []
    above = min(DEPARTMENTS_ABOVE, 1 + count // 100)
    departments, towns = min(DEPARTMENTS, 1 + count // 24), min(TOWNS, 1 + count // 60)
    units.extend(_block(f"{next(places)}省", -1, 0, above, 0, years))
    while len(units) < count:
        city = len(units)
        units.extend(_block(f"{next(places)}市", 0, city, above, 0, years))
        for _ in range(COUNTIES):
            units.extend(_block(f"{next(places)}县", city, len(units), departments, towns, years))
    return _cut(units, count)


def _places(seed: int) -> Iterator[str]:
    first, second = words()["places"]
    names = ["".join(pair) for pair in itertools.product(first, second)]
    random.Random(f"places {seed}").shuffle(names)
    yield from names
    yield from (f"{one}{other}" for one, other in itertools.product(names, second))


def _block(place: str, above: int, number: int, departments: int, towns: int, years: Sequence[int]) -> list[Unit]:
    """Return a government, its own office, its departments and its towns."""
    level = {"省": "省级", "市": "市级", "县": "县级"}[place[-1]]
    slug, every = f"u{number:05d}", tuple(years)
    government = Unit(slug, f"{place}人民政府", f"我{place[-1]}", "政府", level, above, every)
    office = Unit(f"{slug}-office", f"{place}人民政府办公室", "我办", "政府办公室", level, number, every)
    model = replace(office, self_name="我局", kind="部门")
    names = [*words()["vertical"], *words()["offices"]][:departments]
    found = [
        replace(model, slug=f"{slug}-d{index:02d}", name=f"{place}{name}局", is_vertical=name in words()["vertical"])
        for index, name in enumerate(names)
    ]
    merged = [each for pair in words()["mergers"] for each in _merged(pair, model, place, years)] if towns else []
    return [government, office, *merged, *found, *_towns(government, place, number, towns)]


def _merged(names: Sequence[str], model: Unit, place: str, years: Sequence[int]) -> list[Unit]:
    """Return two departments that end in the middle of the years, and the one that they become."""
    if len(years) < 2:
        return []
    middle = years[len(years) // 2]
    before, since = tuple(each for each in years if each < middle), tuple(each for each in years if each >= middle)
    slug = model.slug.rpartition("-")[0]
    first, second = (
        replace(model, slug=f"{slug}-old-{name}", name=f"{place}{name}局", years=before) for name in names[:2]
    )
    new = replace(first, slug=f"{slug}-new-{names[2]}", name=f"{place}{names[2]}局", years=since)
    return [first, second, replace(new, predecessors=(first.name, second.name))]


def _towns(government: Unit, place: str, number: int, towns: int) -> list[Unit]:
    first, second = words()["places"]
    names = [f"{one}{other}" for one, other in zip(second, itertools.cycle(reversed(first)), strict=False)][:towns]
    return [
        Unit(
            f"{government.slug}-t{index:02d}",
            f"{place}{name}街道办事处" if index % 3 == 0 else f"{place}{name}镇人民政府",
            "我街道" if index % 3 == 0 else "我镇",
            "镇街",
            "乡级",
            number,
            government.years,
        )
        for index, name in enumerate(names)
    ]


def _cut(units: list[Unit], count: int) -> list[Unit]:
    """Return the first units; a government that would have no office is left out, and branches come instead."""
    kept = units[:count]
    while kept[-1].is_government or kept[-1].years != kept[0].years:
        kept.pop()
    model = next(each for each in reversed(kept) if not each.is_government)
    more = [
        replace(model, slug=f"{model.slug}-{index}", name=f"{model.name}第{_numeral(index)}分处")
        for index in range(1, count - len(kept) + 1)
    ]
    return kept + more


def _numeral(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
