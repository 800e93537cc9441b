"""The names of the office that reports: a unit of one of these names is the office itself, any other a part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from annual_report.prose.reading.fold import fold
from annual_report.prose.reading.vocabulary import Vocabulary, lengths_by_beginning

ITSELF = ("unit", "whole")
PLACES = "省市州盟县区旗"
LONG_FORM, SHORT_FORM = "人民政府", "政府"
SHORTEST = 3


@lru_cache(maxsize=8)
def with_names(vocabulary: Vocabulary, names: tuple[str, ...]) -> Vocabulary:
    """Return a vocabulary that knows the office by its names and by their usual short forms."""
    forms = {form for name in names for form in _forms_of(fold(name).text)} - vocabulary.meanings.keys()
    meanings = {**vocabulary.meanings, **dict.fromkeys(forms, ITSELF)}
    return replace(vocabulary, meanings=meanings, lengths=lengths_by_beginning(meanings))


def _forms_of(name: str) -> Iterator[str]:
    """Yield a name, its place where it is a government's, and what is left of both without the places before."""
    for whole in (name, *([name.partition(LONG_FORM)[0]] if LONG_FORM in name else [])):
        places = [place for place, character in enumerate(whole) if character in PLACES and place]
        for start in (0, *places, *(place + 1 for place in places)):
            for form in (whole[start:], whole[start:].replace(LONG_FORM, SHORT_FORM)):
                if len(form) >= SHORTEST:
                    yield form
