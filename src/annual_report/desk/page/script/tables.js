// The file of an official table: rows and columns are found by their labels, never by their position.

import { fold } from "./labels.js";

const DEEPEST_HEADER = 12;
const FIGURE = /^[-+(]?[0-9][0-9,. ]*[^0-9]{0,2}$/;
const YEAR = /^(?:19|20)[0-9]{2}年度?$/;

/** Return the rows of the file of a table, its header first; where its layout names a cell, what is typed in it. */
export function rowsOf(layout, texts) {
  return layout.map((row) => row.map((each) => (each.cell ? texts[each.cell] || "" : each)));
}

/** Return where the header of a file stands among its rows; -1 where none of them is it. */
export function headerPlace(header, rows) {
  const wanted = header.map(fold);
  return rows.slice(0, DEEPEST_HEADER).findIndex((row) => {
    const found = row.values.map(fold);
    return wanted.every((label) => found.includes(label));
  });
}

/** Read the rows of a file into texts by address: {texts, problems, remarks}. With a problem nothing may be taken. */
export function readTable(table, rows) {
  const at = headerPlace(table.header, rows);
  if (at < 0) return { texts: {}, problems: [`找不到表头「${table.header.join(",")}」`], remarks: [] };
  const columns = Object.fromEntries(rows[at].values.map((label, number) => [fold(label), number]));
  const strange = strangeColumns(rows[at], table.header, rows.slice(at + 1));
  const found = { texts: {}, problems: [...outside(rows.slice(0, at)), ...strange], remarks: [], lines: new Map(), columns };
  for (const row of rows.slice(at + 1)) {
    if (row.values.some((value) => value.trim())) takeRow(table, row, found);
  }
  const missing = Object.keys(table.lines).filter((key) => !found.lines.has(key));
  if (missing.length) found.problems.push(`缺少「${table.lines[missing[0]].label}」${howMany(missing)}行`);
  return found;
}

/** Say which columns of a file are none of its table, or stand twice: which figure counts, only a person knows. */
export function strangeColumns(header, labels, rows) {
  const known = labels.map(fold);
  const width = Math.max(header.values.length, ...rows.map((row) => row.values.length));
  const names = Array.from({ length: width }, (_, column) => fold(header.values[column] || ""));
  return names.flatMap((name, column) => {
    const row = rows.find(({ values }) => (values[column] || "").trim());
    const place = `第 ${column + 1} 列「${header.values[column] || ""}」`;
    if (known.includes(name)) return names.indexOf(name) < column ? [`${place}重复了`] : [];
    return name || row ? [`${place}不是表里的列${row ? `，第 ${row.number} 行有「${row.values[column].trim()}」` : ""}`] : [];
  });
}

function takeRow(table, row, found) {
  const key = fold(table.header.slice(0, table.keys).map((label) => at(row, found, label)).join(" "));
  const line = table.lines[key];
  if (!line) {
    const figures = row.values.filter(isFigure);
    const words = row.values.find((value) => value.trim()).trim();
    if (figures.length) found.problems.push(`第 ${row.number} 行「${words}」不在表里，却有数字「${figures[0].trim()}」`);
    else if (!table.groups.includes(fold(words))) found.remarks.push(`第 ${row.number} 行「${words}」没有读入`);
  } else if (found.lines.has(key)) {
    found.problems.push(`第 ${row.number} 行「${line.label}」重复了（第 ${found.lines.get(key)} 行已有）`);
  } else {
    found.lines.set(key, row.number);
    for (const [address, column] of Object.entries(line.cells)) found.texts[address] = at(row, found, column);
  }
}

const at = (row, found, label) => row.values[found.columns[fold(label)]] || "";
const howMany = (missing) => (missing.length > 1 ? `等 ${missing.length} ` : "这一");

function outside(rows) {
  const rowOf = rows.find((row) => row.values.some(isFigure));
  return rowOf ? [`第 ${rowOf.number} 行在表的外面，却有数字「${rowOf.values.find(isFigure).trim()}」`] : [];
}

function isFigure(value) {
  const text = value.trim();
  return FIGURE.test(text) && !YEAR.test(text);
}
