// The keyboard in a table: arrows and Enter move, F2 edits inside a figure, Escape takes back, a block is pasted whole.

import { blockOf, enterFigure, nextFigure, placeBlock } from "./moving.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * Let the fields of a table be typed in; `hooks` are typed(texts), settled(address), pasted(texts), wrong(words),
 * here(address), undo(), redo().
 */
export function letType(table, fields, hooks) {
  for (const [address, field] of fields) {
    const state = { inside: false, before: "" };
    const go = (to) => to && fields.get(to).focus();
    field.addEventListener("focus", () => {
      Object.assign(state, { inside: false, before: field.value });
      field.select();
      hooks.here(address);
    });
    field.addEventListener("mousedown", () => (state.inside = field.getRootNode().activeElement === field));
    field.addEventListener("input", () => hooks.typed({ [address]: field.value }));
    field.addEventListener("change", () => hooks.settled(address));
    field.addEventListener("paste", (event) => paste(event, address, table, hooks));
    field.addEventListener("keydown", (event) => press(event, { address, table, field, state, go, hooks }));
  }
}

function press(event, at) {
  if (event.isComposing || event.altKey) return;
  const { address, table, field, state, go, hooks } = at;
  if (takesBack(event, hooks)) {
    stop(event);
  } else if (event.ctrlKey || event.metaKey) {
    return;
  } else if (event.key === "Enter") {
    stop(event);
    go(enterFigure(table, address, event.shiftKey ? -1 : 1));
  } else if (event.key === "F2") {
    stop(event);
    state.inside = true;
    field.setSelectionRange(field.value.length, field.value.length);
  } else if (event.key === "Escape") {
    field.value = state.before;
    hooks.typed({ [address]: state.before });
    field.select();
  } else if (event.key in ARROWS && !event.shiftKey && !(state.inside && ARROWS[event.key][1])) {
    stop(event);
    go(nextFigure(table, address, ...ARROWS[event.key]));
  }
}

/** Take back a step on Ctrl+Z, take it again on Ctrl+Y or Ctrl+Shift+Z; return whether the keys say so. */
export function takesBack(event, hooks) {
  const key = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : "";
  if (key !== "z" && key !== "y") return false;
  if (key === "y" || event.shiftKey) hooks.redo();
  else hooks.undo();
  return true;
}

function stop(event) {
  event.preventDefault();
}

function paste(event, address, table, hooks) {
  const text = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
  stop(event);
  const placed = placeBlock(table, address, blockOf(text));
  if (placed.wrong) hooks.wrong(placed.wrong);
  else hooks.pasted(placed.texts);
}
