// One official table to fill in in a notebook: the same grid and the same judge as the page; saved by the kernel.

import { deskOf, same } from "./desk.js";
import { button, element, refill } from "./elements.js";
import { drawForm, formOf, showForm } from "./form.js";
import { drawFinding } from "./panel.js";

/** Draw the widget of a model into an element of a notebook. */
export function render({ model, el }) {
  const data = model.get("data");
  // Keys that are typed in here are no commands of the notebook.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const root = el.attachShadow({ mode: "open" });
  const form = formOf(data);
  const place = { state: element("span"), found: element("ol"), notice: element("p", { role: "status" }) };
  const widget = { model, form, place, saved: data.work };
  widget.desk = deskOf(data.work, () => showWidget(widget));
  widget.undo = button("撤销", () => widget.desk.undo());
  widget.save = button(`保存到 ${data.tables[0].file}`, () => saveWidget(widget), { class: "main" });
  const tools = element("div", { class: "tools" }, [widget.save, widget.undo, place.state]);
  const table = drawForm(form, data.tables[0], hooksOf(widget));
  const found = element("div", { id: "found" }, [place.found]);
  root.append(element("style", {}, [data.style]), element("div", { class: "widget" }, [tools, place.notice, ...table, found]));
  model.on("msg:custom", (answer) => settle(widget, answer));
  showWidget(widget);
}

function hooksOf(widget) {
  const change = (texts) => widget.desk.change("texts", texts);
  return {
    typed: change,
    pasted: change,
    settled: (address) => change({ [address]: widget.form.fields.get(address).value.trim() }),
    wrong: (words) => say(widget, words, false),
    here: () => {},
    undo: () => widget.desk.undo(),
    redo: () => widget.desk.redo(),
  };
}

function showWidget(widget) {
  const { data, fields } = widget.form;
  const judged = showForm(widget.form, widget.desk.work.texts);
  const found = judged.findings.filter((each) => fields.has(each.at) && !each.blank);
  const blank = judged.findings.filter((each) => fields.has(each.at) && each.blank).length;
  const word = (severity) => data.severities[severity] || "读不了";
  refill(widget.place.found, found.map((each) => drawFinding(each, word, ({ at }) => fields.get(at).focus())));
  const isSaved = same(widget.desk.work, widget.saved);
  widget.place.state.textContent = `${isSaved ? "没有未保存的改动" : "有改动未保存"}${blank ? `　还有 ${blank} 格没有填` : ""}`;
  widget.place.state.className = isSaved ? "saved" : "unsaved";
  widget.undo.disabled = !widget.desk.canUndo;
  widget.save.disabled = isSaved;
}

/** Send what changed to the kernel; what it answers says whether the file holds it. */
function saveWidget(widget) {
  const { texts } = widget.desk.work;
  const changed = [...widget.form.fields.keys()].filter((key) => (texts[key] || "") !== (widget.saved.texts[key] || ""));
  widget.sent = widget.desk.work;
  widget.model.send({ save: Object.fromEntries(changed.map((key) => [key, texts[key] || ""])) });
}

function settle(widget, answer) {
  if (answer.saved) widget.saved = widget.sent;
  say(widget, answer.words, answer.saved);
  showWidget(widget);
}

function say(widget, words, good) {
  widget.place.notice.textContent = words;
  widget.place.notice.className = good ? "notice" : "notice bad";
}
