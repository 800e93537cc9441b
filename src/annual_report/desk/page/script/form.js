// Official tables to fill in, wherever they stand: drawn with their balances, judged, and what was found shown in them.

import { balancesOf, besideOf, sayBalance, sumsByTotal } from "./beside.js";
import { element, refill } from "./elements.js";
import { figureReader } from "./figures.js";
import { judgeOf } from "./findings.js";
import { drawTable } from "./grid.js";
import { letType } from "./typing.js";
import { unpackChecks } from "./unpack.js";

/** Return a form of some data: its judge, and its fields by address once its tables are drawn. */
export function formOf(data) {
  const checks = unpackChecks(data.packed);
  const read = figureReader(data.reading);
  return {
    ...{ data, read, judge: judgeOf(data.cells, checks, read), sums: sumsByTotal(checks) },
    ...{ balances: balancesOf(checks), fields: new Map(), lines: new Map() },
  };
}

/** Return the elements of a table, and of the balances between its sums. */
export function drawForm(form, table, hooks) {
  const drawn = drawTable(table, form.data.cells);
  for (const [address, field] of drawn.fields) form.fields.set(address, field);
  letType(table, drawn.fields, hooks);
  return [drawn.region, ...drawBalances(form, form.balances.filter((check) => drawn.fields.has(check.at)))];
}

function drawBalances(form, balances) {
  const lines = balances.map((check) => {
    const said = element("span", { class: "said" });
    form.lines.set(check, said);
    return element("li", {}, [`${form.data.cells[check.at].column_label} `, said]);
  });
  const label = balances.length ? [element("p", { class: "balance-label" }, [balances[0].label])] : [];
  return [...label, ...(lines.length ? [element("ul", { class: "balances" }, lines)] : [])];
}

/** Show what is typed, and what was found; return what was judged. */
export function showForm(form, texts) {
  const judged = form.judge(texts, form.data.previous);
  for (const [address, field] of form.fields) showFigure(form, judged, address, field, texts[address] || "");
  for (const [check, said] of form.lines) showBalance(check, said, judged.figures);
  return judged;
}

function showFigure(form, judged, address, field, text) {
  setValue(field, text);
  const own = judged.findings.filter((each) => each.at === address);
  const worst = own.length ? (own[0].blank ? "blank" : own[0].severity) : "";
  field.parentElement.className = `figure ${worst}`;
  field.setAttribute("aria-invalid", String(["unreadable", "critical"].includes(worst)));
  const said = own.filter((each) => !each.blank).map((each) => each.message);
  const spoken = said.length ? [element("span", { class: "at" }, [said.join("；")])] : [];
  refill(field.nextElementSibling, [...besideOf(address, form.sums, form.data.previous, judged.figures), ...spoken]);
}

export function setValue(field, text) {
  if (field.value !== text) field.value = text;
}

function showBalance(check, said, figures) {
  const balance = sayBalance(check, figures);
  said.textContent = balance ? balance.words : "还没有填全";
  said.className = balance && balance.off ? "said off" : "said";
}
