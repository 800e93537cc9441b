"""Set up matplotlib for the report: Chinese letters, vectors with words in them, the same bytes every time.

Nothing is imported for it: where a notebook never draws, it costs nothing, and matplotlib need not be there.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from annual_report import paths

FONT_MANAGER = "matplotlib.font_manager"
BACKEND = "matplotlib_inline.config"
FIGURE = ("matplotlib.figure", "Figure")

# The kinds of pictures that an analyst may have chosen for figures.
CHOSEN = ("image/png", "image/jpeg", "image/svg+xml", "application/pdf")

FAMILY, FILE = "Annual Report Hei", "hei-regular.otf"
SETTINGS = {
    "axes.unicode_minus": False,
    # Words stay words, which can be searched, and names inside a drawing do not differ from run to run.
    "svg.fonttype": "none",
    "svg.hashsalt": "annual-report",
}

SIDES = ("center", "left", "right")
LOST_GLYPHS = "Glyph .* missing from"


def prepare_charts() -> None:
    """Set up matplotlib for the notebook that this process runs, at once or when it is imported; elsewhere nothing."""
    shell = _shell()
    if shell is not None:
        _prepare(shell)


@cache
def _prepare(shell: Any) -> None:
    """Do it once: what an analyst changes afterwards stays."""
    shell.display_formatter.mimebundle_formatter.for_type_by_name(*FIGURE, _figure_as_svg)
    # What is shown of a figure is made here, unless an analyst asks for another kind of picture.
    shell.config.InlineBackend.setdefault("figure_formats", set())
    backend = sys.modules.get(BACKEND)
    if backend and backend.InlineBackend.instance(parent=shell).figure_formats == {"png"}:
        backend.InlineBackend.instance().figure_formats = set()
    if FONT_MANAGER in sys.modules:
        _set_up(sys.modules[FONT_MANAGER])
    else:
        sys.meta_path.insert(0, _Awaited())


def _shell() -> Any:
    """Return the shell of a notebook; None in a program that is none."""
    interactive = sys.modules.get("IPython")
    return interactive.get_ipython() if interactive else None


class _Awaited(MetaPathFinder):
    """Sets up matplotlib's fonts as soon as somebody imports them."""

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:
        """Find one module as the others do, and leave."""
        if name != FONT_MANAGER:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        loader: Any = spec.loader if spec else None
        if loader:
            execute = loader.exec_module

            def execute_and_set_up(module: ModuleType) -> None:
                execute(module)
                _set_up(module)

            loader.exec_module = execute_and_set_up
        return spec


def _set_up(font_manager: ModuleType) -> None:
    """Put our font, and those of the project, before all others."""
    ours = add_fonts(font_manager.fontManager)
    _tell_of_lost_glyphs()
    settings = sys.modules["matplotlib"].rcParams
    settings.update({**SETTINGS, "font.family": list(dict.fromkeys([*ours, *settings["font.family"]]))})


def add_fonts(manager: Any) -> list[str]:
    """Let matplotlib know our font and those of the project; return their families, ours first."""
    if FAMILY not in {each.name for each in manager.ttflist}:
        for file in (paths.FONTS / FILE, *paths.own_fonts()):
            manager.addfont(file)
    own = [each.name for each in manager.ttflist if Path(each.fname).parent == paths.OWN_FONTS]
    return list(dict.fromkeys([FAMILY, *own]))


def _tell_of_lost_glyphs() -> None:
    """Have matplotlib say what a font lacks, of files, too, and where an analyst wants to hear no warnings."""
    helpers: Any = import_module("matplotlib._text_helpers")
    warn = helpers.warn_on_missing_glyph

    def tell(*missing: Any) -> None:
        with warnings.catch_warnings():
            warnings.filterwarnings("always", LOST_GLYPHS)
            warn(*missing)

    helpers.warn_on_missing_glyph = tell


def _figure_as_svg(figure: Any, **_: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Return a figure as SVG, and what it shows in words, for those who cannot see it."""
    words = "；".join(dict.fromkeys(filter(None, _words(figure))))
    said = {"alt": words} if words else {}
    if _is_shown_otherwise(figure):
        return {}, said
    svg = import_module("IPython.core.pylabtools").print_figure(
        figure, "svg", metadata={"Date": None, **({"Title": words} if words else {})}
    )
    return {"image/svg+xml": svg}, said


def _is_shown_otherwise(figure: Any) -> bool:
    """Whether an analyst has chosen a kind of picture for figures."""
    formatters = _shell().display_formatter.formatters
    for kind in CHOSEN:
        with suppress(KeyError):
            formatters[kind].lookup(figure)
            return True
    return False


def _words(figure: Any) -> Iterator[str]:
    """Yield the titles of a figure; where it has none, the names of its axes."""
    titles = [figure.get_suptitle(), *(axes.get_title(side) for axes in figure.axes for side in SIDES)]
    if any(titles):
        yield from titles
    else:
        yield from ("，".join(filter(None, (axes.get_ylabel(), axes.get_xlabel()))) for axes in figure.axes)
