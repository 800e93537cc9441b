// What the checks find in what is typed, the gravest first; and what stands at each cell.

import { messageOf, verdictOf } from "./evaluate.js";

const ORDER = ["unreadable", "critical", "warning", "info"];

/** Return a judge: given figures by address it returns {findings, blank, open}. */
export function judgeOf(cells, checks, read) {
  return (texts, previous) => {
    const known = new Map();
    const figures = (address) => {
      if (!known.has(address)) known.set(address, figureAt(address, texts, previous, cells, read));
      return known.get(address);
    };
    const wrong = Object.keys(cells).filter((address) => figures(address).wrong);
    const judged = checks.map((check) => ({ check, verdict: verdictOf(check, figures) }));
    const failed = judged.filter((each) => each.verdict === "failed" && !wrong.includes(each.check.at));
    const rules = new Set(failed.map((each) => each.check.rule));
    const findings = [
      ...wrong.map((address) => unreadable(address, cells, figures(address))),
      ...failed.map((each) => findingOf(each.check, figures, rules)),
    ];
    return { figures, judged, findings: sorted(findings), open: openOf(judged) };
  };
}

function figureAt(address, texts, previous, cells, read) {
  const before = address.startsWith("previous.");
  const text = (before ? previous[address.slice("previous.".length)] : texts[address]) || "";
  const kind = before ? "change" : cells[address].kind;
  return { text, ...read(text, before && text.includes(".") ? "money" : kind) };
}

function unreadable(address, cells, figure) {
  const message = `${cells[address].label}：${figure.wrong}`;
  return { rule: "", severity: "unreadable", message, at: address, cells: [address], basis: "", label: "", blank: false, follows: [] };
}

function findingOf(check, figures, rules) {
  const { rule, severity, at, cells, basis, label } = check;
  const blank = check.holds.length === 1 && check.holds[0][0].left.terms.some((term) => term.measure === "filled");
  const follows = check.follows.filter((each) => rules.has(each));
  return { rule, severity, at, cells, basis, label, blank, follows, message: messageOf(check, figures) };
}

function sorted(findings) {
  const order = (each) => [each.follows.length ? 1 : 0, ORDER.indexOf(each.severity)];
  const number = (each) => order(each)[0] * ORDER.length + order(each)[1];
  return findings.map((each, place) => [number(each), place, each]).sort((one, other) => one[0] - other[0] || one[1] - other[1]).map((each) => each[2]);
}

/** Return what nobody said of the agency, by the rules that wait for it. */
function openOf(judged) {
  const open = new Map();
  for (const { check, verdict } of judged) {
    if (verdict === "not_assessable" && check.unknown.length) open.set(check.label, check.unknown);
  }
  return open;
}
