// The page: tables, panel, files and what the browser keeps, put together.

import { balancesOf, sumsByTotal } from "./beside.js";
import { deskOf } from "./desk.js";
import { element } from "./elements.js";
import { figureReader } from "./figures.js";
import { judgeOf } from "./findings.js";
import { drawTable } from "./grid.js";
import { keeperOf } from "./keeping.js";
import { panelOf } from "./panel.js";
import { keep, letReadFiles, letSave, restore, say } from "./saving.js";
import { show } from "./showing.js";
import { letType } from "./typing.js";
import { unpackChecks } from "./unpack.js";
import { drawProse } from "./words.js";

/** Start the page on its data. */
export function startPage(data) {
  const checks = unpackChecks(data.packed);
  const read = figureReader(data.reading);
  const page = {
    ...{ data, read, judge: judgeOf(data.cells, checks, read), fields: new Map(), here: "" },
    ...{ sums: sumsByTotal(checks), balances: balancesOf(checks), lines: new Map() },
    ...{ keeper: keeperOf(data.agency, data.year, data.edition), saved: data.work },
  };
  page.panel = panelOf(data, (address) => page.fields.get(address).focus());
  page.desk = deskOf(data.work, () => {
    show(page);
    keep(page);
  });
  drawAll(page);
  letReadFiles(page);
  letSave(page);
  show(page);
  restore(page);
  return page;
}

const place = (id) => document.getElementById(id);

function drawAll(page) {
  for (const table of page.data.tables) {
    const drawn = drawTable(table, page.data.cells);
    for (const [address, field] of drawn.fields) page.fields.set(address, field);
    letType(table, drawn.fields, hooksOf(page));
    const balances = page.balances.filter((check) => drawn.fields.has(check.at));
    place(`table-${table.code}`).append(drawn.region, ...drawBalances(page, balances));
  }
  page.prose = drawProse(place("prose"), page.data.prose.sections, page.desk.work.prose, (texts) =>
    page.desk.change("prose", texts),
  );
}

/** A line for each balance between two sums, under its table. */
function drawBalances(page, balances) {
  const lines = balances.map((check) => {
    const said = element("span", { class: "said" });
    page.lines.set(check, said);
    return element("li", {}, [`${page.data.cells[check.at].column_label} `, said]);
  });
  const label = balances.length ? [element("p", { class: "balance-label" }, [balances[0].label])] : [];
  return [...label, ...(lines.length ? [element("ul", { class: "balances" }, lines)] : [])];
}

function hooksOf(page) {
  return {
    typed: (texts) => page.desk.change("texts", texts),
    settled: (address) => page.desk.change("texts", { [address]: page.fields.get(address).value.trim() }),
    pasted: (texts) => {
      page.desk.change("texts", texts);
      say(`已贴入 ${Object.keys(texts).length} 格`, "good", [["撤销", () => page.desk.undo()]]);
    },
    wrong: (words) => say(words, "bad"),
    here: (address) => {
      page.here = address;
      page.panel.showCell(address, page.judged);
    },
    undo: () => page.desk.undo(),
  };
}
