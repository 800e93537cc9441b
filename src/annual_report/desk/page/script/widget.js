// One official table to fill in in a notebook: the same grid and the same judge as the page; saved by the kernel.

import { deskOf, same } from "./desk.js";
import { button, element, refill } from "./elements.js";
import { drawForm, formOf, showForm } from "./form.js";
import { drawFinding } from "./panel.js";

// What is typed outlives the drawing: a notebook draws an output again, or twice.
const WORKS = new WeakMap();
const SENT = "正在保存……停在这里不动，就是没有存上（内核没有运行，或重启过）：记下填的几格，重新运行 ingest 和 fill";
const NOT_SENT = "没有保存：内核没有运行。启动它，重新运行 ingest 和 fill；填的几格先记下来";

/** Draw the widget of a model into an element of a notebook. */
export function render({ model, el }) {
  const data = model.get("data");
  // Keys that are typed in here are no commands of the notebook.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const root = el.attachShadow({ mode: "open" });
  const form = formOf(data);
  const place = { state: element("span"), found: element("ol"), notice: element("p", { role: "status" }) };
  const widget = { model, form, place, work: workOf(model, data.work) };
  widget.desk = widget.work.desk;
  widget.undo = button("撤销", () => widget.desk.undo());
  widget.redo = button("恢复", () => widget.desk.redo());
  widget.save = button(`保存到 ${data.tables[0].file}`, () => saveWidget(widget), { class: "main" });
  const tools = element("div", { class: "tools" }, [widget.save, widget.undo, widget.redo, place.state]);
  const table = drawForm(form, data.tables[0], hooksOf(widget));
  const found = element("div", { id: "found" }, [place.found]);
  root.append(element("style", {}, [data.style]), element("div", { class: "widget" }, [tools, place.notice, ...table, found]));
  widget.work.views.add(widget);
  showWidget(widget);
  return () => widget.work.views.delete(widget);
}

/** Return the work of a model: what is typed in it, what of it is saved, and where it is shown. */
function workOf(model, begun) {
  if (WORKS.has(model)) return WORKS.get(model);
  const saved = { ...begun, texts: { ...begun.texts, ...model.get("saved") } };
  const work = { saved, sent: saved, views: new Set() };
  work.desk = deskOf({ ...saved, texts: { ...saved.texts, ...model.get("typed") } }, (now) => {
    model.set("typed", changesOf(now, work.saved));
    model.save_changes();
    work.views.forEach(showWidget);
  });
  model.on("msg:custom", (answer) => settle(work, answer));
  WORKS.set(model, work);
  return work;
}

function changesOf(now, before) {
  const changed = Object.keys(now.texts).filter((key) => (now.texts[key] || "") !== (before.texts[key] || ""));
  return Object.fromEntries(changed.map((key) => [key, now.texts[key] || ""]));
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
  const isSaved = same(widget.desk.work, widget.work.saved);
  widget.place.state.textContent = `${isSaved ? "没有未保存的改动" : "有改动未保存"}${blank ? `　还有 ${blank} 格没有填` : ""}`;
  widget.place.state.className = isSaved ? "saved" : "unsaved";
  widget.undo.disabled = !widget.desk.canUndo;
  widget.redo.disabled = !widget.desk.canRedo;
  widget.save.disabled = isSaved;
}

/** Send what changed to the kernel; what it answers says whether the file holds it. */
function saveWidget({ model, work }) {
  work.sent = work.desk.work;
  work.views.forEach((view) => say(view, SENT, false));
  try {
    model.send({ save: changesOf(work.sent, work.saved) });
  } catch {
    work.views.forEach((view) => say(view, NOT_SENT, false));
  }
}

function settle(work, answer) {
  if (answer.saved) work.saved = work.sent;
  for (const view of work.views) {
    say(view, answer.words, answer.saved);
    showWidget(view);
  }
}

function say(widget, words, good) {
  widget.place.notice.textContent = words;
  widget.place.notice.className = good ? "notice" : "notice bad";
}
