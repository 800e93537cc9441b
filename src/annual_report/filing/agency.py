"""The agency: its official name and the master data that some rules need (agency.yaml)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.yaml_files import FilledIn, read_yaml
from annual_report.strict_yaml import Words, row_of
from annual_report.wording import fold, join_words, suggestion

Level = Literal["国家级", "省级", "市级", "县级", "乡级"]
Kind = Literal["政府", "政府办公室", "部门", "镇街", "授权组织"]

# How the names of governments end, and what stands in that of a 街道.
GOVERNMENT, STREET = "人民政府", "街道"

UNKNOWN_PROFILE = (
    "没有「{found}」这个地方的要求{suggestion}（可用：{known}）："
    "要加一个地方，在 expectations/profiles/ 里放一个同名的 .yaml 文件"
)
NONE = "无"


class Powers(FilledIn):
    """What the agency is empowered to do; None where nobody said."""

    rulemaking: bool | None = None
    licensing: bool | None = None
    penalties: bool | None = None
    coercion: bool | None = None


def _month_day(text: str) -> str:
    """Return a month and a day as they were written. Raises ValueError where there is no such day."""
    datetime.strptime(f"2001-{text}", "%Y-%m-%d")
    return text


# A day of a year without the year; 29 February is none.
MonthDay = Annotated[str, AfterValidator(_month_day)]


def day_of(last_day: MonthDay, year: int) -> date:
    """Return a month and a day as a day of a year."""
    month, day = last_day.split("-")
    return date(year, int(month), int(day))


# 《政府信息公开条例》第四十九条.
LAST_DAY_OF_DEPARTMENTS, LAST_DAY_OF_GOVERNMENTS = "01-31", "03-31"


class Deadlines(FilledIn):
    """The days by which a report is due, as month-day: local notices set their own."""

    submit: MonthDay | None = None
    publish: MonthDay | None = None


class Agency(FilledIn):
    """One reporting unit; `published` is the day of publication by report year.

    `profile` names the place whose requirements hold beside the law: a file in expectations/profiles/.

    For the roll-up: `units` of a government are the full names (or codes) of all whose reports it adds up, its own
    office among them; `expected` says by report year that a unit need not report; `vertical`, that it is led from above
    (《条例》 art. 3); `jointly_issued`, by year and by the names of the form (制发), how many of its 行政规范性文件 are
    joint ones that another unit leads.
    """

    name: Words
    self_name: Words = "本机关"
    level: Level | None = None
    kind: Kind | None = None
    parent: Words | None = None
    powers: Powers = Powers()
    predecessors: list[str] = Field(default_factory=list)
    deadlines: Deadlines = Deadlines()
    published: dict[int, date] = Field(default_factory=dict)
    profile: Words | None = None
    units: list[Words] = Field(default_factory=list)
    expected: dict[int, bool] = Field(default_factory=dict)
    vertical: bool | None = None
    jointly_issued: dict[int, dict[str, int]] = Field(default_factory=dict)

    @property
    def is_government(self) -> bool | None:
        """Whether this is the report of a government, which must account for more; None where nobody said.

        A 乡镇 is one (《条例》 art. 50: 各级人民政府), a 街道 is not; the name tells which.
        """
        if self.kind == "镇街":
            return True if self.name.endswith(GOVERNMENT) else False if STREET in self.name else None
        return None if self.kind is None else self.kind == "政府"

    @property
    def is_of_a_town(self) -> bool:
        """Whether it is a 乡镇 or a 街道, to which the law sets no day."""
        return self.kind == "镇街" or (self.kind == "政府" and self.level == "乡级")

    def deadline(self, year: int) -> date | None:
        """Return the day by which the report of a year must be published: the agency's own, else that of the law.

        31 January for departments, 31 March for governments from the county up; None where nobody said which it is,
        and for a 乡镇 or a 街道.
        """
        by_law = LAST_DAY_OF_GOVERNMENTS if self.is_government else LAST_DAY_OF_DEPARTMENTS
        last_day = self.deadlines.publish or ("" if self.kind is None or self.is_of_a_town else by_law)
        return day_of(last_day, year + 1) if last_day else None

    @property
    def makes_rules(self) -> bool | None:
        """Whether it may issue 规章: departments of the State Council, provinces, cities divided into districts
        (立法法). None where level and kind do not tell."""
        if self.powers.rulemaking is not None:
            return self.powers.rulemaking
        if self.level is None or self.kind is None or self.level == "国家级":
            return None
        return self.kind == "政府" and self.level in ("省级", "市级")


def bare_name(name: str) -> str:
    """Return a name as it is compared with that in a title, which may leave 人民政府 out."""
    return fold(name).removesuffix(GOVERNMENT)


def read_agency(path: Path) -> Agency:
    """Read agency.yaml. Raises InputError with every problem of the file."""
    agency, _ = read_yaml(path, Agency)
    return agency


def require_profile(agency: Agency, path: Path) -> None:
    """Raise InputError where agency.yaml names a place that has no file, with the names there are."""
    known = paths.profiles()
    if agency.profile is None or agency.profile in known:
        return
    _, node = read_yaml(path, Agency)
    near = suggestion(agency.profile, known)
    message = UNKNOWN_PROFILE.format(found=agency.profile, suggestion=near, known=join_words(known) or NONE)
    raise InputError([Problem(message, paths.stored_name(path), row_of(node, ["profile"]), found=agency.profile)])
