"""The conventions of this project are tested like its code."""

from __future__ import annotations

import ast
import graphlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import nbformat
import pytest
from rich.cells import cell_len

import annual_report
import rule_book
from annual_report import paths
from annual_report.__main__ import main
from annual_report.build import verbs
from annual_report.form.forms import load_form, load_forms
from annual_report.rules import findings_json
from annual_report.rules.suites import read_suites
from annual_report.terminal import one_report

# Imports point down only; rooms on one floor do not know each other.
FLOORS = (
    {"__main__"},
    {"commands"},
    {"terminal"},
    {"district"},
    {"build"},
    {"steps"},
    {"desk"},
    {"review"},
    {"rules"},
    {"document"},
    {"engine"},
    {"prose"},
    {"filing"},
    {"form"},
    # The ground, where one thing may stand on another.
    {"toolkit_files"},
    {"strict_yaml", "typed_command"},
    {"errors", "files", "memo", "paths", "wording", "yaml_loader"},
)

TOP_LEVEL = {
    *("notebooks", "params", "src", "expectations", "tests", "Makefile", "pyproject.toml"),
    *("README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "requirements.txt", "docs"),
    *(".ci", ".github", ".gitattributes", ".gitignore", ".pre-commit-config.yaml", "报告.cmd"),
}

CLOCK = re.compile(r"time\.(?:time|monotonic|perf_counter|process_time|thread_time)(?:_ns)?")

SOURCES = sorted(paths.PACKAGE.rglob("*.py"))


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=paths.PROJECT, capture_output=True, text=True, check=True)
    return [paths.PROJECT / name for name in listing.stdout.split("\0") if name]


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(paths.PACKAGE).with_suffix("").parts).removesuffix(".__init__")


# Modules that are imported, or import, only where they are asked for, and the extra that they need.
MARKUP = ("markup", "markup_article", "markup_positions", "markup_shown", "markup_text")
EXTRAS = {
    **dict.fromkeys(("engine.cluster", "district.remote_files"), "cluster"),
    **{f"filing.imports.{name}": "import" for name in (*MARKUP, "pdf", "pdf_lines", "pdf_tables")},
    **{module: "desk" for module in map(module_name, SOURCES) if module.startswith("desk.workbook.")},
    "desk.table_widget": "desk",
    **dict.fromkeys(("document.chart.draw", "document.chart.plots"), "chart"),
}


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a file imports, also inside functions."""
    known = {module_name(source) for source in SOURCES}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("annual_report"):
            base = (node.module or "").removeprefix("annual_report").lstrip(".")
            for alias in node.names:
                full = f"{base}.{alias.name}".lstrip(".")
                yield full if full in known else base
        # A module that is named in a string, with or without what it holds, is imported by whoever reads the string.
        if isinstance(node, ast.Constant) and str(node.value).startswith("annual_report."):
            named = str(node.value).removeprefix("annual_report.").partition(":")[0]
            yield from {named} & known


def floor(module: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if module.split(".")[0] in names)


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_imports_point_down_only(path: Path) -> None:
    module = module_name(path)
    if module == "__init__":
        return
    for other in imported(path):
        same_package = module.split(".")[0] == other.split(".")[0]
        assert same_package or floor(other) > floor(module), f"{module} imports {other}"


def test_no_module_imports_itself_through_others() -> None:
    graph = {module_name(path): set(imported(path)) - {module_name(path)} for path in SOURCES}
    tuple(graphlib.TopologicalSorter(graph).static_order())


def test_environment_is_touched_only_where_processes_and_people_meet() -> None:
    """All else is told in a `Run`; a notebook is handed one file, by one name."""
    found = {
        module_name(path) for path in SOURCES if re.search(r"os\.(environ|getenv|putenv)", path.read_text("utf-8"))
    }
    assert found == {
        *(
            "paths",
            "engine.limits",
            "engine.settings",
            "engine.environment",
        ),  # what people set, what a notebook is handed
        *("__main__", "commands.command_line"),  # the project of an installed command; what make hands on
        *("engine.warm.client", "engine.warm.messages", "engine.warm.server", "engine.warm.world"),  # whole processes
        "typed_command",  # how whoever typed the command calls it
        "engine.cluster",  # the date, to another machine
        "engine.in_process_kernel",  # what a kernel sets for matplotlib
    }


def test_every_variable_is_one_that_the_readme_explains_or_that_the_build_hands_to_the_notebook() -> None:
    found = {name for path in SOURCES for name in re.findall(r"\bANNUAL_REPORT_[A-Z_]+", path.read_text("utf-8"))}
    readme = (paths.PROJECT / "README.md").read_text(encoding="utf-8")
    assert found - {paths.HANDED_VARIABLE} == set(re.findall(r"\bANNUAL_REPORT_[A-Z_]+", readme))


def test_one_name_is_one_thing() -> None:
    """No two classes have the same name: whoever reads `Verdict` knows which."""
    homes: dict[str, list[str]] = {}
    for path in SOURCES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module_name(path))
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_modules_and_public_functions_say_what_they_promise(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node) or path.name == "__main__.py", node.name


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_official_labels_are_data_never_typed_into_code(path: Path) -> None:
    form = load_form("2021")
    headings = [each for table in form.tables for each in (*table.line_headings(), *table.column_headings())]
    labels = {heading.label for heading in headings} | {
        section.title for section in form.sections if not section.optional
    }
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in docstrings]
    for label in labels:
        if len(label) > 4:
            assert not [text for text in strings if isinstance(text, str) and label in text]


def test_no_test_looks_at_a_clock() -> None:
    """A test says the same on a slow, busy machine: it counts work (counting.py) and waits for what must happen
    (waiting.py). How long things take is told by the benchmarks; the long suites, run by hand, guard against hanging.
    """
    for path in (paths.PROJECT / "tests").rglob("*.py"):
        if not path.name.startswith("bench") and not {"long", "data"} & {*path.parts}:
            assert not clocks_in(ast.parse(path.read_text(encoding="utf-8"))), path


def clocks_in(tree: ast.AST) -> list[str]:
    """Return the clocks that a file reads: time.monotonic, or what it imports from time."""
    nodes = list(ast.walk(tree))
    names = [ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)]
    names += [f"{node.module}.{each.name}" for node in nodes if isinstance(node, ast.ImportFrom) for each in node.names]
    return [name for name in names if CLOCK.fullmatch(name)]


# What shows findings: to clerks, to offices, to other systems.
SHOWING = [path for path in SOURCES if re.match(r"review|terminal|district\.check_files", module_name(path))]
STORED = {
    *(*findings_json.FINDINGS_KEYS, *findings_json.FINDING_KEYS, *findings_json.SLIP_KEYS),
    *(*findings_json.EXPLANATION_KEYS, *findings_json.CHANGE_KEYS, *findings_json.PROBLEM_KEYS),
}


def keys_looked_up(path: Path) -> Iterator[object]:
    """Yield every key that a file looks up in a dictionary by its name: data["rule"], data.get("rule")."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            yield node.slice.value
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))


@pytest.mark.parametrize("path", SHOWING, ids=module_name)
def test_findings_are_shown_as_nouns_never_as_dictionaries(path: Path) -> None:
    assert not STORED & {*keys_looked_up(path)}
    assert "as_dict" not in path.read_text(encoding="utf-8")


# Benchmarks and long suites are run by name only, and would fail unseen for want of what they ask the package for.
TESTS = sorted((paths.PROJECT / "tests").rglob("*.py"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_what_tests_and_benchmarks_ask_the_package_for_is_there(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("annual_report"):
            for alias in node.names:
                found = names_of(node.module or "").get(alias.name)
                assert found is not None, f"{node.module} has no {alias.name}"
                modules[alias.asname or alias.name] = found
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(modules.get(ast.unparse(node.value)), ModuleType):
            assert hasattr(modules[ast.unparse(node.value)], node.attr), ast.unparse(node)


def names_of(module: str) -> dict[str, Any]:
    """Return what can be imported from a module, the modules of a room included."""
    found = import_module(module)
    inside = [each.name for each in iter_modules(getattr(found, "__path__", ()))]
    return {**vars(found), **{name: import_module(f"{module}.{name}") for name in inside if "__" not in name}}


# What is promised by a room, or by the house, as a whole, and so by no module alone.
OF_THE_WHOLE = {
    *("test_contributing.py", "test_conventions.py"),
    *("build/test_reproducible.py", "district/test_losses.py", "engine/test_ipykernel.py"),
    *("document/test_fidelity.py", "document/test_formats.py", "document/test_rendering.py"),
    *("rules/test_adding_a_rule.py", "rules/test_completeness.py", "rules/test_great_expectations.py"),
    *("rules/test_rooms.py", "rules/explain/test_mending.py"),
}


def test_each_file_of_tests_stands_where_its_module_or_room_does() -> None:
    folder = paths.PROJECT / "tests"
    rooms = {path.parent for path in SOURCES if path.name == "__init__.py"}
    homes = {path.relative_to(paths.PACKAGE) for path in SOURCES} | {
        room.relative_to(paths.PACKAGE).with_suffix(".py") for room in rooms - {paths.PACKAGE}
    }
    # What the tests share has tests of its own beside it: rule_book.py.
    shared = (*folder.glob("*.py"), *folder.glob("guide/*.py"))
    homes |= {path.relative_to(folder) for path in shared if not path.name.startswith("test_")}
    # A room may be tested as a whole among its own tests, too: rules/test_rules.py.
    homes |= {home.with_suffix("") / home.name for home in homes}
    found = {path.relative_to(folder) for path in folder.rglob("test_*.py")}
    named = {path for path in found if path.with_name(path.name.removeprefix("test_")) in homes}
    others = {path.as_posix() for path in found - named if path.parts[0] != "long"}
    assert others == OF_THE_WHOLE


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_what_a_docstring_names_is_there(path: Path) -> None:
    """Tests by their file and name; what a module holds as `module.name`."""
    text = path.read_text(encoding="utf-8")
    for file, _, name in (found.partition("::") for found in re.findall(r"tests/[\w/]+\.py(?:::\w+)?", text)):
        assert (paths.PROJECT / file).is_file(), file
        assert not name or f"def {name}(" in (paths.PROJECT / file).read_text(encoding="utf-8"), name
    modules = {source.stem: source for source in SOURCES}
    for module, name in re.findall(r"`([a-z_]+)\.([A-Za-z_]+)`", text):
        if module in modules:
            assert re.search(rf"\b{name}\b", modules[module].read_text(encoding="utf-8")), f"{module}.{name}"


def test_top_level_is_the_fixed_one() -> None:
    assert {path.relative_to(paths.PROJECT).parts[0] for path in tracked_files()} == TOP_LEVEL


def test_nothing_names_a_machine_or_a_registry() -> None:
    pattern = re.compile(r"/(?:root|work|home/[a-z]+)/|pypi\.org|--(?:extra-)?index-url|find-links")
    for path in tracked_files():
        if path.suffix not in {".png", ".otf"} and path != Path(__file__):
            found = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if pattern.search(line)]
            assert not [line for line in found if "no-emit" not in line], path


def test_every_requirement_is_pinned_with_hashes() -> None:
    lines = (paths.PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(pins) > 100
    assert all(re.match(r"[a-z0-9.\-]+(\[.+\])?==\S+ .*\\$", pin) for pin in pins)


def metadata() -> dict[str, Any]:
    return dict(tomllib.loads((paths.PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def test_version_is_the_newest_of_the_changelog() -> None:
    changelog = (paths.PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest, *_ = re.findall(r"^## (\d+\.\d+\.\d+) – \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert annual_report.__version__ == metadata()["version"] == newest


def test_every_licence_is_named() -> None:
    files = {path.relative_to(paths.PROJECT).as_posix() for path in tracked_files()}
    licences = {name for name in files if re.search(r"licen[cs]e|OFL", Path(name).name, re.IGNORECASE)}
    assert licences == set(metadata()["license-files"])


def test_what_is_imported_is_declared() -> None:
    project = metadata()
    distributions = packages_distributions()
    for path in SOURCES:
        extra = project["optional-dependencies"].get(EXTRAS.get(module_name(path), ""), [])
        declared = {re.split("[<>=~]", each)[0].lower() for each in (*project["dependencies"], *extra)}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            for name in {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"annual_report"}:
                assert declared & {each.lower().replace("_", "-") for each in distributions[name]}, (
                    f"{path.name} imports {name}"
                )


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    return nbformat.read(paths.NOTEBOOK, as_version=4)


NOTEBOOKS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def each_notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_notebook_is_stored_without_outputs(each_notebook: nbformat.NotebookNode) -> None:
    for cell in code_cells(each_notebook):
        assert not cell.outputs, "run `make format`"
        assert cell.execution_count is None, "run `make format`"


def test_notebook_cells_are_one_line_and_define_nothing(each_notebook: nbformat.NotebookNode) -> None:
    forbidden = ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.For | ast.While | ast.comprehension
    for cell in code_cells(each_notebook):
        if "parameters" not in cell.metadata.get("tags", []):
            assert len(cell.source.splitlines()) == 1, "move it to src/"
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, forbidden)], "move it to src/"


def test_notebook_uses_three_tags_and_typed_explained_parameters(each_notebook: nbformat.NotebookNode) -> None:
    tags = {tag for cell in each_notebook.cells for tag in cell.metadata.get("tags", [])}
    assert tags == {"parameters", "remove-cell"}
    parameters = next(cell for cell in each_notebook.cells if "parameters" in cell.metadata.get("tags", []))
    assert all(re.match(r"\w+: (str|int) = .+  # .+", line) for line in parameters.source.splitlines())


def test_notebook_headings_are_the_official_titles(notebook: nbformat.NotebookNode) -> None:
    headings = [cell.source.removeprefix("## ") for cell in notebook.cells if cell.source.startswith("## ")]
    assert headings == [section.title for section in load_form("2021").sections if not section.optional]


def test_notebook_shows_every_section_under_its_heading(notebook: nbformat.NotebookNode) -> None:
    following = dict(zip((cell.source for cell in notebook.cells), notebook.cells[1:], strict=False))
    for section in load_form("2021").sections:
        if not section.optional:
            shown = following[f"## {section.title}"].source
            assert shown == (
                f"tabulate(report.{section.table})" if section.table else f'narrate(report, "{section.code}")'
            )


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", (paths.PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_help_lists_every_target() -> None:
    makefile = (paths.PROJECT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony.group(1).split()) == make_targets()


def test_help_fits_a_terminal() -> None:
    lines = subprocess.run(["make", "help"], cwd=paths.PROJECT, check=True, capture_output=True, text=True).stdout
    assert set(re.findall(r"^  make ([a-z-]+) ", lines, re.MULTILINE)) == make_targets()
    assert [line for line in lines.splitlines() if cell_len(line) > 80] == []


# The places in tests that start Python anew, each of which waits for all its imports. The suite is run often: a test of
# a process takes the place of another one, shares its run, or goes to tests/long.
MOST_NEW_PROCESSES = 32


def test_few_tests_start_python_anew() -> None:
    tests = (path for path in (paths.PROJECT / "tests").rglob("test_*.py") if "long" not in path.parts)
    nodes = (node for path in tests for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    started = [node for node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.executable"]
    assert len(started) <= MOST_NEW_PROCESSES


def test_what_make_starts_keeps_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else every process of every test would compile Great Expectations again: more than half of the suite's time."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    tell = '--eval=tell: ; @echo "[$$PYTHONDONTWRITEBYTECODE]"'
    command = ["make", "--no-print-directory", tell, "tell"]
    done = subprocess.run(command, cwd=paths.PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_of_the_readme_exists(name: str) -> None:
    text = (paths.PROJECT / name).read_text(encoding="utf-8")
    commands = set(re.findall(r"\bmake ([a-z-]+)\b", text))
    assert len(commands) >= 5
    assert commands <= make_targets()


# What people read, beside the rule book that the suites give.
PAGES = [
    *("README.md", "README.zh-CN.md", "CONTRIBUTING.md"),
    *("docs/architecture.md", "docs/cluster.md", "docs/data-log.md", "docs/facts.md"),
    *("docs/指南.md", "docs/guide.md"),
]


@pytest.mark.parametrize("name", PAGES)
def test_every_path_and_link_of_a_page_leads_somewhere(name: str) -> None:
    page = paths.PROJECT / name
    text = page.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:notebooks|params|expectations|src|tests|docs|\.ci)/[\w./-]*)`", text):
        assert (paths.PROJECT / path).exists(), path
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (page.parent / link).exists(), link


def test_readme_tells_the_floors_as_they_are() -> None:
    text = (paths.PROJECT / "README.md").read_text(encoding="utf-8")
    arrows = text.partition("Imports point down: ")[2].partition(";")[0]
    assert tuple(set(re.findall(r"`(\w+)`", floor)) for floor in arrows.split("→")) == FLOORS


def test_pages_describe_every_room_by_its_own_sentence() -> None:
    """The sentence is that of the room's __init__.py."""
    text = (paths.PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^\| `(\w+)/` \| ([^|]+) \|", text, re.MULTILINE))
    rooms = {path.parent.name: path for path in paths.PACKAGE.glob("*/__init__.py")}
    assert described == {
        room: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) for room, path in rooms.items()
    }
    assert set(rooms) == {path.name for path in (paths.PROJECT / "tests").iterdir() if path.name in rooms}


def test_architecture_describes_the_ground_by_the_first_sentence_of_each_module() -> None:
    text = (paths.PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", text, re.MULTILINE))
    ground = {name for names in FLOORS for name in names if (paths.PACKAGE / f"{name}.py").is_file()}
    tops = {"__main__"}
    sentences = {
        name: ast.get_docstring(ast.parse((paths.PACKAGE / f"{name}.py").read_text(encoding="utf-8"))) or ""
        for name in ground - tops
    }
    assert described == {name: words.partition("\n\n")[0].replace("\n", " ") for name, words in sentences.items()}


def masked(text: str) -> list[str]:
    """Return the lines of a terminal sample without what differs from run to run, or from rule to rule.

    That is seconds, sizes, blanks at the end; how many rules there are, and how many of them held.
    """
    numbers = r"[\d.]+(?= 秒|KB|B)|(?<=（规则 )\d+(?= 条)|(?<=：通过 )\d+"
    return [re.sub(numbers, "#", line).rstrip() for line in text.strip().splitlines()]


def sample(command: str) -> str:
    """Return what the README shows under a command."""
    text = (paths.PROJECT / "README.md").read_text(encoding="utf-8")
    block = text.split(f"$ {command}", 1)[1].split("```", 1)[0]
    return block.partition("\n")[2]


def test_readme_shows_the_real_output_of_a_report(
    built: Callable[[str], verbs.Outcome], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    outcome = built("luolong")
    one_report.show(outcome, one_report.Terminal())
    shown = capsys.readouterr().out.replace(outcome.request.out.as_posix(), "build")
    assert masked(shown)[:-3] == masked(sample("make report AGENCY=luolong YEAR=2024"))[:-3]
    assert [file.name for file in outcome.files] == re.findall(r"[a-z]+(?:\.[a-z]+)+(?=\s+\d)", sample("make report"))


def test_readme_shows_the_real_output_of_a_failing_check(
    params: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    table = params / "yunze/2024/applications.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1198", "1189"), encoding="utf-8")
    options = ["--agency", "yunze", "--year", "2024", "--params", str(params), "--out", str(tmp_path)]
    assert main(["check", *options]) == 1
    printed = capsys.readouterr().out.replace(params.as_posix(), "params").replace(tmp_path.as_posix(), "build")
    assert masked(printed) == masked(sample("make check AGENCY=yunze YEAR=2024"))


def rules_named_in(text: str) -> set[str]:
    return set(re.findall(r"\b(?:[CNMFXPW]|T[234]|XT)-[RSI]?\d+\b", text))


def test_rules_that_the_code_speaks_of_are_explained_and_those_explained_exist() -> None:
    explained = rules_named_in((paths.PROJECT / "docs/facts.md").read_text(encoding="utf-8"))
    for path in SOURCES:
        families = {re.sub(r"(?<=[RSI])\d+", "", name) for name in rules_named_in(path.read_text(encoding="utf-8"))}
        assert families <= {re.sub(r"(?<=[RSI])\d+", "", name) for name in explained}, path
    rules = [rule for form in load_forms() for suite in read_suites(form.version) for rule in suite.rules]
    # One is said when a table is read, the other is how vague numbers are read.
    for name in explained - {"T2-04", "M-03"}:
        assert any(rule.covers(name) for rule in rules), name


def test_rule_book_is_in_step_with_the_suites() -> None:
    """After a change of a suite or a breakage: make rules."""
    assert rule_book.PAGE.read_text(encoding="utf-8") == rule_book.page()
    for form in load_forms():
        assert paths.pinned_rules(form.version).read_text(encoding="utf-8") == rule_book.pinned(form)
