// The work as the page shows it: what is typed, what was found, what is not saved.

import { besideOf, sayBalance } from "./beside.js";
import { same } from "./desk.js";
import { element, refill } from "./elements.js";
import { sayCounts } from "./panel.js";
import { drawNumbers, wrongNumbers } from "./words.js";

const place = (id) => document.getElementById(id);

/** Show the work in hand. */
export function show(page) {
  const { data, desk } = page;
  page.judged = page.judge(desk.work.texts, data.previous);
  for (const [address, field] of page.fields) showFigure(page, address, field);
  for (const [check, said] of page.lines) showBalance(check, said, page.judged.figures);
  for (const [code, field] of page.prose) setValue(field, desk.work.prose[code] || "");
  showNumbers(page);
  page.panel.showCell(page.here, page.judged);
  page.panel.showFindings(page.judged);
  const isSaved = same(desk.work, page.saved);
  place("counts").textContent = sayCounts(page.judged, page.fields.size);
  place("state").textContent = isSaved ? "没有未保存的改动" : page.keeper.works ? "有改动未存成文件（浏览器里已留底）" : "有改动未保存";
  place("state").className = isSaved ? "saved" : "unsaved";
  place("undo").disabled = !desk.canUndo;
}

function showNumbers(page) {
  const rows = page.desk.work.figures;
  if (page.shownNumbers === rows) return;
  page.shownNumbers = rows;
  const active = document.activeElement && document.activeElement.getAttribute("aria-label");
  drawNumbers(place("numbers"), page.data.figures, rows, (changed) => page.desk.change("figures", changed));
  const again = active && [...place("numbers").querySelectorAll("input")].find((each) => each.getAttribute("aria-label") === active);
  if (again) again.focus();
  const wrong = wrongNumbers(rows, page.read).map((words) => element("li", {}, [words]));
  refill(place("numbers-wrong"), wrong);
}

function setValue(field, text) {
  if (field.value !== text) field.value = text;
}

function showFigure(page, address, field) {
  const { figures, findings } = page.judged;
  setValue(field, page.desk.work.texts[address] || "");
  const own = findings.filter((each) => each.at === address);
  const worst = own.length ? (own[0].blank ? "blank" : own[0].severity) : "";
  const is = (name) => ["unreadable", "critical"].includes(name);
  field.parentElement.className = `figure ${worst}`;
  field.setAttribute("aria-invalid", String(is(worst)));
  const said = own.filter((each) => !each.blank).map((each) => each.message);
  const beside = besideOf(address, page.sums, page.data.previous, figures);
  const spoken = said.length ? [element("span", { class: "at" }, [said.join("；")])] : [];
  refill(place(`beside-${address}`), [...beside, ...spoken]);
}

function showBalance(check, said, figures) {
  const balance = sayBalance(check, figures);
  said.textContent = balance ? balance.words : "还没有填全";
  said.className = balance && balance.off ? "said off" : "said";
}
