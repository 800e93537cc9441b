"""Sign a report off, or return it: what does not hold is never passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request
from annual_report.build.verbs import check
from annual_report.errors import InputError, Problem
from annual_report.filing.folders import find_folder, require_year_folder
from annual_report.filing.sign_offs import (
    MOVING,
    PASSED,
    Result,
    SignOff,
    SignOffState,
    add_sign_off,
    inputs_fingerprint,
    sign_off_state,
)


@dataclass(frozen=True)
class SignedOff:
    """How a report stands after a person looked at it; `outcome` is that of the check which it did not pass."""

    state: SignOffState
    outcome: Outcome | None = None

    @property
    def exit_code(self) -> int:
        return self.outcome.exit_code if self.outcome else 0


def sign_off(request: Request, result: Result, who: str, reason: str, when: date) -> SignedOff:
    """Write down that a person passed a report or returned it, on the inputs as they are now.

    A report is passed only if it holds: it is checked first, and where it does not hold nothing is written. What
    changes while it is looked at is nothing that anybody looked at. Raises InputError for an unknown agency or year,
    for a review.yaml that cannot be read, and for inputs that change meanwhile.
    """
    require_year_folder(request.misnamed, request.folder)
    folder, _ = find_folder(request.agency, request.year, request.params)
    inputs = inputs_fingerprint(folder)
    before = sign_off_state(folder)
    outcome = check([request])[0] if result == PASSED else None
    if outcome and outcome.exit_code:
        return SignedOff(before, outcome)
    if inputs_fingerprint(folder) != inputs:
        raise InputError([Problem(MOVING, paths.stored_name(folder))])
    add_sign_off(
        folder / paths.REVIEW_FILE, SignOff(result=result, who=who, when=when, reason=reason or None, inputs=inputs)
    )
    return SignedOff(sign_off_state(folder))
