"""Numbers of lists and what fields hold are read as a browser shows them."""

from __future__ import annotations

import pytest

from annual_report.filing.imports.markup_text import grid_of, tree_of


def text_of(cell: str, style: str = "") -> str:
    tree = tree_of(f"<style>{style}</style><table><tr><td>{cell}</td></tr></table>")
    return grid_of(tree.css("table")[0], 1, 99).rows[0][0].text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<ol><li>属于国家秘密</li></ol>", "1.属于国家秘密"),
        ('<ol start="3"><li><p>危及“三安全一稳定”</p></li></ol>', "3.危及“三安全一稳定”"),
        ('<ol><li value="5">属于四类内部事务信息</li></ol>', "5.属于四类内部事务信息"),
        ('<ol style="list-style-type: cjk-ideographic"><li>本年新收</li></ol>', "一、本年新收"),
        ("<ol><li>甲</li><li>乙</li></ol>", "1.甲2.乙"),
        ('<ol style="list-style:none"><li>属于国家秘密</li></ol>', "属于国家秘密"),
        ("<ul><li>属于国家秘密</li></ul>", "属于国家秘密"),
        ("<ol reversed><li>属于国家秘密</li></ol>", "属于国家秘密"),
        ('<ol type="i"><li>属于国家秘密</li></ol>', "属于国家秘密"),
        ("<ol><li>1.属于国家秘密</li></ol>", "1.属于国家秘密"),
        ("<ol><li>（一）予以公开</li></ol>", "（一）予以公开"),
        ("<ol><li>5</li></ol>", "1. 5"),
        ("<ol><li></li></ol>", ""),
    ],
)
def test_a_list_has_its_numbers(cell: str, text: str) -> None:
    assert text_of(cell) == text


def test_a_sheet_of_styles_may_take_the_numbers_away() -> None:
    style = "ul, ol, li { margin: 0; list-style: none }"
    assert text_of("<ol><li>属于国家秘密</li></ol>", style) == "属于国家秘密"
    assert text_of('<ol style="list-style: decimal"><li>属于国家秘密</li></ol>', style) == "1.属于国家秘密"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<input value="5">', "5"),
        ('<input type="text" value=" 12 " readonly>', "12"),
        ("<textarea>\n7\n</textarea>", "7"),
        ('<input value="">', ""),
        ('<input placeholder="0">', ""),
        ('<input type="hidden" value="5">', ""),
        ('<input type="checkbox" value="5">', ""),
        ('<input style="display:none" value="5">3', "3"),
        ('3<input value="5">', "3 5"),
        ('<input value="3"><input value="5">', "3 5"),
    ],
)
def test_a_field_shows_what_it_holds_apart_from_all_else(cell: str, text: str) -> None:
    assert text_of(cell) == text
