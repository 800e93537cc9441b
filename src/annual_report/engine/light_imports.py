"""Import jsonschema without a grammar that it compiles at every start, and that nothing here asks for.

nbformat and Great Expectations import jsonschema, and that imports rfc3987_syntax, for checking web addresses in other
alphabets (the formats iri and iri-reference). To compile its grammar takes four fifths of that import: a second of
processor time for every command, kernel and worker that starts. Without this module each would wait so much longer;
no output would differ (tests/engine/test_light_imports.py: all but those two formats are known as ever).

Only what we start ourselves goes without: the command line, the warm process, the workers of a pool, the kernels of
`ENGINE=kernel`. Whoever imports annual_report, as a notebook in JupyterLab does, has jsonschema whole. And everywhere,
also inside the block and in a child that is forked there, rfc3987_syntax itself can be imported: it is hidden from
jsonschema alone, and only while that is being imported.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from typing import Any

GRAMMAR = "rfc3987_syntax"
ITS_USER = "jsonschema._format"


@contextmanager
def light_imports() -> Iterator[None]:
    """Hide the grammar from a jsonschema that is imported inside this block."""
    finder = _Hiding()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


def load_ipython_extension(_: Any) -> None:
    """Import jsonschema so in a kernel that is told to load this module as its extension."""
    with light_imports():
        import nbformat  # noqa: F401  (imports jsonschema)


class _Hiding(MetaPathFinder):
    """Finds nothing, and sees to it that nobody else finds the grammar for jsonschema, which then does without."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name == GRAMMAR and _is_being_imported(ITS_USER):
            raise ModuleNotFoundError(name, name=name)


def _is_being_imported(name: str) -> bool:
    return bool(getattr(getattr(sys.modules.get(name), "__spec__", None), "_initializing", False))
