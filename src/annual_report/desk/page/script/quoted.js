// What is wrong with the numbers that only the prose quotes: as filing/read_figures.py reads them, in its words.

import { fill } from "./figures.js";

const NAME = /^[_\p{XID_Start}]\p{XID_Continue}*$/u;
const WORD = /^[\p{L}\p{N}_]+$/u;
const UNIT = /^(?:[\p{L}\p{Nl}\p{No}]*|[%％‰℃])$/u;

/** Return what is wrong with rows of numbers, each {row, column, message}; rows and columns count from 0. */
export function wrongNumbers(numbers, rows, read) {
  const first = new Map();
  return rows.flatMap((row, at) => {
    if (row.every((each) => !each.trim())) return [];
    const found = wrongIn(numbers.words, row.map((each) => each.trim()), first, read);
    if (!first.has(row[0].trim())) first.set(row[0].trim(), at + 1);
    return found.map(([column, message]) => ({ row: at, column, message }));
  });
}

function wrongIn(words, [name, number, unit, vagueness], first, read) {
  const named = wrongName(words, name, first);
  const { wrong } = read(number, "money");
  return [
    ...(named ? [[0, fill(named, { found: name, first: first.get(name) })]] : []),
    ...(wrong ? [[1, wrong]] : []),
    ...(UNIT.test(unit) ? [] : [[2, fill(words.bad_unit, { found: unit })]]),
    ...(!vagueness || words.known.includes(vagueness)
      ? []
      : [[3, fill(words.bad_vagueness, { found: vagueness, known: words.known.join("、") })]]),
  ];
}

function wrongName(words, name, first) {
  if (!name) return words.no_name;
  if (!NAME.test(name) || !WORD.test(name) || name !== name.normalize("NFKC")) return words.bad_name;
  if (words.reserved.includes(name)) return words.reserved_name;
  return first.has(name) ? words.duplicate : "";
}
