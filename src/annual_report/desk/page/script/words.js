// What stands beside the tables: the numbers that only the prose quotes, and the prose, one field a section.

import { element, refill } from "./elements.js";

/** Draw the numbers of the prose into a place; `change(rows)` is told all rows. */
export function drawNumbers(place, numbers, rows, change) {
  const shown = [...rows, numbers.header.map(() => "")];
  const heads = [...numbers.header, "上年"].map((label) => element("th", { scope: "col" }, [label]));
  const lines = shown.map((row, at) => drawLine(numbers, row, at, rows, change));
  refill(place, [
    element("table", { class: "numbers" }, [
      element("caption", {}, ["正文数字"]),
      element("thead", {}, [element("tr", {}, heads)]),
      element("tbody", {}, lines),
    ]),
  ]);
}

function drawLine(numbers, row, at, rows, change) {
  const cells = numbers.header.map((label, column) => {
    const field = element("input", { type: "text", autocomplete: "off", "aria-label": `${label}，第 ${at + 1} 行` });
    field.value = row[column] || "";
    field.addEventListener("change", () => change(withValue(rows, at, column, field.value.trim(), numbers.header.length)));
    return element("td", { "data-column": label }, [field]);
  });
  const before = element("td", { class: "before", "data-column": "上年" }, [numbers.previous[row[0]] || ""]);
  return element("tr", {}, [...cells, before]);
}

function withValue(rows, at, column, value, width) {
  const row = [...(rows[at] || Array.from({ length: width }, () => ""))];
  row[column] = value;
  return [...rows.slice(0, at), row, ...rows.slice(at + 1)].filter((each) => each.some((one) => one.trim()));
}

/** Say what is wrong with the numbers of the prose, each with the row that it stands in. */
export function wrongNumbers(rows, read) {
  const found = [];
  const names = new Set();
  rows.forEach(([name, number], at) => {
    const wrong = !name.trim() ? "没有写名称" : names.has(name.trim()) ? "名称重复" : read(number || "", "money").wrong;
    if (wrong) found.push(`正文数字第 ${at + 1} 行${name ? `「${name}」` : ""}：${wrong}`);
    names.add(name.trim());
  });
  return found;
}

/** Draw the prose, section by section; returns its fields by code. */
export function drawProse(place, sections, texts, typed) {
  const fields = new Map();
  const parts = sections.map((section) => {
    const id = `prose-${section.code}`;
    const field = element("textarea", { id, rows: section.optional ? 3 : 8, spellcheck: "false" });
    field.value = texts[section.code] || "";
    field.addEventListener("input", () => typed({ [section.code]: field.value }));
    fields.set(section.code, field);
    return element("div", { class: "section" }, [element("label", { for: id }, [section.title]), field, printed(field)]);
  });
  refill(place, parts);
  return fields;
}

/** A field for prose shows on paper only what fits in it: what is printed stands beside it. */
function printed(field) {
  const text = element("div", { class: "on-paper", "aria-hidden": "true" });
  window.addEventListener("beforeprint", () => (text.textContent = field.value));
  return text;
}
