"""Read the suites of a form: what holds under every form, and what differs; what is not understood is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from string import Formatter

from annual_report import paths
from annual_report.errors import RuleError
from annual_report.form.forms import Form, load_form
from annual_report.rules.composition import compose
from annual_report.rules.pin import require_pinned
from annual_report.rules.rule import Rule, Suite
from annual_report.rules.structure import structure_of
from annual_report.rules.suite_entries import fill_in, rule_of
from annual_report.rules.suite_files import NO_RULES, SuiteEntry, SuiteFile, read_suite_file
from annual_report.rules.views import shape_of
from annual_report.rules.views.view import Shape
from annual_report.wording import join_words

# What the explanation of a rule may say beside the columns of its view.
WORDS_OF_A_FINDING = {"where", "left", "right", "imbalance"}

# A file of rules and what stands in it; None where there is no such file.
Source = tuple[Path, bytes | None]

NO_SUITES = "{folders} 里没有规则套件：用自己的规则时，请检查 " + paths.EXPECTATIONS_VARIABLE
NO_VIEW = "规则套件 {suites} 没有对应的数据视图"
BAD_EXPLANATION = "{suite}  规则 {rule} 的 explain 有误：{reason}"
UNKNOWN_COLUMNS = "{suite}  规则 {rule} 用到了没有的列：{columns}"


def load_suites(version: str) -> list[Suite]:
    """Read every suite of a form version.

    Raises RuleError for an unknown rule type, key, argument, severity or family, for a rule that stands both in common
    and in the form, and where a rule that the form must have is not there: what nobody judges must not look sound.
    There may be more.
    """
    suites = read_suites(version)
    require_pinned(suites, version)
    return suites


def read_suites(version: str) -> list[Suite]:
    """Read the suites that there are, be they all or not. Raises RuleError as above for one with a mistake."""
    form = load_form(version)
    return [make_suite(name, about, entries, form) for name, (about, entries) in entries_of(version).items()]


def entries_of(version: str) -> dict[str, tuple[str, tuple[SuiteEntry, ...]]]:
    """Return what each suite of a form is about, and its objects in order, families filled in."""
    folders = paths.common_expectations(), paths.expectations_folder(version)
    names = sorted({file.stem for folder in folders for file in folder.glob("*.json")})
    if not names:
        raise RuleError(NO_SUITES.format(folders=join_words(map(paths.stored_name, folders))))
    return {name: _entries(name, load_form(version)) for name in names}


def _entries(name: str, form: Form) -> tuple[str, tuple[SuiteEntry, ...]]:
    folders = paths.common_expectations(), paths.expectations_folder(form.version)
    common, own = (_source(folder / f"{name}.json") for folder in folders)
    return _compose_entries(common, own, form.version, _shape(name, form))


def _source(file: Path) -> Source:
    return file, file.read_bytes() if file.is_file() else None


# Files stay as they are for most of the time that a process lives.
@lru_cache(maxsize=128)
def _compose_entries(common: Source, own: Source, version: str, shape: Shape) -> tuple[str, tuple[SuiteEntry, ...]]:
    shared, differing = _written(*common), _written(*own)
    entries = compose(shared.entries, differing.entries, version)
    about = differing.about or shared.about
    return about, tuple(fill_in(entry, load_form(version), shape) for entry in entries)


def _written(file: Path, content: bytes | None) -> SuiteFile:
    return SuiteFile(file.stem) if content is None else read_suite_file(file, content)


def make_suite(name: str, about: str, entries: Sequence[SuiteEntry], form: Form) -> Suite:
    """Make a suite of its objects. Raises RuleError as above."""
    return _suite(name, about, json.dumps(entries), _shape(name, form))


# Each suite is several hundred objects of Great Expectations; they are the same for as long as its text is.
@lru_cache(maxsize=128)
def _suite(name: str, about: str, written: str, shape: Shape) -> Suite:
    rules = tuple(rule_of(SuiteEntry(*load)) for load in json.loads(written))
    if not rules:
        raise RuleError(NO_RULES.format(file=name))
    digest = sha256(repr((written, shape.columns, shape.keys)).encode()).hexdigest()
    return Suite(name, about, structure_of(shape), rules, digest)


def _shape(name: str, form: Form) -> Shape:
    shape = shape_of(name, form)
    if shape is None:
        raise RuleError(NO_VIEW.format(suites=name))
    return shape


def require_columns(suite: Suite, columns: list[str]) -> None:
    """Raise RuleError where a rule reads, or speaks of, a column that its view does not have."""
    for rule in suite.rules:
        unknown = [column for column in [*rule.columns, *_columns_named(rule, suite)] if column not in columns]
        if unknown:
            raise RuleError(UNKNOWN_COLUMNS.format(suite=suite.name, rule=rule.id, columns="、".join(unknown)))


def _columns_named(rule: Rule, suite: Suite) -> list[str]:
    """Return the columns that the explanation of a rule names. Raises RuleError for one that cannot be filled in."""
    try:
        fields = [(name, form) for _, name, form, _ in Formatter().parse(rule.explain) if name is not None]
    except ValueError as error:
        raise RuleError(BAD_EXPLANATION.format(suite=suite.name, rule=rule.id, reason=error)) from error
    if any(form or not name.isidentifier() for name, form in fields):
        raise RuleError(BAD_EXPLANATION.format(suite=suite.name, rule=rule.id, reason="{ } 里只能写列名"))
    return [name for name, _ in fields if name not in WORDS_OF_A_FINDING]
