"""What a clause was understood to say, in words: the meanings of words.yaml, measures.yaml and scopes.yaml by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.measures import (
    APPLICATION,
    APPLICATIONS,
    CASES,
    DISCLOSURE,
    NOBODY_KNOWS,
    RATES,
    Measure,
)
from annual_report.prose.reading.measures_file import load_measures
from annual_report.prose.reading.scopes_file import load_scopes
from annual_report.prose.reading.vocabulary import Vocabulary, load_vocabulary
from annual_report.wording import join_words, plain

NOT_KNOWN, NOT_COUNTED = "说不清是哪一项", "表里不统计的事"
APPLICATIONS_NAME, CASES_NAME = "bare_application", ("review", "litigation")
# The scopes that no words open, but the whole that a part belongs to.
OF_THE_WHOLE = {"carried": "结转的", "part": "其中一部分"}
OF_YEAR = "{year}年"
KINDS = {
    **{
        "previous": "上年数",
        "delta": "比上年增减",
        "growth": "比上年增长率",
        "times": "上年的倍数",
        "same": "与上年持平",
    },
    **{"share": "占比", "rate": "比率", "rate_of": "比率", "none": "没有", "all": "全部", "fee": "信息处理费"},
    **{"no_fee": "没有收信息处理费", "percent": "百分比"},
}


def say_claim(claim: ClauseClaim, version: str, year: int) -> str:
    """Say what a claim was understood to be: 申请·收到 30件（部分渠道）."""
    kind, number = KINDS.get(claim.kind, ""), _number(claim) if claim.kind not in ("none", "all") else ""
    measure = name_measure(claim.measure or (claim.subject or claim).measure, claim.topic, version)
    limits = join_words(_limits(claim, year))
    return " ".join(filter(None, (measure, kind, number))) + (f"（{limits}）" if limits else "")


def name_measure(measure: Measure | None, topic: str, version: str) -> str:
    """Return how a measure is called: 申请·收到·自然人, 行政复议·维持, 规范性文件·制发."""
    if measure is None or topic == NOBODY_KNOWS:
        return NOT_KNOWN
    if not measure:
        return NOT_COUNTED
    return "·".join(filter(None, _parts(measure, load_vocabulary(version))))


@lru_cache(maxsize=4)
def _first_words(vocabulary: Vocabulary) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for word, meaning in vocabulary.meanings.items():
        found.setdefault(meaning, word)
    return found


def _parts(measure: Measure, vocabulary: Vocabulary) -> Iterator[str]:
    words, file = _first_words(vocabulary), load_measures()
    if measure.table == APPLICATIONS:
        yield words["object", APPLICATIONS_NAME]
        entry = file.applications.get(measure.stage)
        yield entry.name if entry else ""
        lines = (*measure.results, measure.group) if measure.stage == "result" else ()
        yield join_words(_result(line, words) for line in lines if line)
        yield words.get(("applicant", measure.applicant), "")
        return
    topics = CASES_NAME if measure.topic == "cases" else (measure.topic or APPLICATION,)
    yield join_words(words["object", each] for each in topics)
    if measure.table == CASES:
        yield file.outcomes[measure.stage].name or words.get(("outcome", measure.stage), "")
    elif measure.table == DISCLOSURE:
        yield words.get(("act", measure.stage), "")
    elif measure.table == RATES:
        yield words.get(("rate", measure.stage), "")


def _result(line: str, words: dict[tuple[str, str], str]) -> str:
    entry = load_measures().results.get(line)
    return (entry.name if entry else "") or words.get(("result", line), "")


def _limits(claim: ClauseClaim, year: int) -> Iterator[str]:
    """Yield why it is less than the total of the year."""
    if claim.years_off:
        yield OF_YEAR.format(year=year + claim.years_off)
    scopes = load_scopes()
    for name in dict.fromkeys(claim.scope):
        yield scopes[name].name if name in scopes else OF_THE_WHOLE[name]


def _number(claim: ClauseClaim) -> str:
    if claim.quantity is None:
        return ""
    low, high = (plain(each if each % 1 else each.to_integral_value()) for each in (claim.low, claim.high))
    return f"{low if claim.exact else f'{low}—{high}'}{claim.unit}"
