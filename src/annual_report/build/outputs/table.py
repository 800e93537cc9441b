"""The one table of outputs: every file that a command writes, when, what makes it, and what it is for.

Everything else that has to know a name asks here: what is written, put, kept, recorded, verified, taken away, what
FORMATS may say, and what the README lists. To add a file or a format: a module that makes it, and a line here. What a
run writes and is not listed is an error.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, unique
from pathlib import Path

from annual_report.errors import EngineError, InputError, Problem
from annual_report.wording import join_words, suggestion


@unique
class When(Enum):
    """When a file is written, in the words of README.zh-CN.md and of README.md."""

    ALWAYS = ("每次检查、生成", "always")
    REMARKED = ("有问题时", "where there is something to put right")
    PRINTED = ("生成报告时；草稿是 `draft.*`", "with a report; of a draft `draft.*`")
    SOUND = ("生成报告时（草稿没有）", "with a report, not with a draft")
    LAST = ("生成报告时（草稿没有），最后写", "with a report, not with a draft; last")
    FAILED = ("笔记本出错时", "where the notebook stops, or a format cannot show it")
    DOCUMENTED = ("`make docs`", "by `make docs`")
    COMPARED = ("`make compare`，在 `build/compare/` 里", "by `make compare`, in `build/compare/`")
    LISTED = ("`make lists`，在 `build/清单/` 里", "by `make lists`, in `build/清单/`")
    ROLLED = ("`make rollup`，政府的报告旁", "by `make rollup`, beside the report of the government")
    ON_SITE = ("`make site`，在 `build/site/` 里", "by `make site`, in `build/site/`")
    SURVEYED = ("`make district`，与它的网页在一起", "by `make district`, beside its page")
    # Beside the folders of the reports.
    CHECKED = ("`make check`、`make reports`", "by `make check` and `make reports`")
    ASKED = ("`make check` 另外要求时", "by `make check`, on request")


# What lies right in OUT and speaks of many reports; it is made anew every time, and nobody is to write in it.
BESIDE = (When.CHECKED, When.ASKED)


@dataclass(frozen=True)
class Output:
    """A file that is written: `writer` is the function or the exporter of nbconvert that makes its content.

    A `format` is a name that FORMATS may say; a report is written in each that is wanted. What lies beside a report is
    kept under another name where a person edited it; `is_recorded` says that its sha256 stands in the manifest.
    """

    name: str
    when: When
    writer: str
    chinese: str
    english: str
    format: str = ""
    is_recorded: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it may have: a draft is none that could be taken for the report."""
        return (self.name, self.name_of_draft) if self.when is When.PRINTED else (self.name,)

    @property
    def name_of_draft(self) -> str:
        """The name that it has where a draft is made."""
        return f"{DRAFT}{self.name.removeprefix(REPORT)}"

    @property
    def is_of_a_report(self) -> bool:
        """Whether it is one of the files that come and go together in the folder of a report."""
        return self.when not in (*BESIDE, When.DOCUMENTED, When.COMPARED, When.LISTED, When.ROLLED, When.ON_SITE)


REPORT, DRAFT = "report", "draft"

# In the order in which FORMATS are listed and files are written.
OUTPUTS = (
    Output(
        "report.html",
        When.PRINTED,
        "annual_report.document.exporters:HTML",
        "网页：一个文件，不用联网；每个数字都标着来自哪一格",
        "the portal: one file, no script, nothing loaded from outside, every number marked with the cell it comes from",
        format="html",
        is_recorded=True,
    ),
    Output(
        "report.fragment.html",
        When.PRINTED,
        "annual_report.document.exporters:Fragment",
        "供网站后台粘贴：只有正文和表格",
        "a CMS that strips styles and scripts: the body alone, plain tables with their spans",
        format="fragment",
        is_recorded=True,
    ),
    Output(
        "report.md",
        When.PRINTED,
        "annual_report.document.exporters:Markdown",
        "文本（Markdown）",
        "reading in git",
        format="md",
        is_recorded=True,
    ),
    Output(
        "report.docx",
        When.PRINTED,
        "annual_report.document.exporters:Word",
        "用 Word 或 WPS 打开，签字、盖章、报送",
        "signing, sealing, filing: GB/T 9704 typesetting, real Word styles and tables; Word and WPS use their own "
        "仿宋_GB2312 and 方正小标宋",
        format="docx",
        is_recorded=True,
    ),
    Output(
        "report.pdf",
        When.PRINTED,
        "annual_report.document.exporters:PDF",
        "供下载和存档",
        "download and archive: PDF/A-2a and PDF/UA-1, bookmarks, text that can be copied; carries free fonts of its "
        "own, and those in `fonts/` for what they lack",
        format="pdf",
        is_recorded=True,
    ),
    Output(
        "report.ipynb",
        When.PRINTED,
        "annual_report.build.outputs.writers:notebook",
        "运行过的笔记本",
        "the executed notebook, from which every format is made",
        is_recorded=True,
    ),
    Output(
        "tables.json",
        When.SOUND,
        "annual_report.build.outputs.writers:tables",
        "全部数字，带代码和名称",
        "scripts: every figure with codes and labels",
        is_recorded=True,
    ),
    Output(
        "findings.json",
        When.ALWAYS,
        "annual_report.build.outputs.writers:findings",
        "检查结果",
        "scripts: what the rules say",
        is_recorded=True,
    ),
    Output(
        "findings.html",
        When.REMARKED,
        "annual_report.build.outputs.writers:check_page",
        "问题清单，可打印：官方表格上标出可疑的格子",
        "the department that filed it: one page, printable, the tables with the suspect cells marked",
        is_recorded=True,
    ),
    Output(
        "findings.xlsx",
        When.REMARKED,
        "annual_report.build.outputs.writers:check_book",
        "问题清单，可填写答复",
        "the same as a workbook, to answer in and send back",
        is_recorded=True,
    ),
    Output(
        "manifest.json",
        When.LAST,
        "annual_report.build.outputs.writers:manifest",
        "清单：每个输入、规则、模板和输出的 sha256",
        "`make verify`: sha256 of every input, rule, template and output",
    ),
    Output(
        "failed.ipynb",
        When.FAILED,
        "annual_report.build.outputs.writers:notebook",
        "停在出错处的笔记本",
        "the notebook up to where it stopped",
    ),
    Output(
        "data_docs/",
        When.DOCUMENTED,
        "annual_report.review.data_docs:data_docs",
        "Great Expectations 自己的校验文档",
        "Great Expectations' own pages about the report",
    ),
    Output(
        "compare.html",
        When.COMPARED,
        "annual_report.review.comparison_page:comparison_page",
        "两版对照，可打印",
        "how two editions of a report differ, to read and to print",
    ),
    Output(
        "compare.xlsx",
        When.COMPARED,
        "annual_report.review.comparison_page:comparison_workbook",
        "两版对照，可筛选",
        "the same as a workbook, to filter",
    ),
    Output(
        "compare.json",
        When.COMPARED,
        "annual_report.rules.comparison_json:as_dict",
        "两版对照的数据",
        "scripts: the same as data",
    ),
    Output(
        "revisions.html",
        When.COMPARED,
        "annual_report.desk.editions.history_page:history_page",
        "历次更正，可打印（`make compare AGENCY=… YEAR=…`）",
        "every change of a report out of git, with its day and reason (`make compare AGENCY=… YEAR=…`)",
    ),
    Output(
        "revisions.xlsx",
        When.COMPARED,
        "annual_report.desk.editions.history_page:history_workbook",
        "历次更正，可筛选",
        "the same as a workbook",
    ),
    Output(
        "revisions.json",
        When.COMPARED,
        "annual_report.desk.editions.history_page:history_data",
        "历次更正的数据",
        "the same as data",
    ),
    Output(
        "单位全称.xlsx",
        When.LISTED,
        "annual_report.review.answer_sheet:answer_sheet",
        "每个单位一份问题清单，有「办理情况」栏供答复；在 `清单/年份/` 里，另按上级打包（.zip）",
        "a list for every unit with columns for its answer, in `清单/<year>/`, packed for every parent (.zip)",
    ),
    Output(
        "清单.json",
        When.LISTED,
        "annual_report.files:as_json",
        "出了哪些清单",
        "scripts: which lists were written",
    ),
    Output(
        "回复.xlsx",
        When.LISTED,
        "annual_report.review.answers:answers_workbook",
        "收回来的答复，逐条对照现在还有没有（`make lists FILE=…`）",
        "the answers that came back, each held against what is found now (`make lists FILE=…`)",
    ),
    Output(
        "回复.json",
        When.LISTED,
        "annual_report.files:as_json",
        "收回来的答复的数据",
        "the same as data",
    ),
    Output(
        "汇总表.xlsx",
        When.ROLLED,
        "annual_report.review.roll_up_workbook:roll_up_workbook",
        "汇总表：逐格列出本级、各单位、合计、相差，收到几个单位",
        "the roll-up as a workbook: every figure of every unit, sums, differences, who is missing",
    ),
    Output(
        "rollup.json",
        When.ROLLED,
        "annual_report.rules.roll_up_json:as_dict",
        "汇总的数据",
        "scripts: the same as data, with the findings",
    ),
    Output(
        "index.html",
        When.ON_SITE,
        "annual_report.review.site.pages:index_page",
        "网站首页：各单位、各年份的年报，可以按名称查找；不用服务器，直接打开即可",
        "the first page of the site: agencies and years, search by name; opens from a folder, too",
    ),
    Output(
        "reports/",
        When.ON_SITE,
        "annual_report.review.site.pages:report_page",
        "每份年报一页：各种格式的下载、发布以后的更正、生成记录",
        "a page a report: its formats, its corrections since it was published, what it was made from",
    ),
    Output(
        "data/",
        When.ON_SITE,
        "annual_report.steps.frame:frame_contents",
        "开放数据：全部数字一张表（CSV、Parquet），附 `datapackage.json`",
        "open data: all figures as CSV and Parquet, described by `datapackage.json` (Frictionless Data Package 2.0)",
    ),
    Output(
        "feed.xml",
        When.ON_SITE,
        "annual_report.review.site.feed:feed",
        "发布与更正的订阅源（Atom）",
        "a feed of publications and corrections (Atom)",
    ),
    Output(
        "rules.html",
        When.ON_SITE,
        "annual_report.review.site.documents:document_pages",
        "规则手册；另有每一格填什么、指南",
        "the rules; beside it what each figure is, and the guide",
    ),
    Output(
        "district.xlsx",
        When.SURVEYED,
        "annual_report.review.listed_workbook:listed_workbook",
        "各单位一览：收到、问题、期限、汇总、排名各一页，可筛选排序",
        "all units of a government: filed, problems, deadlines, roll-up, ranking, a sheet each, to filter and sort",
        is_recorded=True,
    ),
    Output(
        "check.json",
        When.CHECKED,
        "annual_report.files:as_json",
        "每份报告一行：结果、问题数、第一个问题",
        "scripts: a row per report: how it ended, how many problems of which severity, rules, first message",
    ),
    Output(
        "check.junit.xml",
        When.ASKED,
        "annual_report.review.annotations.junit:junit",
        "供测试看板（`REPORT=junit`）",
        "test dashboards (`REPORT=junit`)",
    ),
    Output(
        "check.sarif",
        When.ASKED,
        "annual_report.review.annotations.sarif:sarif",
        "供代码平台（`REPORT=sarif`）",
        "code hosts (`REPORT=sarif`)",
    ),
    Output(
        "suggested.patch",
        When.ASKED,
        "annual_report.review.patch:suggest_patch",
        "修改建议，看过以后用 `git apply` 采用（`SUGGEST=patch`、`make bind`）",
        "the suggested changes, for a person to read and `git apply` (`SUGGEST=patch`, `make bind`)",
    ),
)

# The names that code asks for one by one.
FINDINGS, CHECK_PAGE, MANIFEST = "findings.json", "findings.html", "manifest.json"
DATA_DOCS, COMPARISONS = "data_docs", "compare"
COMPARE_FILES = ("compare.html", "compare.xlsx", "compare.json")
REVISION_FILES = ("revisions.html", "revisions.xlsx", "revisions.json")
TABLES = "tables.json"
SITE, SITE_RECORD = "site", "site.json"
LISTS, LISTS_RECORD, ANSWERS_BOOK, ANSWERS_RECORD = "清单", "清单.json", "回复.xlsx", "回复.json"
ROLL_UP_FILES = ("汇总表.xlsx", "rollup.json")
OVERVIEW_BOOK = "district.xlsx"
CHECK, PATCH = "check.json", "suggested.patch"

# What is written beside the reports for the commands themselves.
RECORDS = ".annual_report"

EDITED = "人工修改"

UNKNOWN_FORMAT = "没有「{name}」这种格式{suggestion}（可用：{known}）"
UNLISTED = "程序写了输出清单里没有的文件：{names}。报告没有放出去。请把这句话告诉维护人员（清单在 {table}）"


def outputs_at(*moments: When) -> list[Output]:
    """Return the outputs that are written at some moments, in the order of the table."""
    return [output for output in OUTPUTS if output.when in moments]


def names_at(*moments: When) -> list[str]:
    """Return the names of what is written at some moments."""
    return [name for each in outputs_at(*moments) for name in each.names]


def check_files() -> list[str]:
    """Return the names of what `check` writes about a report."""
    return names_at(When.ALWAYS, When.REMARKED)


def is_ours(name: str) -> bool:
    """Whether a file name is one that a run writes into the folder of a report."""
    return any(name in output.names for output in OUTPUTS if output.is_of_a_report)


def is_recorded(name: str) -> bool:
    """Whether the manifest of a report says what a file of this name holds."""
    return any(name == output.name for output in OUTPUTS if output.is_recorded)


def require_listed(files: Iterable[Path]) -> None:
    """Raise EngineError where one of the files of a report is not in the table: it would be lost without a word."""
    unlisted = [file.name for file in sorted(files) if not is_ours(file.name)]
    if unlisted:
        raise EngineError(UNLISTED.format(names=join_words(unlisted), table=__name__))


def formats() -> list[str]:
    """Return the names of the formats, in order."""
    return [output.format for output in OUTPUTS if output.format]


def formats_among(names: Iterable[str]) -> list[str]:
    """Return the formats that a report was written in, by the names of its files."""
    there = set(names)
    return [output.format for output in OUTPUTS if output.format and output.name in there]


def parse_formats(text: str) -> list[str]:
    """Read format names separated by commas or blanks; all formats where there is none.

    Raises InputError for an unknown one, with a suggestion.
    """
    known = formats()
    names = list(dict.fromkeys(text.replace(",", " ").replace("，", " ").split())) or known
    unknown = [name for name in names if name not in known]
    if unknown:
        words = ((name, suggestion(name, known), join_words(known)) for name in unknown)
        raise InputError([Problem(UNKNOWN_FORMAT.format(name=a, suggestion=b, known=c), found=a) for a, b, c in words])
    return names


def is_edited(name: str) -> bool:
    """Whether a file name is one under which something of a person's is kept."""
    return f".{EDITED}-" in name


def names_of_edited(name: str) -> Iterator[str]:
    """Yield the names under which what a person made of an output, or put in its way, may be kept, in order."""
    stem, dot, suffix = name.partition(".") if is_ours(name) else name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    for number in itertools.count(1):
        yield f"{stem}.{EDITED}-{number}{dot}{suffix}"
