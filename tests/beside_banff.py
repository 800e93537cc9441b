"""Ask banff (Statistics Canada, GPL-3) for the wrong cells of ledgers: for bench_banff.py, a JSON line in and out.

Runs in an environment of its own, without this project: banff wants an older pandas, and is no dependency of ours.
"""

import json
import os
import sys
import time
from importlib import import_module

SECONDS = 2.0


def main() -> None:
    # What banff itself says, already when it is imported, goes nowhere.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    for line in sys.stdin:
        edits, ledgers = json.loads(line)
        print(json.dumps(errorloc(edits, ledgers)), file=answers, flush=True)


def errorloc(edits: str, ledgers: list[dict[str, float]]) -> dict[str, object]:
    """Return of some ledgers, by number, the cells that banff would impute, and those it gave up; and milliseconds."""
    banff, pandas = map(import_module, ("banff", "pandas"))
    frame = pandas.DataFrame([{"unit": str(number), **values} for number, values in enumerate(ledgers)])
    frame = frame.astype(dict.fromkeys(frame.columns.drop("unit"), float))
    start = time.process_time()
    done = banff.errorloc(indata=frame, unit_id="unit", edits=edits, seed=1, time_per_obs=SECONDS)
    milliseconds = (time.process_time() - start) * 1000
    cells: dict[str, list[str]] = {}
    for unit, cell in zip(*(done.outstatus.column(name).to_pylist() for name in ("unit", "FIELDID")), strict=True):
        cells.setdefault(unit, []).append(cell)
    return {"cells": cells, "gave_up": done.outreject.column("unit").to_pylist(), "milliseconds": milliseconds}


if __name__ == "__main__":
    main()
