"""A papermill engine that forks: the cells run in a child of this process, which has imported everything already.

A kernel takes a second to start and several to import what a report needs. A forked child has both at once, and
whatever becomes of it (it hangs, eats memory, kills itself) it is the end of that notebook alone. Where there is no
fork, papermill's ordinary engine starts a kernel; both give the same notebook, byte by byte.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import nbformat
from papermill.engines import Engine, papermill_engines

from annual_report.engine.children import in_child
from annual_report.engine.keeping import forget_key
from annual_report.engine.limits import Limits
from annual_report.engine.settings import FORK, KERNEL

# The names under which papermill knows the engines; its own goes by none.
ENGINES = {FORK: "annual-report-fork", KERNEL: None}

# What comes next is imported while the child is at work.
NEXT = "nbconvert.exporters"


def warm(modules: Iterable[str]) -> None:
    """Import and rehearse now what every child would do by itself, and share it with all of them."""
    for name in ("annual_report.engine.in_process_kernel", NEXT, *modules):
        module = import_module(name)
        if hasattr(module, "rehearse"):
            module.rehearse()
    # A collection in a child would write to, and so copy, every page that it shares with this process.
    gc.collect()
    gc.freeze()
    # What works on reports makes much and keeps little, and soon ends.
    gc.set_threshold(50_000, 20, 20)


class ForkEngine(Engine):
    """Executes a notebook in a forked child: a real IPython shell and nbclient's own handling of what it says."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
        """Execute the notebook within `limits`. Raises EngineError where the child does not come to its end."""
        limits: Limits = options.pop("limits", None) or Limits.chosen()

        def work() -> bytes:
            # Imported here: a process that only waits needs no shell.
            from annual_report.engine.in_process_kernel import run_cells

            forget_key()
            run_cells(nb_man, kernel_name, options)
            return json.dumps(nb_man.nb).encode()

        notebook = nbformat.from_dict(json.loads(in_child(work, limits, meanwhile=lambda: import_module(NEXT))))
        # The manager holds the notebook that papermill goes on with.
        nb_man.nb.update(notebook)
        # The child has counted the cells on its own copy of the progress bar.
        nb_man.complete_pbar()


papermill_engines.register(ENGINES[FORK], ForkEngine)
