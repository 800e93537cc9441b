"""Many reports at once: what changed is judged together, then built in parallel, each at its own risk."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from math import isqrt
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from annual_report import paths
from annual_report.build.outcomes import Outcome, Request, failed_outcome
from annual_report.build.outputs.places import require_out
from annual_report.build.outputs.table import check_files
from annual_report.district import incremental, remote
from annual_report.engine import fingerprints
from annual_report.engine.children import in_child
from annual_report.engine.executors import executor
from annual_report.engine.run import Run
from annual_report.engine.settings import can_fork
from annual_report.errors import AnnualReportError, EngineError, InputError, Problem
from annual_report.filing.folders import find_agency, find_folder, misnamed_in, reports_in, unusable_in

if TYPE_CHECKING:
    from annual_report.desk.editions.edition import Edition
    from annual_report.rules.memory.verdicts import Verdict

T = TypeVar("T")

# How many reports Great Expectations judges in one run, at most: its rules cost much and rows next to nothing, but all
# that it looks at has to be held at once.
MOST_TOGETHER = 1000

# What the work needs, imported beforehand where a process is new.
MODULES = ("annual_report.build.verbs", "annual_report.engine.execute", "annual_report.document.exporters")

# How a run may end that would end the same way again.
SETTLED = (0, 1, 2)

LOST = "做这份报告的进程没有做完（{kind}：{reason}）：请重试"
NOTHING_TO_DO = "{folder} 里没有{what}：请检查 PARAMS、AGENCY、YEAR"


def select(agency: str, year: int | None, run: Run) -> list[Request]:
    """Return every report of a run, or those of one agency or one year. Raises InputError where there is none."""
    params = run.params
    require_out(run.out, params)
    if agency and year:
        find_folder(agency, year, params)
    elif agency:
        find_agency(agency, params)
    if run.scheduler:
        # Workers stand in folders of their own.
        run = replace(run, params=params.absolute(), out=run.out.absolute())
    requests = [Request(each, number, run) for each, number in reports_in(params, agency, year)]
    requests += [Request(each, number, run, name) for each, number, name in misnamed_in(params, agency, year)]
    requests += [Request(each, year or 0, run) for each in unusable_in(params) if not agency]
    requests.sort(key=lambda each: (each.agency, each.year))
    if not requests:
        what = f" {year} 年的报告" if year else "报告"
        raise InputError([Problem(NOTHING_TO_DO.format(folder=paths.shown_name(params), what=what))])
    return requests


def build(requests: Sequence[Request]) -> Iterator[Outcome]:
    """Build every report that is not there as its inputs, the rules, the look and the code give it now.

    Yields each outcome as it comes. After an interruption, what was finished stays and is not built again.
    """
    run = requests[0].run
    state = fingerprints.toolkit_state(run.places)
    made_by = " ".join((fingerprints.toolkit(run.places), *run.formats))
    works = [_Work(request, made_by, state) for request in requests]
    incremental.gather(requests)
    due = []
    for work in works:
        inputs = _inputs(work.request)
        fresh = incremental.recall(work.request, work.fingerprint(inputs)) if inputs else None
        if fresh:
            yield fresh
        else:
            due.append(work)
    if due:
        with executor(_preloading(run)) as (workers, jobs):
            yield from _build_all(due, workers, jobs)


def check(requests: Sequence[Request], brief: bool = False) -> Iterator[Outcome]:
    """Validate every report, many in one run; yield each outcome as it comes, `brief` without the rules that hold."""
    with executor(_preloading(requests[0].run)) as (workers, jobs), _give_up_on_error(workers):
        work = _UnderWay(workers)
        for group in _groups(requests, jobs):
            work.submit(group, check_here, group, brief)
        for group, future in work.as_it_comes():
            error = future.exception()
            if error and len(group) > 1:
                # Whoever is lost takes the whole group along: it is looked for in ever smaller ones.
                for part in _groups(group, _number_of_parts(group)):
                    work.submit(part, check_here, part, brief)
            else:
                yield from [_lost_outcome(each, error, is_stale=False) for each in group] if error else future.result()


def _preloading(run: Run) -> Run:
    """Return a run whose new processes import what the work needs, if nobody said what they are to import."""
    return run if run.preload else replace(run, preload=MODULES)


def _inputs(request: Request) -> str:
    """Return the fingerprint of what was filed; nothing where that cannot be read."""
    try:
        return request.fingerprint()
    except OSError:
        return ""


def check_alone(request: Request, second: Edition | None = None) -> Outcome:
    """Validate one report in a child of this process, within bounds of time and memory, where there can be one.

    It is compared with a `second` entry, where there is one.
    """

    def work() -> Outcome:
        return check_here([request], second=second)[0]

    if not can_fork():
        return work()
    try:
        answer: Outcome = pickle.loads(in_child(lambda: pickle.dumps(work()), request.run.limits))
    except EngineError as error:
        return _lost_outcome(request, error, is_stale=False)
    return answer


@dataclass(frozen=True)
class _Work:
    """A report to build, and the fingerprint of all that it is built from but its inputs."""

    request: Request
    made_by: str
    toolkit_state: str

    def fingerprint(self, inputs: str) -> str:
        """Return the fingerprint of all that it is built from."""
        return f"{inputs} {self.made_by}"


class _UnderWay:
    """Calls that somebody works on, each with what it is about."""

    def __init__(self, workers: Executor) -> None:
        self.workers = workers
        self.about: dict[Future[Any], Any] = {}
        self.done: SimpleQueue[Future[Any]] = SimpleQueue()

    def submit(self, about: Any, function: Callable[..., Any], *arguments: Any) -> None:
        """Have a function called."""
        future = self.workers.submit(function, *arguments)
        self.about[future] = about
        future.add_done_callback(self.done.put)

    def as_it_comes(self) -> Iterator[tuple[Any, Future[Any]]]:
        """Yield what is done as it comes, also of what is submitted meanwhile."""
        while self.about:
            future = self.done.get()
            yield self.about.pop(future), future


def _build_all(works: Sequence[_Work], workers: Executor, jobs: int) -> Iterator[Outcome]:
    """Have reports judged in groups, then each built with what was said of it; yield each outcome as it comes."""
    with _give_up_on_error(workers):
        under_way = _UnderWay(workers)
        for group in _groups(works, jobs):
            under_way.submit(group, _judge, [work.request for work in group])
        for about, future in under_way.as_it_comes():
            if isinstance(about, _Work):
                yield _record(about, future)
                continue
            # What could not be judged together is judged when it is built.
            verdicts = [None] * len(about) if future.exception() else future.result()
            for work, said in zip(about, verdicts, strict=True):
                under_way.submit(work, _build, work.request, said)


def _record(work: _Work, future: Future[Any]) -> Outcome:
    error = future.exception()
    outcome = _lost_outcome(work.request, error, is_stale=True) if error else future.result()
    # Kept is what was read, which need not be what lay there before or lies there now; of rules and look that were
    # edited meanwhile nobody knows which were read.
    is_known = (
        outcome.inputs
        and work.toolkit_state
        and work.toolkit_state == fingerprints.toolkit_state(work.request.run.places)
    )
    if outcome.exit_code in SETTLED and is_known:
        # What cannot be remembered is built again the next time.
        with suppress(OSError, AnnualReportError):
            incremental.remember(outcome, work.fingerprint(outcome.inputs))
    return outcome


# What is called where the work is done: a process of this machine or of another.


def _judge(requests: Sequence[Request]) -> list[Mapping[str, Verdict]]:
    from annual_report.build.judge import verdicts_for

    with paths.in_force(requests[0].run.places), remote.fetch_inputs(requests) as here:
        return verdicts_for(here)


def _build(request: Request, said: Mapping[str, Verdict] | None) -> Outcome:
    from annual_report.build import verbs

    with paths.in_force(request.run.places), remote.local_requests([request]) as [here]:
        return _as_requested(verbs.report_or_why_not(here, said), request)


def check_here(requests: Sequence[Request], brief: bool = False, second: Edition | None = None) -> list[Outcome]:
    """Validate reports in this process; return their outcomes, `brief` without the rules that hold.

    They are compared with a `second` entry, where there is one.
    """
    from annual_report.build import verbs

    with paths.in_force(requests[0].run.places), remote.local_requests(requests) as here:
        outcomes = [_as_requested(*each) for each in zip(verbs.check(here, second), requests, strict=True)]
    return [outcome.in_brief() if brief else outcome for outcome in outcomes]


def _as_requested(outcome: Outcome, request: Request) -> Outcome:
    """Return an outcome as whoever asked for it knows it: wherever it was worked on, without what was read."""
    files = tuple(request.place / file.name for file in outcome.files)
    return replace(outcome.without_report(), request=request, files=files)


def _lost_outcome(request: Request, error: BaseException, *, is_stale: bool) -> Outcome:
    """Record that a report was lost with the process that worked on it.

    Its inputs, which may be what that process died of, are not looked at again.
    """
    from annual_report.build.conclusion import conclude

    if not isinstance(error, AnnualReportError):
        error = EngineError(LOST.format(kind=type(error).__name__, reason=error))
    outcome = failed_outcome(request, error)
    try:
        with paths.in_force(request.run.places), remote.local_requests([request]) as [here]:
            concluded = conclude(replace(outcome, request=here), is_stale)
            return _as_requested(replace(concluded, files=tuple(_check_files(here.place))), request)
    except AnnualReportError as unreachable:
        return outcome.worsened_by(failed_outcome(request, unreachable))


def _check_files(place: Path) -> list[Path]:
    """Return what was written about a report that was not built."""
    return [file for name in check_files() if (file := place / name).exists()]


@contextmanager
def _give_up_on_error(workers: Executor) -> Iterator[None]:
    """Give up what is under way where anything goes wrong, an interruption above all."""
    try:
        yield
    except BaseException:
        workers.shutdown(cancel_futures=True)
        raise


def _number_of_parts(group: Sequence[Any]) -> int:
    """Return into how many parts a lost group is divided: with the root of its size, few good ones are judged alone."""
    return max(2, isqrt(len(group)))


def _groups(items: Sequence[T], jobs: int) -> list[list[T]]:
    """Return the items in groups: as few as there are jobs, unless they would be too large."""
    size = min(MOST_TOGETHER, -(-len(items) // jobs))
    return [list(items[first : first + size]) for first in range(0, len(items), size)]
