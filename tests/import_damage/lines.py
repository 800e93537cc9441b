"""What stands around the tables: headings, prose, notes, what a portal or a page puts before and behind."""

from __future__ import annotations

from dataclasses import replace

from annual_report.filing.imports.glyphs import known_labels
from import_damage.changing import Chance, Damage, Truth, insert, place_of
from published import Published, Rows

CHROME = ("当前位置： 首页 > 政务公开 > 年报", "时间：2031-02-08 16:34 浏览次数：120 微信 微博 -->", "索引号：7 字号 8")
PAGE_NUMBERS = ("- 3 -", "— 4 —", "第 5 页", "·6·")


def other_headings(report: Published, truth: Truth, chance: Chance) -> Published:
    """Headings in another known wording, in any numbering or in none."""
    sections = {section.title: section.code for section in report.form.sections}
    numbering = chance.choice(("{number}{title}", "（一）{title}", "第六部分、{title}", "{title}"))

    def other(item: str | Rows) -> str | Rows:
        if not isinstance(item, str) or item not in sections:
            return item
        title = chance.choice(known_labels().titles[sections[item]])
        return numbering.format(number=item[:2], title=title)

    return replace(report, items=tuple(map(other, report.items)))


def lost_heading(report: Published, truth: Truth, chance: Chance) -> Published:
    titles = [section.title for section in report.form.sections if section.title in report.items]
    lost = chance.choice(titles)
    return replace(report, items=tuple(item for item in report.items if item != lost))


def titles_in_preface(report: Published, truth: Truth, chance: Chance) -> Published:
    """The preface lists what the report holds."""
    titles = "；".join(section.title for section in report.form.sections if not section.optional)
    return insert(report, 1, f"本报告包括{titles}六个部分。")


def prose_as_headings(report: Published, truth: Truth, chance: Chance) -> Published:
    """Sentences that look like headings, and a numbering that starts again."""
    lines = ("一、主动公开政府信息情况", "全年公开2645条。", "三是提高质量。", "（一）予以公开5件，1.属于国家秘密2件。")
    return insert(report, 2, *chance.sample(lines, 2))


def contradicting_prose(report: Published, truth: Truth, chance: Chance) -> Published:
    """The prose says other figures than the tables: both are imported, and neither is changed."""
    said = f"全年收到政府信息公开申请{chance.randint(0, 99)}件，现行有效规范性文件{chance.randint(0, 99)}件。"
    return insert(report, chance.choice((1, 3)), said)


def chrome(report: Published, truth: Truth, chance: Chance) -> Published:
    """What a portal shows before and behind an article."""
    return replace(report, items=(*CHROME[: chance.randint(1, 3)], *report.items, "上一篇：2023", "访问量 20240101"))


def page_numbers(report: Published, truth: Truth, chance: Chance) -> Published:
    """The number of a page stands between two parts of a table: it is no figure."""
    number = chance.randrange(2)
    rows = report.tables[number]
    place = chance.randrange(4, len(rows))
    above = report.with_tables({number: rows[:place]})
    return insert(above, place_of(report, number) + 1, chance.choice(PAGE_NUMBERS), rows[place:])


def stray_number(report: Published, truth: Truth, chance: Chance) -> Published:
    """A number stands between two parts of a table, and nobody knows of what."""
    number = chance.randrange(2)
    rows = report.tables[number]
    place = chance.randrange(4, len(rows))
    above = report.with_tables({number: rows[:place]})
    return insert(above, place_of(report, number) + 1, str(chance.randint(0, 40)), rows[place:])


def note_below(report: Published, truth: Truth, chance: Chance) -> Published:
    number = chance.randrange(len(report.tables))
    return insert(report, place_of(report, number) + 1, "注：本表含上年度结转数量3件。")


def framed_prose(report: Published, truth: Truth, chance: Chance) -> Published:
    """Every line of prose stands in a table of one column."""
    blank = replace(report.tables[0][0][0], colspan=1)
    titles = {section.title for section in report.form.sections}
    return replace(
        report,
        items=tuple(
            ((replace(blank, text=item),),) if isinstance(item, str) and place > 1 and item not in titles else item
            for place, item in enumerate(report.items)
        ),
    )


DAMAGES: tuple[Damage, ...] = (
    *(other_headings, lost_heading, titles_in_preface, prose_as_headings, contradicting_prose, chrome, page_numbers),
    *(stray_number, note_below, framed_prose),
)
