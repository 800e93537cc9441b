"""How long a roll-up takes, with 50, 500 and 5,000 units, and the likeness of 5,000 texts alone.

Run: make bench, or .venv/bin/python tests/bench_rollup.py [units …]

The units are invented from a fixed seed; every hundredth copied its section five from another. Reading, adding up,
judging and writing are one figure, since they are one command; a difference is planted, so that all units are judged.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annual_report import paths
from annual_report.district.roll_up import roll_up
from annual_report.district.roll_up_files import write_roll_up
from annual_report.prose.alike import most_alike
from counties import GOVERNMENT, NAME, PROSE, YEAR, figures_of, write_agency, write_tables

SIZES = (50, 500, 5000)
TEXTS = 5000
WORDS = "公开政府信息栏目更新答复申请培训巡查台账群众满意专人审核发布平台目录指南解读回应关切保障监督考核评议责任追究"


@contextmanager
def told(what: str) -> Iterator[None]:
    """Print how long something took, by the clock and of the processor: others may be at work on this machine."""
    start, busy = time.perf_counter(), time.process_time()
    yield
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took, worked = time.perf_counter() - start, time.process_time() - busy
    print(f"{what:<38} {took:7.1f} s {worked:7.1f} s of it {memory:7.0f} MB", flush=True)


def invented_text(draw: random.Random, sentences: int) -> str:
    """Return a text of so many sentences of twenty characters, as alike in their characters as real ones are."""
    return "，".join("".join(draw.choices(WORDS, k=20)) for _ in range(sentences)) + "。"


def invent(params: Path, units: int) -> None:
    """Write a government with so many units."""
    draw = random.Random(20241231)
    names = [f"青溪县第{number}单位" for number in range(units)]
    write_agency(params, GOVERNMENT, name=NAME, kind="政府", level="县级", units=names)
    for number, name in enumerate(names):
        slug, kind = f"unit{number:04d}", "部门" if number else "政府办公室"
        write_agency(params, slug, name=name, kind=kind, level="县级", parent=NAME)
        folder = params / slug / str(YEAR)
        folder.mkdir()
        write_tables(folder, figures_of(draw.randrange(60)))
        (folder / paths.FIGURES_FILE).write_text("名称,数值,单位,约数,来源\n", encoding="utf-8")
        prose = PROSE.format(opening=invented_text(draw, 20), problems=invented_text(draw, 25))
        (folder / paths.NARRATIVE_FILE).write_text(prose, encoding="utf-8")
        if number % 100 == 99:
            (folder / paths.NARRATIVE_FILE).write_bytes(
                (folder.parents[1] / f"unit{number - 1:04d}/{YEAR}/narrative.md").read_bytes()
            )


def main(sizes: list[int]) -> None:
    """Print how long a roll-up of each size takes."""
    draw = random.Random(1)
    texts = [invented_text(draw, 35) for _ in range(TEXTS)]
    with told(f"likeness of {TEXTS} texts of {len(texts[0])} characters"):
        most_alike(texts)
    for units in sizes:
        with tempfile.TemporaryDirectory() as folder:
            params, out = Path(folder) / "params", Path(folder) / "out"
            invent(params, units)
            with told(f"{units} units: written and judged"):
                write_roll_up(out, roll_up(GOVERNMENT, YEAR, params))
            table = params / GOVERNMENT / str(YEAR) / "applications.csv"
            head, first, *rest = table.read_text(encoding="utf-8-sig").splitlines()
            label, *figures = first.split(",")
            changed = ",".join([label, str(int(figures[0]) + 7), *figures[1:]])
            table.write_text("\n".join([head, changed, *rest]) + "\n", encoding="utf-8")
            with told(f"{units} units: a difference explained"):
                write_roll_up(out, roll_up(GOVERNMENT, YEAR, params))


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [*SIZES])
