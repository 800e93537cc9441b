// The work in hand: what is typed, step by step, so that each step can be taken back.

const MOST_STEPS = 500;

/** Return a desk: the work, change(parts), undo(), replace(work), and whether it differs from some other work. */
export function deskOf(start, changed) {
  const desk = { work: start, steps: [], inHand: "" };
  const put = (work) => {
    desk.work = work;
    changed(work);
  };
  // What is typed in one cell, letter by letter, is one step.
  const step = (work, cell = "") => {
    if (same(work, desk.work)) return;
    if (!cell || cell !== desk.inHand) desk.steps = [...desk.steps, desk.work].slice(-MOST_STEPS);
    desk.inHand = cell;
    put(work);
  };
  return {
    get work() {
      return desk.work;
    },
    get canUndo() {
      return desk.steps.length > 0;
    },
    replace: (work) => step(work),
    change: (part, values) => {
      const [cell, ...others] = part === "texts" ? Object.keys(values) : [];
      const changed = Array.isArray(values) ? values : { ...desk.work[part], ...values };
      step({ ...desk.work, [part]: changed }, others.length ? "" : cell);
    },
    undo: () => {
      desk.inHand = "";
      if (desk.steps.length) put(desk.steps.pop());
    },
  };
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
