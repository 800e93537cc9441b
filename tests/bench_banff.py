"""The search for the wrong cell beside banff's, on the same seeded mistakes: python tests/bench_banff.py [mistakes].

Needs a Python in which banff is installed, apart from this one (it wants pandas < 3): BANFF_PYTHON=/path/to/python,
made with `python -m venv banff && banff/bin/pip install banff==3.1.3`. Without it ours alone is measured.

found: the true cells, all of them and no others, are an explanation (of banff: the one set it gives); first: the
likeliest one; alone: there is no other. banff gives one set of the fewest cells, at random among several, and no
figures; ours gives every such set with its figures. Milliseconds are those of the processor. Nothing is asserted.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from annual_report.rules.explain.explain import explain
from annual_report.rules.findings import Findings
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate
from bench_localise import STRUCTURED, TRIES, Figures, Mistake, changes_of, united, wrong_cells
from ledgers import sound_ledger, with_figures

MISTAKES = int(sys.argv[1]) if len(sys.argv) > 1 else 300
PYTHON = os.environ.get("BANFF_PYTHON", "")
Process = subprocess.Popen[str]
WITHOUT = "banff: not measured; set BANFF_PYTHON to a Python that has it"


class Case(NamedTuple):
    """A ledger with a mistake in it, and the right figures of the cells that are wrong."""

    kind: str
    findings: Findings
    figures: Figures
    truth: Figures


class Answer(NamedTuple):
    """How a search fared with a case."""

    found: bool
    first: bool
    alone: bool | None
    milliseconds: float
    gave_up: bool = False


def main() -> None:
    sound = validate(ingest("yunze", 2024))
    everything: dict[str, list[Answer]] = {"ours": [], "banff": []}
    print("| mistake | ledgers | by | true cells found | first | alone | gave up | ms a ledger (mean) |")
    print("|---|--:|---|--:|--:|--:|--:|--:|")
    with banff_process() as process:
        for kind, found in groupby(cases(sound), key=lambda case: case.kind):
            made = list(found)
            for name, answers in (("ours", [*map(ask_ours, made)]), ("banff", [*ask_banff(made, process)])):
                everything[name] += answers
                print_row(kind, name, answers)
    for name, answers in everything.items():
        print_row("all", name, answers)
    if not PYTHON:
        print(WITHOUT)


@contextmanager
def banff_process() -> Iterator[Process | None]:
    """Start what asks banff; nothing where no Python has it."""
    if not PYTHON:
        yield None
        return
    worker = Path(__file__).with_name("beside_banff.py")
    with subprocess.Popen([PYTHON, worker], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.communicate()


def cases(sound: Findings) -> Iterator[Case]:
    """Yield mistakes that break an equality: half of them in 1, 2 and 3 cells, the other half slips of many."""
    kinds: list[tuple[str, Mistake, int]] = [
        *((f"{count} wrong cells", wrong_cells(count), MISTAKES // 6) for count in (1, 2, 3)),
        *(((made.__doc__ or "").rstrip("."), made, MISTAKES // 2 // len(STRUCTURED)) for made in STRUCTURED),
    ]
    for kind, mistake, count in kinds:
        found, seed = 0, 0
        while found < count and seed < count * 9:
            case = case_of(kind, mistake, seed, sound)
            seed, found = seed + 1, found + (case is not None)
            if case:
                yield case


def case_of(kind: str, mistake: Mistake, seed: int, sound: Findings) -> Case | None:
    figures, rng = sound_ledger("mixed", seed), random.Random(seed)
    wrong = next((made for _ in range(TRIES) if (made := mistake(figures, rng))), {})
    findings = with_figures(sound, {**figures, **wrong})
    truth = {cell: figures[cell] for cell, value in wrong.items() if value != figures[cell]}
    return Case(kind, findings, {**figures, **wrong}, truth) if wrong and findings.found else None


def ask_ours(case: Case) -> Answer:
    start = time.process_time()
    explained = explain(case.findings)
    milliseconds = (time.process_time() - start) * 1000
    sets = [[changes_of(each) for each in slip.explanations] for slip in explained.slips]
    in_truth = [[each for each in slip if each.items() <= case.truth.items()] for slip in sets]
    found = all(in_truth) and united([max(slip, key=len) for slip in in_truth]) == case.truth
    first = all(sets) and united([slip[0] for slip in sets]) == case.truth
    return Answer(found, first, first and all(len(slip) == 1 for slip in sets), milliseconds)


def ask_banff(made: Sequence[Case], process: Process | None) -> Iterator[Answer]:
    """Yield what banff says of ledgers that it is given all at once: its time is shared out among them."""
    if process is None or process.stdin is None or process.stdout is None:
        return
    names = {cell: f"v{number}" for number, cell in enumerate(sorted(made[0].figures))}
    ledgers = [{names[cell]: value for cell, value in case.figures.items()} for case in made]
    print(json.dumps([edits_of(made[0].findings, names), ledgers]), file=process.stdin, flush=True)
    said = json.loads(process.stdout.readline())
    for number, case in enumerate(made):
        cells = {cell.lower() for cell in said["cells"].get(str(number), [])}
        right = cells == {names[cell] for cell in case.truth}
        gave_up = str(number) in said["gave_up"]
        yield Answer(right, right, None, said["milliseconds"] / len(made), gave_up)


def edits_of(findings: Findings, names: dict[str, str]) -> str:
    """Return the equalities between the figures of a ledger, as banff writes them."""
    equations = [*findings.sound, *(each.equation for each in findings.found if each.equation)]
    own = dict.fromkeys(each for each in map(tuple, equations) if each and all(cell in names for cell, _ in each))
    sides = ("".join(f"{'+' if sign > 0 else '-'}{abs(sign)}*{names[cell]}" for cell, sign in each) for each in own)
    return " ".join(f"{side.removeprefix('+')} = 0;" for side in sides)


def print_row(kind: str, name: str, answers: Sequence[Answer]) -> None:
    """Print how often a search was right, and what it took."""
    if not answers:
        return
    found, first, gave_up = (sum(map(itemgetter(place), answers)) for place in (0, 1, 4))
    alone = "–" if answers[0].alone is None else sum(bool(each.alone) for each in answers)
    mean = statistics.mean(each.milliseconds for each in answers)
    print(f"| {kind} | {len(answers)} | {name} | {found} | {first} | {alone} | {gave_up} | {mean:.0f} |", flush=True)


if __name__ == "__main__":
    main()
