"""Whatever stands in the files of a report, it is read or refused with a place: no crash, no hang, no silent zero.

Run by name: pytest tests/long/test_fuzz.py -n0 -s. FUZZ_EXAMPLES sets how many cases each test draws.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annual_report import paths
from annual_report.errors import InputError, RuleError
from annual_report.filing.report import Report
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2000"))
SECONDS = 5
VALIDATED = 200  # one report in so many that are read is judged too, which takes a second

AGENCY, YEAR = "yunze", 2024
TABLES = ("applications.csv", "disclosure.csv", "review_litigation.csv")
WAIVERS = """\
- rule: T2-03
  cells:
    disclosure.licences.decisions: 1452719
  reason: 已核对
  who: 张三
  when: 2025-01-12
- {rule: N-17, words: 3件, reason: 见附件, who: 李四, when: 2025-02-01}
"""

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # what fails is printed as it is: shrinking takes longer than reading it
    suppress_health_check=list(HealthCheck),
)

CASES: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def count_cases() -> Iterator[None]:
    yield
    drawn = sum(count for kind, count in CASES.items() if not kind.endswith((", read", ", broken")))
    print(f"\n{drawn} cases: {dict(sorted(CASES.items()))}")


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of params/ with waivers, in which one file after the other is spoiled and mended."""
    params = Path(shutil.copytree(paths.PARAMS, tmp_path_factory.mktemp("fuzz") / "params"))
    (params / AGENCY / str(YEAR) / paths.WAIVERS_FILE).write_text(WAIVERS, encoding="utf-8")
    return params


# --- what a careless hand, a broken disk or an enemy does to a file

NASTY = (
    *(
        "",
        "0",
        "00",
        "-0",
        "+0",
        "０",
        "〇",
        "O",
        "o",
        "零",
        "0.0",
        "0件",
        "/",
        "—",
        "N/A",
        "null",
        "NaN",
        "inf",
        "1e3",
    ),
    *("1,234", "1，234", "１２", "1 2", "12\u00a0", "\u200b7", "\t3", "=0", "#REF!", "0x0", "1_0", "٠", "①", "9" * 400),
    *("￥0", "0%", "0/0", "''", '"', '""', '"0"', ",", "\n", "\r", "\r\n", "\0", "\ufeff", "\ufdd0", "\x1a", "\x85"),
    *("\u2028", "\ud7ff", "\U0001f600", "{{ 0 }}", "{% if 0 %}", "{% endif %}", "{{", "}}", "{#", "%}", "{% raw %}"),
    *(
        "{{ 申请.本年新收.总计 }}",
        "{{ 申请.本年新收 | 同比(1) }}",
        "{% for a in [1,2] %}",
        "{% endfor %}",
        "｛｛",
        "# ",
        "\n# ",
    ),
    *(
        "{% set a = 0 %}",
        "{{ 1/0 }}",
        "{{ 9*9*9 }}",
        "{{ a.b.c }}",
        "~",
        "| 数",
        "| 占比(申请.办理总计.总计, 3)",
        "上年.",
    ),
    *(
        ": ",
        "- ",
        "&a ",
        "*a",
        "<<: ",
        "!!int ",
        "!!python/name:os ",
        "? ",
        "|\n",
        ">\n",
        "[",
        "]",
        "{",
        "}",
        "---\n",
        "...\n",
    ),
    *(
        "%YAML 9.9\n",
        "2025-13-40",
        "2025/1/1",
        "2001-12-14t21:59:43.10-05:00",
        "0o7",
        "010",
        "1:30",
        ".inf",
        "yes",
        "~\n",
    ),
)

positions = st.floats(0, 1, exclude_max=True)
pieces = st.sampled_from(NASTY) | st.text(max_size=6)


def _lines(change: Callable[[list[str], int, int], None]) -> Callable[[str, float, float, str], str]:
    def changed(text: str, here: float, there: float, piece: str) -> str:
        lines = text.splitlines(keepends=True) or [""]
        change(lines, int(here * len(lines)), int(there * len(lines)))
        return "".join(lines)

    return changed


def _swap(lines: list[str], one: int, other: int) -> None:
    lines[one], lines[other] = lines[other], lines[one]


def _insert(text: str, here: float, there: float, piece: str) -> str:
    at = int(here * len(text))
    return text[:at] + piece + text[at:]


def _replace(text: str, here: float, there: float, piece: str) -> str:
    at = int(here * len(text))
    return text[:at] + piece + text[at + 1 + int(there * 8) :]


def _replace_field(text: str, here: float, there: float, piece: str) -> str:
    fields = re.split(r"([,\t:\n])", text)
    fields[int(here * len(fields))] = piece
    return "".join(fields)


def _cut(text: str, here: float, there: float, piece: str) -> str:
    return text[: int(here * len(text))]


def _repeat(text: str, here: float, there: float, piece: str) -> str:
    at = int(here * len(text))
    return text[:at] + piece * int(10 ** (4 * there)) + text[at:]


def _other_separator(text: str, here: float, there: float, piece: str) -> str:
    return text.replace(",", "\t；;，|"[int(here * 5)])


def _column_moved(text: str, here: float, there: float, piece: str) -> str:
    rows = [line.split(",") for line in text.splitlines()]
    for row in rows:
        row.insert(int(there * len(row)), row.pop(int(here * len(row))))
    return "\n".join(",".join(row) for row in rows)


CHANGES = (
    *(_insert, _replace, _replace_field, _replace_field, _cut, _repeat, _other_separator, _column_moved),
    _lines(lambda lines, one, _: lines.pop(one) and None),
    _lines(lambda lines, one, other: lines.insert(other, lines[one])),
    _lines(_swap),
)

changes = st.lists(st.tuples(st.sampled_from(CHANGES), positions, positions, pieces), min_size=1, max_size=3)
encodings = st.sampled_from(["utf-8"] * 6 + ["utf-8-sig", "gb18030", "utf-16", "utf-32", "latin-1"])
flips = st.lists(st.tuples(positions, st.integers(0, 255)), max_size=3) | st.just([])


def mutated(text: str) -> st.SearchStrategy[bytes]:
    """Draw a text with a few changes, in some encoding, now and then with some bytes overwritten."""

    def made(steps: list[tuple[Callable[..., str], float, float, str]], encoding: str, flipped: object) -> bytes:
        changed = text
        for change, here, there, piece in steps:
            changed = change(changed, here, there, piece)
        data = bytearray(changed.encode(encoding, errors="replace"))
        for where, byte in flipped if data else []:  # type: ignore[attr-defined]
            data[int(where * len(data))] = byte
        return bytes(data)

    return st.builds(made, changes, encodings, flips)


# --- what must come of it


def read(params: Path, file: Path, data: bytes) -> Report | None:
    """Ingest a report in which one file holds `data`: a report, or problems that say where."""
    before = file.read_bytes()
    start = time.perf_counter()
    try:
        file.write_bytes(data)
        return ingest(AGENCY, YEAR, params)
    except InputError as refused:
        assert_says_where(refused, data)
        return None
    finally:
        file.write_bytes(before)
        assert time.perf_counter() - start < SECONDS, data


def assert_says_where(refused: InputError, data: bytes) -> None:
    rows = data.count(b"\n") + data.count(b"\r") + 40  # the other files are intact
    assert refused.problems
    for problem in refused.problems:
        assert problem.message
        assert problem.file.endswith((".csv", ".md", ".yaml")), problem
        assert problem.row is None or 1 <= problem.row <= rows, problem


def judge_some(kind: str, report: Report | None) -> None:
    """Judge one in many of the reports that were read: nothing but RuleError may come of it."""
    CASES[kind] += 1
    if report is None:
        return
    CASES[f"{kind}, read"] += 1
    if CASES[f"{kind}, read"] % VALIDATED == 1:
        try:
            validate(report)
        except RuleError:
            CASES[f"{kind}, broken"] += 1


# A number, read anew and by other means than the program's: digits, perhaps in groups of three, half or full width.
WIDE = str.maketrans("０１２３４５６７８９，．\u00a0\u2007\u2009\u202f\u3000", "0123456789,.     ")


def number_in(text: str) -> Decimal | None:
    """Return the number that a field plainly says, None where it says none."""
    whole, point, decimals = text.translate(WIDE).strip().partition(".")
    separator = "," if "," in whole else " "
    first, *groups = whole.split(separator)
    if groups and (not 1 <= len(first) <= 3 or first.startswith("0") or any(len(group) != 3 for group in groups)):
        return None
    digits = [first, *groups, *([decimals] if point else [])]
    if not all(digit.isascii() and digit.isdigit() for digit in digits):
        return None
    return Decimal("".join([first, *groups]) + point + decimals)


def fields_of(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    first = next((line for line in text.splitlines() if "," in line or "\t" in line), "")
    separator = "\t" if first.count("\t") > first.count(",") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def assert_no_silent_number(report: Report, file: str, data: bytes) -> None:
    """Every figure of a file says what stands in its field, and every field with a plain number has one figure."""
    texts = Counter(field for row in fields_of(data) for field in row)
    figures = [entry for entry in report.ledger.entries.values() if entry.file.endswith(file)]
    for entry in figures:
        assert texts[entry.text] > 0 or not entry.text, entry
        assert entry.value == number_in(entry.text), entry
    values = Counter(entry.value for entry in figures)
    numbers = Counter(number for text in texts.elements() if (number := number_in(text)) is not None)
    assert values - Counter({None: values[None]}) == numbers


def source_of(name: str) -> str:
    folder = paths.PARAMS / AGENCY
    if name == paths.WAIVERS_FILE:
        return WAIVERS
    return (folder / name if name == paths.AGENCY_FILE else folder / str(YEAR) / name).read_text(encoding="utf-8")


def place_of(params: Path, name: str) -> Path:
    return params / AGENCY / name if name == paths.AGENCY_FILE else params / AGENCY / str(YEAR) / name


@pytest.mark.parametrize("name", TABLES)
def test_tables(spoiled: Path, name: str) -> None:
    @fuzzed
    @given(mutated(source_of(name)))
    def holds(data: bytes) -> None:
        report = read(spoiled, place_of(spoiled, name), data)
        if report:
            assert_no_silent_number(report, name, data)
        judge_some(name, report)

    holds()


@pytest.mark.parametrize("name", TABLES)
def test_fields_of_tables(spoiled: Path, name: str) -> None:
    """Only fields change: most of these files are read, and every figure must be what its field says."""
    rows = fields_of(source_of(name).encode())
    places = [(row, column) for row in range(1, len(rows)) for column in range(1, len(rows[row]))]
    numbers = st.integers(0, 10**13).map(str) | st.text("0123456789,，.０１２３-/ ", max_size=8)

    @fuzzed
    @given(st.dictionaries(st.sampled_from(places), numbers | pieces, min_size=1, max_size=3))
    def holds(fields: dict[tuple[int, int], str]) -> None:
        written = io.StringIO(newline="")
        changed = [[fields.get((i, j), text) for j, text in enumerate(row)] for i, row in enumerate(rows)]
        csv.writer(written).writerows(changed)
        data = written.getvalue().encode("utf-8", errors="replace")
        report = read(spoiled, place_of(spoiled, name), data)
        if report:
            assert_no_silent_number(report, name, data)
        judge_some(f"{name}, fields", report)

    holds()


@pytest.mark.parametrize("name", ["narrative.md", "figures.csv", "agency.yaml", "waivers.yaml"])
def test_other_files(spoiled: Path, name: str) -> None:
    @fuzzed
    @given(mutated(source_of(name)))
    def holds(data: bytes) -> None:
        judge_some(name, read(spoiled, place_of(spoiled, name), data))

    holds()


@pytest.mark.parametrize("name", [*TABLES, "narrative.md", "figures.csv", "agency.yaml", "waivers.yaml"])
def test_any_bytes(spoiled: Path, name: str) -> None:
    @settings(fuzzed, max_examples=EXAMPLES // 4)
    @given(st.binary(max_size=2000) | st.lists(pieces, max_size=60).map(lambda each: "".join(each).encode()))
    def holds(data: bytes) -> None:
        judge_some(f"{name}, any bytes", read(spoiled, place_of(spoiled, name), data))

    holds()


def test_values_of_figures(spoiled: Path) -> None:
    """A quoted number is what stands in figures.csv, or nothing."""
    header = "名称,数值,单位,约数,来源\n"

    @fuzzed
    @given(pieces | st.text("0123456789,，.０１２３-+eE ", max_size=12))
    def holds(text: str) -> None:
        written = io.StringIO(newline="")
        csv.writer(written).writerow(["甲", text, "件", "", "台账"])
        file = place_of(spoiled, "figures.csv")
        source = source_of("figures.csv").replace(header, header + written.getvalue().replace("\r\n", "\n"))
        report = read(spoiled, file, source.encode("utf-8", errors="replace"))
        if report and "甲" in report.quotations:
            assert report.quotations["甲"].figure.value == number_in(text)
        judge_some("figures.csv, a value", report)

    holds()


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "0,",
        "\n",
        '"',
        "{",
        "{{",
        "{%",
        "{{ 1 }}",
        "(",
        "[",
        "- ",
        "a: ",
        "  ",
        "# ",
        "9",
        "0\n",
        "# 甲\n",
        "a, ",
        "{% if 1 %}{% endif %}",
    ],
)
@pytest.mark.parametrize("name", [*TABLES, "narrative.md", "figures.csv", "agency.yaml", "waivers.yaml"])
def test_huge_files(spoiled: Path, name: str, piece: str) -> None:
    for size in (99_000, 990_000, 10_000_000):
        file = place_of(spoiled, name)
        for source in ("", source_of(name)):
            data = (source + piece * (size // len(piece))).encode()
            judge_some("huge", read(spoiled, file, data))
