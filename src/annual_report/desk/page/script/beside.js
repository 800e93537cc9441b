// What stands beside a figure: last year's, and, at a total, the sum of what is typed.

import { compare, plain, sumOf } from "./decimals.js";
import { sideOf } from "./evaluate.js";
import { element } from "./elements.js";

const AGREES = "✓";
const DIFFERS = "≠";

/** Return by address which sums belong beside a total: the left sides of the balances whose right side it is. */
export function sumsByTotal(checks) {
  const sums = new Map();
  for (const check of checks.filter((each) => isTotal(each))) {
    const [total] = check.holds[0][0].right.terms;
    sums.set(total.cell, [...(sums.get(total.cell) || []), check.holds[0][0].left]);
  }
  return sums;
}

/** Return the balances between two sums: 一 + 二 = （七） + 四. */
export function balancesOf(checks) {
  return checks.filter((each) => isBalance(each) && sides(each).left.terms.length > 1 && sides(each).right.terms.length > 1);
}

const sides = (check) => check.holds[0][0];
const isBalance = (check) =>
  check.holds.length === 1 && check.holds[0].length === 1 && sides(check).relation === "==" && isOfFigures(check);
const isOfFigures = (check) =>
  [...sides(check).left.terms, ...sides(check).right.terms].every(
    (term) => term.measure === "value" && term.factor === 1 && !term.cell.startsWith("previous."),
  );
const isTotal = (check) => isBalance(check) && sides(check).left.terms.length > 1 && sides(check).right.terms.length === 1;

/** Return what to show beside a figure. */
export function besideOf(address, sums, previous, figures) {
  const before = previous[address] === undefined ? [] : [element("span", { class: "before" }, [`上年 ${previous[address]}`])];
  const found = (sums.get(address) || []).map((side) => sideOf(side, figures)).filter((sum) => sum !== null);
  const values = new Set(found.map((sum) => plain(sum)));
  const distinct = found.filter((sum) => values.delete(plain(sum)));
  return [...before, ...distinct.map((sum) => drawSum(sum, figures(address).value))];
}

function drawSum(sum, typed) {
  const agrees = typed !== null && compare(sum, typed) === 0;
  const sign = typed === null ? "" : agrees ? ` ${AGREES}` : ` ${DIFFERS}`;
  return element("span", { class: agrees ? "sum" : "sum off" }, [`相加 ${plain(sum)}${sign}`]);
}

/** Say how both sides of a balance stand: 3299 = 3299, or 3299 ≠ 3298（相差 1）; nothing while one is not known. */
export function sayBalance(check, figures) {
  const [left, right] = [sideOf(sides(check).left, figures), sideOf(sides(check).right, figures)];
  if (left === null || right === null) return null;
  const off = sumOf([left, { units: -right.units, places: right.places }]);
  if (off.units === 0n) return { words: `${plain(left)} = ${plain(right)} ${AGREES}`, off: false };
  return { words: `${plain(left)} ${DIFFERS} ${plain(right)}（差 ${plain(off)}）`, off: true };
}
