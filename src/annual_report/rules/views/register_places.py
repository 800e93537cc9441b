"""Where lines of a register stand that a finding points at; what is in them is never repeated."""

from __future__ import annotations

from collections.abc import Sequence

from annual_report.filing.place import REGISTER, Place
from annual_report.filing.register.lines import CaseRegister, Register, say_rows

# So many lines are pointed at; the words name more of them, or say how many there are.
MOST_PLACES = 20

# The column of a register that says which line it is.
NUMBER = "编号"

NAMED, NAMED_BEFORE = "{file} 第{row}行", "上年 {file} 第{row}行"


def places_of_lines(
    register: Register | CaseRegister, rows: Sequence[int], label: str = NUMBER, named: str = NAMED
) -> tuple[Place, ...]:
    """Return where the first of some lines stand, in the column of a label.

    The value of each are the rows that are meant together: whoever decides about them decides about all.
    """
    words, file = say_rows(rows) if rows else "", register.file.rpartition("/")[2]
    column = register.columns[label]
    return tuple(
        Place(REGISTER, str(row), label, named.format(file=file, row=row), register.file, row, column, words)
        for row in rows[:MOST_PLACES]
    )
