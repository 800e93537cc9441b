// Exact decimals: a whole number of units of 10^-10 (BigInt), and how many places were written. Never a float.

const PLACES = 10;

/** Return the decimal that a text of digits is, with its sign: -12.50. */
export function decimalOf(text) {
  const negative = text.startsWith("-");
  const [whole, fraction = ""] = text.replace(/^[-+]/, "").split(".");
  const units = BigInt(whole + fraction.padEnd(PLACES, "0"));
  return { units: negative ? -units : units, places: fraction.length };
}

/** Return the sum of decimals; it has as many places as the one that has most. */
export function sumOf(decimals) {
  return decimals.reduce(
    (sum, each) => ({ units: sum.units + each.units, places: Math.max(sum.places, each.places) }),
    { units: 0n, places: 0 },
  );
}

export function times(decimal, factor) {
  return { units: decimal.units * BigInt(factor), places: decimal.places };
}

/** Return a negative number, 0 or a positive one, as the first is less than, the same as or more than the second. */
export function compare(one, other) {
  return one.units < other.units ? -1 : one.units > other.units ? 1 : 0;
}

/** Write a decimal in plain digits; the places are kept as they were written. */
export function plain(decimal) {
  const digits = String(decimal.units < 0n ? -decimal.units : decimal.units).padStart(PLACES + 1, "0");
  const whole = digits.slice(0, -PLACES);
  const fraction = digits.slice(-PLACES, digits.length - PLACES + decimal.places);
  return `${decimal.units < 0n ? "-" : ""}${whole}${decimal.places ? `.${fraction}` : ""}`;
}
