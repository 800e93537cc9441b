// From figure to figure as in a spreadsheet, and where the cells of a pasted block belong.

import { fold } from "./labels.js";

/** Return the address of the next figure of a table in a direction; nothing where there is none. */
export function nextFigure(table, address, down, right) {
  const here = placeOf(table, address);
  const figures = table.rows.flat().filter((cell) => cell.address && cell.address !== address);
  const ahead = figures.filter((cell) => (down ? isAbove(here, cell, down) : isBeside(here, cell, right)));
  const distance = (cell) => Math.abs(down ? cell.row - here.row : cell.column - here.column);
  return ahead.sort((one, other) => distance(one) - distance(other)).map((cell) => cell.address)[0] || "";
}

/** Return where Enter leads: down, else to the top of the next column. */
export function enterFigure(table, address, down) {
  const below = nextFigure(table, address, down, 0);
  const beside = below || nextFigure(table, address, 0, down);
  return below || (beside && lastFigure(table, beside, -down));
}

function lastFigure(table, address, down) {
  const further = nextFigure(table, address, down, 0);
  return further ? lastFigure(table, further, down) : address;
}

const placeOf = (table, address) => table.rows.flat().find((cell) => cell.address === address);
const isAbove = (here, cell, down) =>
  Math.sign(cell.row - here.row) === down &&
  cell.column < here.column + here.colspan &&
  here.column < cell.column + cell.colspan;
const isBeside = (here, cell, right) => cell.row === here.row && Math.sign(cell.column - here.column) === right;

/** Return the cells of a block as a spreadsheet copies it: rows of texts. */
export function blockOf(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t"));
}

/** Return what a block says from a figure on: {texts} by address, or {wrong} where not all of it has a place. */
export function placeBlock(table, address, block) {
  const asPrinted = placeAsPrinted(table, address, block);
  return asPrinted.wrong ? placeClosely(table, address, block) || asPrinted : asPrinted;
}

/** The block is a part of the printed grid: what lies on a head must be that head, or blank. */
function placeAsPrinted(table, address, block) {
  const here = placeOf(table, address);
  const texts = {};
  for (const [down, values] of block.entries()) {
    for (const [right, value] of values.entries()) {
      const cell = cellAt(table, here.row + down, here.column + right);
      const first = cell && cell.address && cell.column === here.column + right;
      if (first) texts[cell.address] = value.trim();
      else if (value.trim() && !(cell && !cell.address && fold(cell.text) === fold(value))) return noRoom(down, right, value);
    }
  }
  return { texts };
}

/** The block holds figures alone: its rows are the rows of figures from here on. */
function placeClosely(table, address, block) {
  const rows = table.rows.map((row) => row.filter((cell) => cell.address)).filter((row) => row.length);
  const first = rows.findIndex((row) => row.some((cell) => cell.address === address));
  const left = rows[first].findIndex((cell) => cell.address === address);
  const texts = {};
  for (const [down, values] of block.entries()) {
    for (const [right, value] of values.entries()) {
      const cell = (rows[first + down] || [])[left + right];
      if (cell) texts[cell.address] = value.trim();
      else if (value.trim()) return null;
    }
  }
  return { texts };
}

function cellAt(table, row, column) {
  return table.rows
    .flat()
    .find(
      (cell) =>
        cell.row <= row && row < cell.row + cell.rowspan && cell.column <= column && column < cell.column + cell.colspan,
    );
}

function noRoom(down, right, value) {
  return { wrong: `粘贴的内容放不下：第 ${down + 1} 行第 ${right + 1} 格「${value.trim()}」没有对应的格子；没有贴入任何数字。请只复制数字，从左上角的那一格贴起` };
}
