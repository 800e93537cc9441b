"""A check as a formula of a spreadsheet. A cell that is blank, or holds words, is no number: nothing counts it as 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from annual_report.desk.check import TOLD_OF_BLANKS, Alternatives, Check, Statement, Sum, Term

# Binary fractions: two sides are alike where they differ by less than any figure can.
EXACT = 6

MARKS = {"==": "=", "!=": "<>"}

# Of an address: where it stands in the workbook.
Reference = Callable[[str], str]


def verdict_formula(check: Check, reference: Reference, words: Mapping[str, str]) -> str:
    """Return the formula that says in words what becomes of a check."""
    ruled_out = [f"AND({_known(each, reference)},NOT({_holds(each, reference)}))" for each in check.when]
    known = [_known(each, reference) for each in (*check.when, check.holds, *check.needs)]
    needed = [_holds(each, reference) for each in check.needs]
    said = f'"{words["not_assessable"]}"'
    if not check.unknown:
        # A condition that needs what is not there is never asked: a program works out every part of AND.
        holds = f'IF({_holds(check.holds, reference)},"{words["passed"]}","{words["failed"]}")'
        said = f"IF(AND({','.join([*known, *needed])}),{holds},{said})"
    return f'=IF(OR({",".join(ruled_out)}),"{words[""]}",{said})' if ruled_out else f"={said}"


def sum_formula(side: Sum, reference: Reference) -> str:
    """Return the formula of a sum that stays blank while one of its cells is open."""
    known = _known((((Statement(side, "==", Sum())),),), reference)
    return f'=IF({known},{_total(side, reference)},"")'


def _known(alternatives: Alternatives, reference: Reference) -> str:
    terms = [term for clause in alternatives for sentence in clause for term in sentence.terms]
    return f"AND({','.join([*_all_known(terms, reference), 'TRUE'])})"


def _all_known(terms: Iterable[Term], reference: Reference) -> Iterator[str]:
    needed = [term for term in terms if term.measure not in TOLD_OF_BLANKS]
    for count, written in (("COUNT", False), ("COUNTA", True)):
        cells = list(dict.fromkeys(reference(term.cell) for term in needed if (term.measure == "written") is written))
        if cells:
            yield f"{count}({','.join(cells)})={len(cells)}"


def _holds(alternatives: Alternatives, reference: Reference) -> str:
    clauses = [f"AND({','.join(_sentence(each, reference) for each in clause)})" for clause in alternatives]
    return clauses[0] if len(clauses) == 1 else f"OR({','.join(clauses)})"


def _sentence(sentence: Statement, reference: Reference) -> str:
    if any(term.measure == "decimals" for term in sentence.terms):
        (term,), most = sentence.left.terms, sentence.right.constant
        return f"ROUND(N({reference(term.cell)}),{most})=N({reference(term.cell)})"
    difference = _total(sentence.left.minus(sentence.right), reference)
    return f"ROUND({difference},{EXACT}){MARKS.get(sentence.relation, sentence.relation)}0"


def _total(side: Sum, reference: Reference) -> str:
    parts = [*_sums(side.terms, reference), *([f"{side.constant:+}"] if side.constant else [])]
    return "".join(parts).removeprefix("+") or "0"


def _sums(terms: Iterable[Term], reference: Reference) -> Iterator[str]:
    plain: dict[int, list[str]] = {}
    for term in terms:
        plain.setdefault(term.factor, []).append(_measured(term, reference(term.cell)))
    for factor, each in plain.items():
        times = f"*{abs(factor)}" if abs(factor) != 1 else ""
        yield f"{'-' if factor < 0 else '+'}SUM({','.join(each)}){times}"


def _measured(term: Term, cell: str) -> str:
    return {
        "filled": f"COUNT({cell})",
        "blank": f"1-COUNT({cell})",
        "written": f"COUNT({cell})",
    }.get(term.measure, cell)
