// The page: tables, panel, files and what the browser keeps, put together.

import { deskOf } from "./desk.js";
import { drawForm, formOf } from "./form.js";
import { keeperOf } from "./keeping.js";
import { drawNumbers } from "./numbers.js";
import { panelOf } from "./panel.js";
import { say } from "./notices.js";
import { keep, letLeave, restore } from "./restoring.js";
import { letReadFiles, letSave, warnOfUnread } from "./saving.js";
import { show } from "./showing.js";
import { drawProse } from "./words.js";

/** Start the page on its data. */
export function startPage(data) {
  const keeper = keeperOf(data.agency, data.year, data.edition);
  const page = { data, form: formOf(data), keeper, here: "", saved: data.work, kept: true };
  page.panel = panelOf(data, (finding) => fieldOf(page, finding).focus());
  // Kept before it is shown: what says whether it is kept is part of what is shown.
  page.desk = deskOf(data.work, () => {
    keep(page);
    show(page);
  });
  drawAll(page);
  letReadFiles(page);
  letSave(page);
  letLeave(page);
  show(page);
  warnOfUnread(data);
  restore(page);
  return page;
}

/** Return where what was found can be mended. */
function fieldOf(page, { at, number }) {
  return number ? page.numbers.field(...number) : page.form.fields.get(at);
}

const place = (id) => document.getElementById(id);

function drawAll(page) {
  for (const table of page.data.tables) place(`table-${table.code}`).append(...drawForm(page.form, table, hooksOf(page)));
  page.numbers = drawNumbers(place("numbers"), page.data.figures, {
    ...hooksOf(page),
    changed: (rows, hand) => page.desk.change("figures", rows, hand),
  });
  page.prose = drawProse(place("prose"), page.data.prose.sections, page.desk.work.prose, (texts) =>
    page.desk.change("prose", texts, sentenceOf(texts)),
  );
}

/** Prose is taken back sentence by sentence. */
function sentenceOf(texts) {
  return Object.entries(texts).map(([code, text]) => `${code} ${text.split(/[。；\n]/).length}`).join();
}

function hooksOf(page) {
  return {
    typed: (texts) => page.desk.change("texts", texts),
    settled: (address) => page.desk.change("texts", { [address]: page.form.fields.get(address).value.trim() }),
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
    redo: () => page.desk.redo(),
  };
}
