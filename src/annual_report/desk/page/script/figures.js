// What may stand in a cell, and what it means. The patterns and the words are those of filing/numbers.py, as data.

import { decimalOf, plain } from "./decimals.js";

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const BLANKS = /[\u00a0\u2007\u2009\u202f\u3000]/g;
const MINUS = /\u2212/g;
const INVISIBLE = /\p{Cf}|(?!\s)\p{Cc}/u;

/** Return a reader of cells: (text, kind) -> {value, wrong}; the value is null where it is missing or unreadable. */
export function figureReader(reading) {
  const patterns = {
    whole: whole(reading.whole),
    decimal: whole(reading.decimal),
    reasons: reading.reasons.map((each) => ({ ...each, pattern: whole(each.pattern) })),
    changesMeaning: new RegExp(reading.changes_meaning),
  };
  return (text, kind) => readFigure(text, kind, { ...reading, ...patterns });
}

// Python's dot and its end of a text are those of the flag s without m.
function whole(pattern) {
  return new RegExp(`^(?:${pattern})$`, "s");
}

function readFigure(text, kind, reading) {
  const meant = asMeant(text);
  if (reading.missing.includes(meant.replace(/\s+/g, "").toUpperCase())) return { value: null, wrong: "" };
  const unsigned = kind === "change" ? meant.replace(/^[-+]/, "") : meant;
  if (!(kind === "money" ? reading.decimal : reading.whole).test(unsigned)) {
    const words = { found: visible(text), number: onlyNumber(meant, reading) };
    return { value: null, wrong: fill(whyUnreadable(meant, kind, reading), words) };
  }
  const digits = meant.replace(/[, ]/g, "");
  const fraction = digits.split(".")[1] || "";
  if (isTooBig(digits, reading.largest)) return { value: null, wrong: fill(reading.too_big, { found: visible(text) }) };
  if (fraction.length > reading.most_decimals) {
    return { value: null, wrong: fill(reading.too_fine, { found: visible(text), limit: reading.most_decimals }) };
  }
  return { value: decimalOf(digits), wrong: "" };
}

/** Return a text with half-width digits, ordinary blanks and signs. */
export function asMeant(text) {
  const half = text.replace(FULL_WIDTH, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0));
  return half.replace(BLANKS, " ").replace(MINUS, "-").trim();
}

function isTooBig(digits, largest) {
  const [whole, fraction = ""] = digits.replace(/^[-+]/, "").split(".");
  const more = /[1-9]/.test(fraction) ? 1n : 0n;
  return BigInt(whole) + more > BigInt(largest);
}

function whyUnreadable(meant, kind, reading) {
  if ([...meant].some((each) => INVISIBLE.test(each))) return reading.invisible;
  const reason = reading.reasons.find((each) => each.pattern.test(meant));
  if (reason) return (kind === "change" && reading.of_a_change[meant[0]]) || reason.message;
  return onlyNumber(meant, reading) ? reading.unit_inside : reading.not_a_number;
}

/** Return the number among words that say nothing about it; nothing where it may mean another one. */
function onlyNumber(meant, reading) {
  const numbers = meant.match(/[0-9]+(?:\.[0-9]+)?/g) || [];
  if (numbers.length !== 1 || numbers[0].length > reading.most_digits) return "";
  const beside = meant.replace(numbers[0], "");
  return /\p{N}|[〇零一二两三四五六七八九十百千万亿]/u.test(beside) || reading.changesMeaning.test(beside) ? "" : numbers[0];
}

function visible(text) {
  const seen = [...text.trim()].filter((each) => !INVISIBLE.test(each)).join("");
  return seen.length > 40 ? `${seen.slice(0, 40)}…` : seen;
}

/** Return a text with what its names in braces stand for. */
export function fill(text, words) {
  return text.replace(/\{([a-z_]+)\}/g, (name, key) => (key in words ? String(words[key]) : name));
}

/** Return how a figure is properly written; nothing where there is none. */
export function properly(value) {
  return value === null ? "" : plain(value);
}
