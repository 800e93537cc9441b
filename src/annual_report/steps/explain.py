"""Say which findings follow from which, so that one slip reads as one problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from annual_report.model.findings import Equation, Finding, Findings

Matrix = NDArray[np.float64]

TOLERANCE = 1e-9


def explain(findings: Findings) -> Findings:
    """Fill in what every failed finding follows from.

    A failed balance follows from others when it is a combination of them and of the balances that hold: with all line
    sums in order, a wrong sum in the column 总计 is nothing but the wrong sums of the six columns beside it. The
    balance over the fewest cells leads.
    """
    failed = {each.rule for each in findings.found if each.outcome == "failed"}
    links = _links(findings)
    found = (
        replace(each, follows=tuple(links.get(each.rule) or (rule for rule in each.follows if rule in failed)))
        for each in findings.found
    )
    return replace(findings, found=tuple(found))


def _links(findings: Findings) -> dict[str, list[str]]:
    """Return, for every failed balance that is a consequence, the failed balances it is a consequence of."""
    failed = sorted(
        (each for each in findings.found if each.outcome == "failed" and each.equation),
        key=lambda each: len(each.equation),
    )
    if not failed:
        return {}
    cells = sorted({cell for equation in _equations(failed, findings) for cell, _ in equation})
    holding = _matrix(findings.sound, cells)
    rest = _beyond(_matrix([each.equation for each in failed], cells), holding)
    links: dict[str, list[str]] = {}
    leaders: list[int] = []
    for index, finding in enumerate(failed):
        shares = _combination(rest[leaders], rest[index])
        if shares is None:
            leaders.append(index)
        else:
            causes = [failed[leader] for leader, share in zip(leaders, shares, strict=True) if abs(share) > TOLERANCE]
            # The likeliest cause first: the one that is off by as much.
            causes.sort(key=lambda each: abs(each.imbalance) != abs(finding.imbalance))
            links[finding.rule] = [each.rule for each in causes]
    return links


def _equations(failed: list[Finding], findings: Findings) -> list[Equation]:
    return [*(each.equation for each in failed), *findings.sound]


def _matrix(equations: Sequence[Equation], cells: list[str]) -> Matrix:
    position = {cell: index for index, cell in enumerate(cells)}
    matrix = np.zeros((len(equations), len(cells)))
    for row, equation in enumerate(equations):
        for cell, coefficient in equation:
            matrix[row, position[cell]] = coefficient
    return matrix


def _beyond(vectors: Matrix, holding: Matrix) -> Matrix:
    """Return what is left of the vectors once everything that the holding balances imply is taken away."""
    if not len(holding):
        return vectors
    _, sizes, basis = np.linalg.svd(holding, full_matrices=False)
    basis = basis[sizes > TOLERANCE]
    beyond: Matrix = vectors - vectors @ basis.T @ basis
    return beyond


def _combination(leaders: Matrix, vector: Matrix) -> Matrix | None:
    """Return the share of every leader in a vector, or None where the leaders do not make it up."""
    if not len(leaders):
        return None if np.abs(vector).max(initial=0) > TOLERANCE else np.zeros(0)
    shares: Matrix = np.linalg.lstsq(leaders.T, vector, rcond=None)[0].astype(np.float64)
    return shares if np.allclose(leaders.T @ shares, vector, atol=1e-6) else None
