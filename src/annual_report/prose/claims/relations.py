"""How the quantities of a sentence belong together: a whole and its parts, a share, the same thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, islice, pairwise

from annual_report.prose.claims.phrases import phrases
from annual_report.prose.claims.reading import CLAUSE_END, Claim
from annual_report.prose.claims.subject_file import NUMBER, OTHER_NUMBER
from annual_report.prose.reading.quantities import Quantity

SHARE = re.compile(f"占[^{NUMBER}{OTHER_NUMBER}，；：（）]*{NUMBER}")
LIST_OF_PARTS = re.compile(f"其中|分别为|包括|[（(][^{OTHER_NUMBER}{NUMBER}）)]*$")
HUNDRED = 100
ALTOGETHER = re.compile("合计|共占|总共|累计")

# No list in a sentence is longer: the largest table of the form has 25 lines.
MOST_PARTS = 50

# Words that say one thing often enough to be compared: 建成政务公开专栏20条 … 政务公开专栏16条.
SHORTEST_TOPIC = 4


@dataclass(frozen=True)
class Share:
    """A percentage: a share of a whole (kind share), a change since last year (change), what a plan or another year is
    taken for 100 of (ratio: it may be more), or another rate (rate).

    `part` is the quantity it is said of, None where nobody can tell; `of` is the one that includes it, for a rate.
    """

    claim: Claim
    kind: str
    part: Claim | None = None
    of: Claim | None = None
    falls: bool = False


@dataclass(frozen=True)
class Total:
    """A quantity and the parts that are listed after it."""

    head: Claim
    parts: tuple[Claim, ...]


@dataclass(frozen=True)
class Repetition:
    """The same words with two quantities."""

    first: Claim
    second: Claim
    topic: str


def shares_of(claims: Sequence[Claim]) -> list[Share]:
    """Return every percentage with what it is said of."""
    return [share for sentence in sentences(claims) for share in _shares_in(sentence)]


def totals_of(claims: Sequence[Claim]) -> list[Total]:
    """Return every quantity that is followed by a list of at least two parts: 共47件，其中自然人22件、法人25件."""
    return [total for sentence in sentences(claims) for total in _totals_in(sentence)]


def repetitions_of(claims: Sequence[Claim]) -> list[Repetition]:
    """Return every quantity that has the same words before it, and the same unit, as an earlier one."""
    first: dict[tuple[str, str], Claim] = {}
    repeated = []
    for claim in claims:
        topic = re.sub(r"[\W\d_]+", "", CLAUSE_END.split(_since_last_number(claim))[-1])
        is_part = "其中" in claim.context
        if claim.kind != "quantity" or claim.quantity is None or is_part or len(topic) < SHORTEST_TOPIC:
            continue
        key = (topic, claim.quantity.unit)
        if key in first:
            repeated.append(Repetition(first[key], claim, topic))
        first.setdefault(key, claim)
    return repeated


def sentences(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Yield the quantities of each sentence."""
    quantities = (claim for claim in claims if claim.kind != "none")
    for _, sentence in groupby(quantities, key=lambda claim: (claim.section, claim.sentence)):
        yield list(sentence)


def _shares_in(sentence: Sequence[Claim]) -> Iterator[Share]:
    before: list[Claim] = []
    for claim in sentence:
        if claim.kind == "percent":
            yield _share(claim, before, between=_since_last_number(claim))
        elif claim.kind == "quantity":
            before.append(claim)


def _share(claim: Claim, before: Sequence[Claim], between: str) -> Share:
    part = before[-1] if before and not ALTOGETHER.search(between) else None
    grows, falls = (_distance_to_words(words, claim, between) for words in (phrases().growth, phrases().fall))
    if grows or falls:
        return Share(claim, "change", part, falls=falls > grows)
    if claim.quantity and claim.quantity.low > HUNDRED and phrases().ratio.search(claim.clause):
        return Share(claim, "ratio", part)
    if SHARE.search(claim.context):
        return Share(claim, "share", part)
    # 受理30万余件，其中线上受理28万余件，网办率95.37%: the first rate after a part of a whole is its share.
    is_first = claim.context.count(OTHER_NUMBER) == len(before)
    if len(before) >= 2 and is_first and "其中" in before[-1].clause and "率" in between:
        return Share(claim, "rate", before[-1], before[-2])
    return Share(claim, "rate")


def _distance_to_words(words: re.Pattern[str], claim: Claim, between: str) -> int:
    """Return how far before or behind a percentage words say what it is: 增长12%, 12%的增幅; 0 where they do not."""
    text = between + claim.text
    after = re.match(f"(?:以上|左右)?的?(?:{words.pattern})", claim.context.partition(NUMBER)[2])
    return max((match.end() for match in words.finditer(text)), default=0) + (len(text) + 1 if after else 0)


def _since_last_number(claim: Claim) -> str:
    return claim.context.partition(NUMBER)[0].rpartition(OTHER_NUMBER)[2]


def _totals_in(sentence: Sequence[Claim]) -> Iterator[Total]:
    for position, (head, first) in enumerate(pairwise(sentence)):
        if not LIST_OF_PARTS.search(_since_last_number(first)) or head.kind != "quantity":
            continue
        like = (part for part in sentence[position + 1 :] if _same_unit(part, head))
        parts = list(islice(like, MOST_PARTS + 1))
        if 1 < len(parts) <= MOST_PARTS and head.quantity is not None:
            yield Total(head, tuple(_adding_up(head.quantity, parts)))


def _adding_up(head: Quantity, parts: Sequence[Claim]) -> Sequence[Claim]:
    """Return the parts from the first on that add up to the whole; all of them where none do.

    A list has no end mark: 新收95件，其中自然人89件、法人6件，上年结转8件.
    """
    sums = accumulate(part.quantity.low for part in parts if part.quantity)
    ends = (number for number, total in enumerate(sums, 1) if number > 1 and head.low <= total <= head.high)
    return parts[: next(ends, len(parts))]


def _same_unit(part: Claim, head: Claim) -> bool:
    return part.quantity is not None and head.quantity is not None and part.quantity.unit == head.quantity.unit
