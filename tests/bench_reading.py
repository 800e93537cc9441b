"""How quickly prose is read, and how that grows with its length: python tests/bench_reading.py [passages].

Prints the tables of docs/performance.md: invented passages (passages.py) one by one, read alone and held against their
tables; then texts that were made to take long, at one length, at twice and at four times that. The time is that of the
processor. Nothing here is asserted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator

from hypothesis import HealthCheck, Phase, given, seed, settings

from annual_report.prose.judging.judge import judge
from annual_report.prose.reading.read import read_passage
from passages import FORM, YEAR, Invented, draw_passage

PASSAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 500
LENGTH, RUNS = 25_000, 3


def main() -> None:
    passages = invented(PASSAGES)
    print("| what is done | characters of a passage | passages a second | characters a second |\n|---|--:|--:|--:|")
    for name, work in (("read", read), ("read, and held against the tables", read_and_judge)):
        print(row(name, *speed(passages, work)), flush=True)
    print()
    lengths = [f"ms for {LENGTH * times:,}" for times in (1, 2, 4)]
    print(row("text without end", *lengths, "characters a second", "four times as long takes"))
    print("|---|" + "--:|" * (len(lengths) + 2))
    for name, piece in texts(passages):
        print(row(name, *growth(piece)), flush=True)


def invented(count: int) -> list[Invented]:
    """Return as many passages, the same in every run."""
    found: list[Invented] = []

    @seed(12)
    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(draw_passage())
    def take(passage: Invented) -> None:
        found.append(passage)

    take()
    return found


def texts(passages: Iterable[Invented]) -> Iterator[tuple[str, str]]:
    """Yield texts by what they are of, as the piece that is repeated."""
    sentences = "".join(each.text for each in passages)
    unmarked = str.maketrans("", "", "，。；、：（）")
    yield "passages, one after the other", sentences
    yield "one sentence", sentences.replace("。", "，").replace("；", "，")
    yield "no mark at all", sentences.translate(unmarked)
    yield "one list (，其中自然人3件、法人2件)", "，其中自然人3件、法人2件"
    yield "brackets in brackets", "收到申请3件（含结转2件"
    yield "digits", "9"
    yield "numbers (20件)", "20件"
    yield "years (2023年)", "2023年"
    yield "unknown words", "云桥柳溪槐荫"


def read(passage: Invented) -> None:
    read_passage(passage.text, FORM.version, YEAR)


def read_and_judge(passage: Invented) -> None:
    claims = read_passage(passage.text, FORM.version, YEAR)
    judge(claims, FORM, passage.values, (FORM, passage.previous))


def speed(passages: list[Invented], work: Callable[[Invented], None]) -> tuple[str, ...]:
    """Return the mean length of passages, and how many, and how many characters, are done in a second."""
    characters = sum(len(each.text) for each in passages)
    seconds = fastest(lambda: [work(each) for each in passages])
    return tuple(f"{each:,.0f}" for each in (characters / len(passages), len(passages) / seconds, characters / seconds))


def growth(piece: str) -> tuple[str, ...]:
    """Return how long reading takes at three lengths, and what that says."""
    endless = piece * (4 * LENGTH // len(piece) + 1)
    text = [endless[: LENGTH * times] for times in (1, 2, 4)]
    seconds = [fastest(lambda: read_passage(each, FORM.version, YEAR)) for each in text]  # noqa: B023
    times = [f"{each * 1000:,.0f}" for each in seconds]
    return (*times, f"{4 * LENGTH / seconds[-1]:,.0f}", f"{seconds[-1] / seconds[0]:.1f} times")


def fastest(work: Callable[[], object]) -> float:
    """Return how many seconds of the processor some work takes at its fastest."""
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
