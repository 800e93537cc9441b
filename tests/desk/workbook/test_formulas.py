"""A check becomes a formula in which a blank, or words, is no number."""

from __future__ import annotations

from annual_report.desk.check import Check, Statement, Sum, Term
from annual_report.desk.workbook.formulas import sum_formula, verdict_formula

WORDS = {"passed": "通过", "failed": "不符", "not_assessable": "还不能判断", "": "不适用"}
SUM = Statement(Sum((Term("a"), Term("b"))), "==", Sum((Term("c"),)))


def check(**parts: object) -> Check:
    said = {"suite": "s", "rule": "R", "key": "k", "label": "", "basis": "", "severity": "info", "explain": ""}
    return Check(**{**said, "cells": ("c",), "holds": ((SUM,),), **parts})  # type: ignore[arg-type]


def formula(**parts: object) -> str:
    return verdict_formula(check(**parts), str.upper, WORDS)


def test_a_sum_is_judged_once_all_its_cells_hold_numbers() -> None:
    assert formula() == (
        '=IF(AND(AND(COUNT(A,B,C)=3,TRUE)),IF(AND(ROUND(SUM(A,B)-SUM(C),6)=0),"通过","不符"),"还不能判断")'
    )


def test_what_is_known_not_to_apply_is_not_judged() -> None:
    when = (((Statement(Sum((Term("d"),)), "==", Sum()),),),)
    assert formula(when=when).startswith('=IF(OR(AND(AND(COUNT(D)=1,TRUE),NOT(AND(ROUND(SUM(D),6)=0)))),"不适用",')


def test_what_nobody_said_leaves_it_open() -> None:
    assert formula(unknown=("agency.yaml 的 level",)) == '="还不能判断"'


def test_decimals_are_counted_by_rounding() -> None:
    holds = ((Statement(Sum((Term("a", measure="decimals"),)), "<=", Sum(constant=4)),),)
    assert "ROUND(N(A),4)=N(A)" in formula(holds=holds)


def test_a_blank_can_be_told_of_any_cell() -> None:
    holds = ((Statement(Sum((Term("a", measure="filled"),)), "==", Sum(constant=1)),),)
    assert formula(holds=holds) == '=IF(AND(AND(TRUE)),IF(AND(ROUND(SUM(COUNT(A))-1,6)=0),"通过","不符"),"还不能判断")'


def test_a_sum_stays_blank_while_a_part_is_open() -> None:
    assert sum_formula(Sum((Term("a"), Term("b", 100))), str.upper) == (
        '=IF(AND(COUNT(A,B)=2,TRUE),SUM(A)+SUM(B)*100,"")'
    )
