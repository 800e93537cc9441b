// Beside the tables: what the figure in hand is and what is wrong with it, and all that was found.

import { button, element, refill } from "./elements.js";

const KINDS = { unreadable: "读不了" };

/** Return the panel's two parts: showCell(address) and showFindings(judged). */
export function panelOf(data, go) {
  const place = (id) => document.getElementById(id);
  const word = (severity) => KINDS[severity] || data.severities[severity];
  return {
    showCell: (address, judged) => refill(place("cell"), address ? cellParts(data, address, judged, word) : []),
    showFindings: (judged) => refill(place("found"), listParts(judged, word, go)),
  };
}

function cellParts(data, address, judged, word) {
  const cell = data.cells[address];
  const before = data.previous[address];
  const own = judged.findings.filter((each) => each.at === address || (each.cells.includes(address) && !each.blank));
  return [
    element("h2", {}, [cell.label]),
    element("p", { class: "unit" }, [`单位：${cell.unit}${before === undefined ? "" : `　上年：${before}`}`]),
    element("ul", { class: "at-cell" }, own.map((each) => drawFinding(each, word))),
    ...helpParts(cell.help),
  ];
}

function helpParts(help) {
  const lists = [...help.counted, ...help.not_counted.map((each) => `不计：${each}`), ...help.open_questions.map((each) => `〔待核〕${each}`)];
  return [
    element("p", { class: "meaning" }, [help.meaning]),
    element("ul", { class: "help" }, lists.map((each) => element("li", {}, [each]))),
    element("p", { class: "who" }, [`数字在：${help.who}`]),
    element("p", { class: "basis" }, [`依据：${help.basis.join("；")}`]),
  ];
}

export function drawFinding(finding, word, go) {
  const after = finding.follows.length ? [element("small", {}, [`（随 ${finding.follows.join("、")}，改好它再看）`])] : [];
  const text = [`${finding.message}`, ...after];
  const said = go ? button("", () => go(finding), { class: "go" }) : element("span");
  said.append(...text);
  const severity = element("span", { class: `severity ${finding.severity}` }, [word(finding.severity)]);
  const rule = finding.rule ? [element("span", { class: "rule", title: `${finding.label}（${finding.basis}）` }, [finding.rule])] : [];
  return element("li", { class: finding.severity }, [severity, " ", said, " ", ...rule]);
}

function listParts(judged, word, go) {
  const blanks = judged.findings.filter((each) => each.blank);
  const others = judged.findings.filter((each) => !each.blank);
  const open = [...judged.open].map(([label, missing]) => element("li", {}, [`${label}：缺少 ${missing.join("、")}`]));
  return [
    element("h2", {}, [others.length || blanks.length ? "核对结果" : "核对结果：没有发现问题"]),
    ...(blanks.length ? [blankPart(blanks, go)] : []),
    element("ol", {}, others.map((each) => drawFinding(each, word, go))),
    ...(open.length ? [element("details", {}, [element("summary", {}, [`无法判断（${open.length} 条）`]), element("ul", {}, open)])] : []),
  ];
}

function blankPart(blanks, go) {
  const next = button("到第一个", () => go(blanks[0]), { class: "plain" });
  return element("p", { class: "blank" }, [`还有 ${blanks.length} 格没有填（空白、/、— 都是未填，确实没有才填 0） `, next]);
}

/** Say in short how the report stands. */
export function sayCounts(judged, total) {
  const count = (severity) => judged.findings.filter((each) => each.severity === severity && !each.blank).length;
  const blank = judged.findings.filter((each) => each.blank).length;
  const unreadable = count("unreadable");
  const wrong = [
    ...(unreadable ? [`读不了 ${unreadable}`] : []),
    `错误 ${count("critical")}`,
    `提醒 ${count("warning")}`,
    `提示 ${count("info")}`,
  ];
  const inTables = judged.findings.filter((each) => each.severity === "unreadable" && each.at).length;
  return `已填 ${total - blank - inTables}／${total} 格　${wrong.join("　")}`;
}
