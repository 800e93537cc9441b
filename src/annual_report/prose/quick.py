"""Fill in a passage quickly: compile every placeholder once, since the same ones recur in every report.

Jinja takes a hundred times as long to read a placeholder as to fill it in. What it has read is kept here by the text of
the placeholder, so that thousands of reports, each in its own words, are as good as read once. Whatever is out of the
ordinary is left to Jinja as a whole passage, which then also knows what is wrong with it, and where. Without this
module Jinja would read every passage as a whole, and print the same words (tests/prose/test_quick.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from jinja2 import Template, nodes

from annual_report.filing.figures import Figure
from annual_report.prose.grammar import offences
from annual_report.prose.sentences import WORDINGS, Names, printable, sentence_environment

OPENING = re.compile(r"\{[{%#]")
CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
WORDS, FIGURE, TAG, COMMENT = "", "{{", "{%", "{#"
NAME = re.compile(r"\s*(\w+(?:\.\w+)*)\s*")
HOLDS = "1"

# Jinja counts what stands inside what, and refuses too much of it.
DEEPEST_CHOICE = 2
MOST_SNIPPETS = 2_000

Path = tuple[str, ...]


class UnusualError(Exception):
    """A passage that only Jinja as a whole can judge."""


@dataclass(frozen=True)
class Quoted:
    """A figure by its name, nothing done with it: 申请.本年新收.总计."""

    path: Path

    def is_known(self, vocabulary: Mapping[str, Any]) -> bool:
        return self.path[0] in vocabulary and _leads_somewhere(self.path, vocabulary)


@dataclass(frozen=True)
class Snippet:
    """A placeholder as Jinja has read it: the names it loads, the attributes it follows, and how to fill it in."""

    template: Template
    names: frozenset[str]
    paths: tuple[Path, ...]

    def is_known(self, vocabulary: Mapping[str, Any]) -> bool:
        known = all(name in vocabulary or name in self.template.globals for name in self.names)
        return known and all(_leads_somewhere(path, vocabulary) for path in self.paths)


@dataclass(frozen=True)
class Choice:
    """Branches, of which the first whose condition holds is said; the last may have none."""

    branches: tuple[tuple[Snippet | None, tuple[Piece, ...]], ...]


Piece = str | Quoted | Snippet | Choice
Token = tuple[str, str]


def fill_in(source: str, context: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> str | None:
    """Return a passage with its placeholders filled in from a context; None where only Jinja as a whole can tell.

    That is so, too, where a name is not in the vocabulary, also in a branch that is not taken.
    """
    try:
        pieces, end = _pieces_until_tag(_tokens(source), depth=0)
        if end or not all(each.is_known(vocabulary) for each in _placeholders_in_doubt(pieces)):
            return None
        return "".join(_Filling(context).words(pieces))
    except Exception:  # whatever a placeholder does, Jinja says what and where
        return None


def comments(source: str) -> Iterator[int]:
    """Yield where in a passage a comment of Jinja begins; behind a placeholder without an end nobody can tell."""
    at = 0
    while opening := OPENING.search(source, at):
        if opening.group() == COMMENT:
            yield opening.start()
        end = source.find(CLOSING[opening.group()], opening.end())
        if end < 0:
            return
        at = end + len(opening.group())


class _Filling:
    """Fills figures into the pieces of one passage."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.context = context

    def words(self, pieces: Iterable[Piece]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield piece
            elif isinstance(piece, Quoted):
                yield str(printable(_follow(piece.path, self.context)))
            elif isinstance(piece, Snippet):
                yield from piece.template.root_render_func(self._for_jinja)
            else:
                yield from self.words(self._chosen(piece))

    def _chosen(self, choice: Choice) -> tuple[Piece, ...]:
        chosen = (pieces for condition, pieces in choice.branches if condition is None or self._holds(condition))
        return next(chosen, ())

    def _holds(self, condition: Snippet) -> bool:
        return "".join(self.words([condition])) == HOLDS

    @cached_property
    def _for_jinja(self) -> Any:
        return _snippet("{{ year }}").template.new_context(dict(self.context))


def _tokens(source: str) -> Iterator[Token]:
    """Yield the words and the placeholders of a passage, in reading order, each with the braces that open it."""
    if "\r" in source:
        raise UnusualError
    source, at = source.removesuffix("\n"), 0  # as Jinja does
    while opening := OPENING.search(source, at):
        end = source.find(CLOSING[opening.group()], opening.end())
        if end < 0 or source[opening.end()] in "+-" or source[end - 1] in "+-":
            raise UnusualError
        yield WORDS, source[at : opening.start()]
        yield opening.group(), source[opening.end() : end]
        at = end + len(opening.group())
    yield WORDS, source[at:]


def _pieces_until_tag(tokens: Iterator[Token], depth: int) -> tuple[tuple[Piece, ...], str]:
    """Return the pieces up to a tag that ends them, and that tag; nothing where they end with the passage."""
    pieces: list[Piece] = []
    for kind, text in tokens:
        if kind == WORDS:
            pieces.append(text)
        elif kind == FIGURE:
            pieces.append(_placeholder(text))
        elif kind == TAG and text.split()[:1] == ["if"]:
            pieces.append(_choice(text, tokens, depth + 1))
        elif kind == TAG:
            return tuple(pieces), text.strip()
    return tuple(pieces), ""


def _placeholder(text: str) -> Quoted | Snippet:
    name = NAME.fullmatch(text)
    path = tuple(name.group(1).split(".")) if name else ()
    return Quoted(path) if path and all(map(str.isidentifier, path)) else _snippet(f"{{{{{text}}}}}")


def _choice(tag: str, tokens: Iterator[Token], depth: int) -> Choice:
    branches: list[tuple[Snippet | None, tuple[Piece, ...]]] = []
    if depth > DEEPEST_CHOICE:
        raise UnusualError
    while tag != "endif":
        word, _, condition = tag.strip().partition(" ")
        is_first, is_last = not branches, bool(branches) and branches[-1][0] is None
        if is_last or word not in (("if",) if is_first else ("elif", "else")):
            raise UnusualError
        if (word == "else") == bool(condition):
            raise UnusualError
        pieces, tag = _pieces_until_tag(tokens, depth)
        branches.append((_snippet(f"{{% if {condition} %}}{HOLDS}{{% endif %}}") if condition else None, pieces))
    return Choice(tuple(branches))


@lru_cache(maxsize=MOST_SNIPPETS)
def _snippet(source: str) -> Snippet:
    """Let Jinja read a placeholder. Raises UnusualError, or what Jinja raises, for one that is not good enough."""
    environment = sentence_environment()
    tree = environment.parse(source)
    if any(offences(tree)) or not _is_sound(tree):
        raise UnusualError
    names = frozenset(each.name for each in tree.find_all(nodes.Name))
    paths = tuple(path for each in tree.find_all(nodes.Getattr) if (path := _path_of(each)))
    template = Template.from_code(environment, environment.compile(tree), environment.make_globals(None))
    return Snippet(template, names, paths)


def _is_sound(tree: nodes.Template) -> bool:
    filters = (each.name for each in tree.find_all(nodes.Filter))
    constants = (each.value for each in tree.find_all(nodes.Const) if isinstance(each.value, str))
    return all(name in WORDINGS for name in filters) and all(map(str.isprintable, constants))


def _path_of(node: nodes.Node) -> Path:
    """Return the names that lead to an attribute; nothing where it is one of something computed."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    above = _path_of(node.node) if isinstance(node, nodes.Getattr) else ()
    return (*above, node.attr) if above and isinstance(node, nodes.Getattr) else ()


def _placeholders_in_doubt(pieces: Iterable[Piece]) -> Iterator[Quoted | Snippet]:
    """Yield the placeholders whose names are looked up first; a figure that is said anyway is found or not."""
    for piece in pieces:
        if isinstance(piece, Choice):
            for condition, inside in piece.branches:
                yield from (condition,) if condition else ()
                yield from (each for each in inside if isinstance(each, Quoted))
                yield from _placeholders_in_doubt(inside)
        elif isinstance(piece, Snippet):
            yield piece


def _leads_somewhere(path: Path, vocabulary: Mapping[str, Any]) -> bool:
    """Whether what a path names exists; what is neither a figure nor a group of names, Jinja itself looks into."""
    value = vocabulary.get(path[0])
    for place, name in enumerate(path[1:], 2):
        if isinstance(value, Figure) or (isinstance(value, Names) and name not in value):
            return False
        if not isinstance(value, Names) or place == len(path):
            break
        value = value[name]
    return True


def _follow(path: Path, context: Mapping[str, Any]) -> Any:
    value: Any = context
    for name in path:
        value = value[name]
    return value
