"""What a document says of its agency, held against what is known of it; and the name that a new one gets."""

from __future__ import annotations

from pathlib import Path

from annual_report import paths
from annual_report.errors import InputError, Problem
from annual_report.filing.agency import read_agency
from annual_report.filing.imports.agency_names import agency_names_in, has_name
from annual_report.filing.imports.result import Transcript
from annual_report.filing.inputs import is_there
from annual_report.form.forms import form_of_year

NO_NAME = "「{slug}」是新单位，而文件的标题里没有单位名称：请写 NAME=单位全称"
TAKEN = "「{slug}」是新单位，可是 AGENCY={known} 已经叫「{name}」：请检查 AGENCY；真是另一个单位，请加 NAME=单位全称"
OTHER_NAME = "文件标题里的单位是「{found}」，AGENCY={slug} 的名称是「{name}」：按 AGENCY 导入，请核对"
OTHER_FORM = "文件用的是 {theirs} 年格式，{year} 年应当用 {ours} 年格式（T2-04）：按文件的格式导入"


def say_what_disagrees(reading: Transcript, folder: Path) -> None:
    """Let a document say where its name or its form is another than its folder asks for."""
    file, slug, year = folder.parent / paths.AGENCY_FILE, folder.parent.name, int(folder.name)
    if is_there(file):
        agency = read_agency(file)
        if reading.agency and not has_name(agency, reading.agency):
            reading.say(OTHER_NAME.format(found=reading.agency, slug=slug, name=agency.name))
    form = form_of_year(year)
    if form and form.version != reading.form.version:
        reading.say(OTHER_FORM.format(theirs=reading.form.version, year=year, ours=form.version))


def name_of(reading: Transcript, folder: Path, wanted: str) -> str:
    """Return the name for a new agency: the one that is wanted, else the one that was found.

    Raises InputError where nobody says it, or another agency has the one that was found.
    """
    agency_folder, name = folder.parent, wanted or reading.agency
    slug = agency_folder.name
    if is_there(agency_folder / paths.AGENCY_FILE):
        return name
    if not name:
        raise InputError([Problem(NO_NAME.format(slug=slug), found=slug)])
    known = () if wanted else agency_names_in(agency_folder.parent).slugs_with(name)
    if known:
        raise InputError([Problem(TAKEN.format(slug=slug, name=name, known=known[0]), found=slug)])
    return name
