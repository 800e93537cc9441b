// Judge the checks: each is a rule of the suites on one row, as sums of cells, compared (desk/check.py says how).
// A figure is {text, value, wrong}: what is typed, the decimal it is, and what is wrong with it.

import { compare, decimalOf, plain, sumOf, times } from "./decimals.js";
import { fill, properly } from "./figures.js";

const RELATIONS = {
  "==": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
};
const ONE = decimalOf("1");
const NOUGHT = decimalOf("0");
const NOTHING = { text: "", value: null, wrong: "" };

// What can be told of any cell, and what only of a figure.
const OF_ANY = {
  filled: (figure) => (figure.value === null ? NOUGHT : ONE),
  blank: (figure) => (figure.value === null ? ONE : NOUGHT),
};
const OF_FIGURES = {
  value: (figure) => figure.value,
  decimals: (figure) => decimalOf(String(figure.value.places)),
  written: (figure) => (figure.text.trim() === plain(figure.value) ? ONE : NOUGHT),
};

/** Return what a check says of figures: passed, failed, not_assessable, or nothing where it does not apply. */
export function verdictOf(check, figures) {
  const when = check.when.map((each) => holds(each, figures));
  if (when.includes(false)) return "";
  const said = holds(check.holds, figures);
  const needs = check.needs.map((each) => holds(each, figures));
  if (check.unknown.length || when.includes(null) || needs.some((each) => !each) || said === null) {
    return "not_assessable";
  }
  return said ? "passed" : "failed";
}

/** Return the sentence in which a rule says that it does not hold. */
export function messageOf(check, figures) {
  const words = Object.entries(check.words).map(([name, side]) => [name, sayOf(side, figures)]);
  return fill(check.explain, Object.fromEntries(words));
}

/** Return the sum that a side is; null where one of its terms is not known. */
export function sideOf(side, figures) {
  const terms = side.terms.map((term) => measured(term, figures));
  return terms.includes(null) ? null : sumOf([...terms, decimalOf(side.constant)]);
}

function sayOf(side, figures) {
  const [term] = side.terms;
  if (side.terms.length === 1 && term.measure === "text") {
    return figures(term.cell).text.trim() || "空白";
  }
  const sum = sideOf(side, figures);
  return sum === null ? "" : properly(sum);
}

/** Whether any clause holds in all its sentences; null where one of them, of whatever clause, is not known. */
function holds(alternatives, figures) {
  const said = alternatives.map((clause) => clause.map((sentence) => isSo(sentence, figures)));
  if (said.some((clause) => clause.includes(null))) return null;
  return said.some((clause) => clause.every(Boolean));
}

function isSo(sentence, figures) {
  const left = sideOf(sentence.left, figures);
  const right = sideOf(sentence.right, figures);
  return left === null || right === null ? null : RELATIONS[sentence.relation](compare(left, right));
}

function measured(term, figures) {
  const figure = figures(term.cell) || NOTHING;
  if (term.measure in OF_ANY) return times(OF_ANY[term.measure](figure), term.factor);
  return figure.value === null ? null : times(OF_FIGURES[term.measure](figure), term.factor);
}
