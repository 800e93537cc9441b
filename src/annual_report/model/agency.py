"""The agency: its official name and the master data that some rules need (agency.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from annual_report.model.yaml_files import Strict, Words, read_yaml

Level = Literal["国家级", "省级", "市级", "县级", "乡级"]
Kind = Literal["政府", "政府办公室", "部门", "镇街", "授权组织"]


class Powers(Strict):
    """What the agency is empowered to do; None where nobody said."""

    rulemaking: bool | None = None
    licensing: bool | None = None
    penalties: bool | None = None
    coercion: bool | None = None


class Agency(Strict):
    """One reporting unit."""

    name: Words
    self_name: Words = "本机关"
    level: Level | None = None
    kind: Kind | None = None
    parent: Words | None = None
    powers: Powers = Powers()
    predecessors: list[str] = Field(default_factory=list)

    @property
    def makes_rules(self) -> bool | None:
        """Whether it may issue 规章: departments of the State Council, provinces, cities divided into districts
        (立法法). None where level and kind do not tell."""
        if self.powers.rulemaking is not None:
            return self.powers.rulemaking
        if self.level is None or self.kind is None or self.level == "国家级":
            return None
        return self.kind == "政府" and self.level in ("省级", "市级")


def read_agency(path: Path) -> Agency:
    """Read agency.yaml. Raises InputError with every problem of the file."""
    agency, _ = read_yaml(path, Agency)
    return agency
