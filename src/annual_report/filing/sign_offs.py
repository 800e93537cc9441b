"""The sign-offs of a report: who passed it or returned it, when, and on which inputs (review.yaml).

No accounts and no server: the file lies beside the report in git, and git knows who wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.files import sha256_of, write_whole
from annual_report.filing.inputs import filing_of, is_there
from annual_report.filing.neighbours import find_misnamed
from annual_report.filing.sheets import read_text
from annual_report.filing.yaml_files import FilledIn, read_yaml
from annual_report.strict_yaml import Mistake, MistakesError, Words, locate_mistake, read_strictly

Result = Literal["通过", "退回"]
PASSED: Result = "通过"
RETURNED: Result = "退回"

NO_REASON = "退回要写明原因：请补上「reason」"
MOVING = "写入审核意见时，填报数据正在被改动：请等改完再审"

OPENING = (
    "# 审核意见：由 review 命令写入，一次一条，最后一条有效。填报数据改动以后，原来的意见自动失效。\n"
    "# inputs 是审核时填报数据的指纹，请勿手改。\n"
)


class SignOff(FilledIn):
    """One entry of review.yaml; `inputs` is the fingerprint of what was looked at, as `inputs_fingerprint` gives it."""

    result: Result
    who: Words
    when: date
    reason: Words | None = None
    inputs: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class SignOffState:
    """Where a report stands: the last entry, None where nobody has looked, and whether its inputs changed since."""

    last: SignOff | None = None
    is_void: bool = False

    @property
    def is_passed(self) -> bool:
        """Whether the report may be published as it is."""
        return self.last is not None and self.last.result == PASSED and not self.is_void

    @property
    def words(self) -> str:
        """How the report stands, in the words of an office."""
        if self.last is None:
            return "未审核"
        if not self.is_void:
            return self.last.result
        return "通过后有改动，须重新审核" if self.last.result == PASSED else "退回后已改，待审核"


def sign_off_state(folder: Path) -> SignOffState:
    """Return where the report in a folder stands. Raises InputError for a review.yaml that cannot be read."""
    entries = read_sign_offs(folder / paths.REVIEW_FILE)
    last = entries[-1] if entries else None
    return SignOffState(last, last is not None and last.inputs != inputs_fingerprint(folder))


def read_sign_offs(path: Path) -> Sequence[SignOff]:
    """Read review.yaml; without the file there are none, but one that is nearly named so is not passed over.

    Raises InputError with every problem of the file.
    """
    if not is_there(path):
        found = find_misnamed(path)
        if found:
            raise InputError([Problem(found, paths.stored_name(path))])
        return ()
    entries, node = read_yaml(path, list[SignOff])
    silent = [number for number, each in enumerate(entries) if each.result == RETURNED and each.reason is None]
    if silent:
        mistakes = (Mistake((number,), NO_REASON) for number in silent)
        raise InputError(locate_mistake(each, node, paths.stored_name(path)) for each in mistakes)
    return entries


def add_sign_off(path: Path, entry: SignOff) -> None:
    """Write an entry below those of review.yaml; what stands there stays as it was written.

    Raises InputError, and writes nothing, where the file cannot be read.
    """
    before = OPENING
    if read_sign_offs(path):
        before, _ = read_text(path)
        before = before.rstrip("\n") + "\n"
    whole = before + yaml.safe_dump([entry.model_dump(exclude_none=True)], allow_unicode=True, sort_keys=False)
    try:
        read_strictly(whole, list[SignOff], paths.stored_name(path))
    except MistakesError as error:
        raise InputError(error.problems) from error
    write_whole(path, whole)


def inputs_fingerprint(folder: Path) -> str:
    """Return the SHA-256 of what a report is made from: the names of its files and what they hold, nothing beside.

    It is the same in every place and on every machine; a report that is moved or renamed stays signed off.
    """
    files = filing_of(folder).files
    hashes = {name: [each.kind, sha256_of(each.content)] for name, each in files.items()}
    return sha256_of(json.dumps(hashes, sort_keys=True).encode())
