// From files to work, and from work to files.

import { fold } from "./labels.js";
import { proseText, readProse } from "./prose.js";
import { csvBytes, decodeText, readRows } from "./sheets.js";
import { headerPlace, readTable, rowsOf, strangeColumns } from "./tables.js";

const COLUMNS = 5;

/** Return the files that the work is: [{name, bytes}], as `make new` lays them out. */
export function filesOf(data, work) {
  const tables = data.tables.map((table) => ({ name: table.file, bytes: csvBytes(rowsOf(table.layout, work.texts)) }));
  const named = work.figures.filter((row) => row.some((each) => each.trim()));
  const figures = { name: data.figures.file, bytes: csvBytes([data.figures.header, ...named]) };
  const prose = { name: data.prose.file, bytes: new TextEncoder().encode(proseText(data.prose.sections, work.prose)) };
  return [...tables, figures, prose];
}

/** Return the files to save: one that could not be read is not replaced before something was filled in of it. */
export function filesToSave(data, work) {
  const begun = filesOf(data, data.work);
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const isUntouched = (file) => same(file.bytes, begun.find((each) => each.name === file.name).bytes);
  return filesOf(data, work).filter((file) => !(data.unread.includes(file.name) && isUntouched(file)));
}

/** Return a work in which the parts that some files hold are those of another work. */
export function partsOf(data, names, from, to) {
  const saved = data.tables.filter((table) => names.includes(table.file));
  const cells = saved.flatMap((table) => table.rows.flat()).filter((cell) => cell.address);
  const texts = Object.fromEntries(cells.map(({ address }) => [address, from.texts[address] || ""]));
  return {
    texts: { ...to.texts, ...texts },
    figures: names.includes(data.figures.file) ? from.figures : to.figures,
    prose: names.includes(data.prose.file) ? from.prose : to.prose,
  };
}

/** Read one file: {what, part, values, problems, remarks}; with a problem nothing of it may be taken. */
export function readFile(data, name, bytes) {
  if (!bytes) return refused(name, "浏览器读不了它（是文件夹，或者已经移走、删掉）：请选其中的文件");
  if (isZip(bytes)) return refused(name, "是压缩的文件：zip 请先解开，Excel、WPS 的表请另存为 CSV UTF-8，再选其中的文件");
  const decoded = decodeText(bytes);
  if (!decoded) return refused(name, "不是 UTF-8 也不是 GB18030 的文本（Excel 文件请另存为 CSV UTF-8）");
  const remarks = decoded.encoding === "UTF-8" ? [] : [`按 ${decoded.encoding} 编码读入`];
  if (/\.md$/i.test(name) || /^\s*#\s/.test(decoded.text)) return readSections(data, name, decoded.text, remarks);
  const rows = readRows(decoded.text);
  if (!rows) return refused(name, "英文双引号不成对");
  const table = whichTable(data, rows);
  if (table) return { name, what: table.caption, part: "texts", ...read(readTable(table, rows), remarks) };
  if (headerPlace(data.figures.header, rows) >= 0) return readFigures(data, name, rows, remarks);
  return refused(name, "表头不是三张官方表之一，也不是正文数字");
}

const isZip = (bytes) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] < 9;
const refused = (name, problem) => ({ name, what: "", part: "", values: {}, problems: [problem], remarks: [] });
const read = (found, remarks) => ({ values: found.texts, problems: found.problems, remarks: [...remarks, ...found.remarks] });

/** Return the table whose header a file has, and of several the one whose lines it has. */
function whichTable(data, rows) {
  return data.tables.find((table) => headerPlace(table.header, rows) >= 0);
}

function readSections(data, name, text, remarks) {
  return { name, what: "正文", part: "prose", ...read(readProse(data.prose.sections, text), remarks) };
}

function readFigures(data, name, rows, remarks) {
  const at = headerPlace(data.figures.header, rows);
  const problems = strangeColumns(rows[at], data.figures.header, rows.slice(at + 1));
  const places = data.figures.header.map((label) => rows[at].values.map(fold).indexOf(fold(label)));
  const lines = rows.slice(at + 1).filter((row) => row.values.some((value) => value.trim()));
  const values = lines.map((row) => places.slice(0, COLUMNS).map((place) => row.values[place] || ""));
  return { name, what: "正文数字", part: "figures", values, problems, remarks };
}
