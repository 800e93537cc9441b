"""One official table to fill in in a notebook: the grid and the judge of the page, saved into the file of the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from annual_report.desk.changed_cells import require_as_read, write_cells
from annual_report.desk.page.data import page_data
from annual_report.desk.page.scripts import LOOK, script_of
from annual_report.errors import InputError, error_for_user
from annual_report.filing.report import Report
from annual_report.form.tables import Table

SAVED = "已保存 {file}：改了 {count} 格。重新运行 ingest 之后，报告才用新的数字"


class TableWidget(anywidget.AnyWidget):
    """A table of a report as a clerk fills it in; only what she changes is written, where she says so.

    Raises InputError where its file holds something else by now than the report that was read from it.
    """

    _esm = f"{script_of('widget')}\nexport default {{ render: widget_js.render }};"
    data = traitlets.Dict().tag(sync=True)
    # What was saved since the table was shown, and what is typed and not saved: a page that is loaded again shows both.
    saved = traitlets.Dict().tag(sync=True)
    typed = traitlets.Dict().tag(sync=True)

    def __init__(self, report: Report, table: Table, file: Path) -> None:
        data = page_data(report)
        shown = [each for each in data["tables"] if each["code"] == table.code]
        style = (LOOK / "page.css").read_text(encoding="utf-8")
        super().__init__(data={**data, "tables": shown, "style": style})
        self._report, self._table, self._file = report, table, file
        self._before = require_as_read(report, table, file)
        self.on_msg(self._answer)

    def _answer(self, _: object, said: dict[str, Any], __: object) -> None:
        self.send(self.save(said["save"]))

    def save(self, texts: dict[str, str]) -> dict[str, Any]:
        """Write what was changed into the file; return whether it is saved, and what to say of it."""
        try:
            self._before = write_cells(self._report, self._table, texts, self._file, self._before)
        except (InputError, OSError) as error:
            return {"saved": False, "words": f"没有保存，填的还在下面：{error_for_user(error)}"}
        self.saved = {**self.saved, **texts}
        return {"saved": True, "words": SAVED.format(file=self._table.file, count=len(texts))}
