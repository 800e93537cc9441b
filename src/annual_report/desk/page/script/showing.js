// The work as the page shows it: what is typed, what was found, what is not saved.

import { same } from "./desk.js";
import { setValue, showForm } from "./form.js";
import { sayCounts } from "./panel.js";
import { wrongNumbers } from "./quoted.js";

const place = (id) => document.getElementById(id);

/** Show the work in hand. */
export function show(page) {
  const { desk } = page;
  page.judged = showForm(page.form, desk.work.texts);
  for (const [code, field] of page.prose) setValue(field, desk.work.prose[code] || "");
  showNumbers(page);
  page.panel.showCell(page.here, page.judged);
  page.panel.showFindings(page.judged);
  const isSaved = same(desk.work, page.saved);
  place("counts").textContent = sayCounts(page.judged, page.form.fields.size);
  place("state").textContent = isSaved ? "没有未保存的改动" : page.kept ? "有改动未存成文件（浏览器里已留底）" : "有改动未保存，浏览器也没有留底";
  place("state").className = isSaved ? "saved" : "unsaved";
  place("undo").disabled = !desk.canUndo;
  place("redo").disabled = !desk.canRedo;
}

function showNumbers(page) {
  const rows = page.desk.work.figures;
  const wrong = wrongNumbers(page.data.figures, rows, page.form.read);
  page.numbers.show(rows, wrong);
  page.judged.findings = [...wrong.map((each) => asFinding(each, rows)), ...page.judged.findings];
}

function asFinding({ row, column, message }, rows) {
  const name = rows[row][0].trim();
  const where = `正文数字第 ${row + 1} 行${name ? `「${name}」` : ""}`;
  const said = { message: `${where}：${message}`, severity: "unreadable", at: "", number: [row, column] };
  return { ...said, rule: "", cells: [], basis: "", label: "", blank: false, follows: [] };
}
