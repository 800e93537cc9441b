// The numbers that only the prose quotes, as a table of lines: what is typed stays in its field, as in the grid.

import { element, refill } from "./elements.js";
import { blockOf } from "./moving.js";
import { takesBack } from "./typing.js";

const LINES = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

/**
 * Draw the numbers into a place: {show(rows, wrong), field(row, column)}. Below the rows stands a blank line; `hooks` are
 * changed(rows, place), wrong(words), undo(), redo().
 */
export function drawNumbers(place, numbers, hooks) {
  const heads = [...numbers.header, "上年"].map((label) => element("th", { scope: "col" }, [label]));
  const body = element("tbody");
  const caption = element("caption", {}, ["正文数字"]);
  refill(place, [element("table", { class: "numbers" }, [caption, element("thead", {}, [element("tr", {}, heads)]), body])]);
  const list = { numbers, hooks, body, lines: [], rows: [] };
  return {
    show: (rows, wrong) => showRows(list, rows, wrong),
    field: (row, column) => list.lines[row].cells[column].field,
  };
}

function showRows(list, rows, wrong) {
  list.rows = rows;
  while (list.lines.length > rows.length + 1) list.lines.pop().line.remove();
  while (list.lines.length <= rows.length) addLine(list);
  list.lines.forEach((line, at) => showLine(list, line, rows[at] || [], wrong.filter((each) => each.row === at)));
}

function showLine(list, line, row, wrong) {
  line.before.textContent = list.numbers.previous[row[0]] || "";
  line.cells.forEach(({ field, said, printed }, column) => {
    const text = row[column] || "";
    if (field.value !== text) field.value = text;
    printed.textContent = text;
    said.textContent = wrong.filter((each) => each.column === column).map((each) => each.message).join("；");
    field.setAttribute("aria-invalid", String(said.textContent !== ""));
  });
}

function addLine(list) {
  const at = list.lines.length;
  const cells = list.numbers.header.map((label, column) => drawField(list, label, at, column));
  const before = element("td", { class: "before", "data-column": "上年" });
  const line = element("tr", {}, [...cells.map((each) => each.cell), before]);
  list.lines.push({ line, cells, before });
  list.body.append(line);
}

function drawField(list, label, at, column) {
  const id = `number-${at}-${column}`;
  const named = { "aria-label": `${label}，第 ${at + 1} 行`, "aria-describedby": `${id}-said` };
  const field = element("input", { id, type: "text", autocomplete: "off", spellcheck: "false", ...named });
  const said = element("span", { class: "said", id: `${id}-said` });
  const printed = element("span", { class: "on-paper", "aria-hidden": "true" });
  const change = (text) => list.hooks.changed(withBlock(list, at, column, [[text]]), id);
  field.addEventListener("input", () => change(field.value));
  field.addEventListener("change", () => change(field.value.trim()));
  field.addEventListener("keydown", (event) => press(event, list, at, column));
  field.addEventListener("paste", (event) => paste(event, list, at, column));
  return { cell: element("td", { "data-column": label }, [field, printed, said]), field, said, printed };
}

function press(event, list, at, column) {
  if (event.isComposing || event.altKey) return;
  const next = event.ctrlKey || event.metaKey ? null : list.lines[at + LINES[event.key]];
  if (takesBack(event, list.hooks)) event.preventDefault();
  else if (next) {
    event.preventDefault();
    next.cells[column].field.focus();
  }
}

function paste(event, list, at, column) {
  const text = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
  event.preventDefault();
  const block = blockOf(text);
  const widest = Math.max(...block.map((row) => row.length));
  const room = list.numbers.header.length - column;
  if (widest > room) list.hooks.wrong(`粘贴的内容有 ${widest} 列，从这里起只有 ${room} 列：没有贴入`);
  else list.hooks.changed(withBlock(list, at, column, block.map((row) => row.map((each) => each.trim()))), "");
}

/** Return the rows with a block put in from a line and a column on; blank lines at the end are none. */
function withBlock({ rows, numbers }, at, column, block) {
  const width = numbers.header.length;
  const length = Math.max(rows.length, at + block.length);
  const blank = Array.from({ length: width }, () => "");
  const all = Array.from({ length }, (_, number) => {
    const put = block[number - at] || [];
    return (rows[number] || blank).map((text, place) => put[place - column] ?? text);
  });
  while (all.length && all[all.length - 1].every((each) => !each.trim())) all.pop();
  return all;
}
