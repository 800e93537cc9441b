// The work in hand: what is typed, step by step, so that each step can be taken back.

const MOST_STEPS = 500;

/**
 * Return a desk: the work, change(part, values, hand), replace(work), undo() and redo(). What is changed in one place,
 * letter by letter, is one step; `hand` names the place, where it is not the one cell that changes.
 */
export function deskOf(start, changed) {
  const desk = { work: start, steps: [], undone: [], hand: "" };
  const put = (work) => changed((desk.work = work));
  const step = (work, hand = "") => {
    if (same(work, desk.work)) return;
    if (!hand || hand !== desk.hand) desk.steps = [...desk.steps, desk.work].slice(-MOST_STEPS);
    Object.assign(desk, { hand, undone: [] });
    put(work);
  };
  const back = (from, to) => {
    desk.hand = "";
    if (!from.length) return;
    to.push(desk.work);
    put(from.pop());
  };
  return {
    get work() {
      return desk.work;
    },
    get canUndo() {
      return desk.steps.length > 0;
    },
    get canRedo() {
      return desk.undone.length > 0;
    },
    replace: (work) => step(work),
    change: (part, values, hand = onlyKey(values)) => {
      const changed = Array.isArray(values) ? values : { ...desk.work[part], ...values };
      step({ ...desk.work, [part]: changed }, hand);
    },
    undo: () => back(desk.steps, desk.undone),
    redo: () => back(desk.undone, desk.steps),
  };
}

function onlyKey(values) {
  const keys = Array.isArray(values) ? [] : Object.keys(values);
  return keys.length === 1 ? keys[0] : "";
}

/** Whether two works say the same. */
export function same(one, other) {
  return one === other || differences(one, other) === 0;
}

/** Return how many places two works differ in: cells, rows of figures, sections. */
export function differences(one, other) {
  const rows = Math.max(one.figures.length, other.figures.length);
  const lines = Array.from({ length: rows }, (_, number) => number);
  return (
    differing(one.texts, other.texts) +
    differing(one.prose, other.prose) +
    lines.filter((number) => String(one.figures[number]) !== String(other.figures[number])).length
  );
}

function differing(one, other) {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => (one[key] || "") !== (other[key] || "")).length;
}
