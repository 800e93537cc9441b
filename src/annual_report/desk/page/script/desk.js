// The work in hand: what is typed, step by step, so that each step can be taken back.

const MOST_STEPS = 500;

/** Return a desk: the work, change(parts), undo(), replace(work), and whether it differs from some other work. */
export function deskOf(start, changed) {
  const desk = { work: start, steps: [] };
  const put = (work) => {
    desk.work = work;
    changed(work);
  };
  const step = (work) => {
    if (same(work, desk.work)) return;
    desk.steps = [...desk.steps, desk.work].slice(-MOST_STEPS);
    put(work);
  };
  return {
    get work() {
      return desk.work;
    },
    get canUndo() {
      return desk.steps.length > 0;
    },
    replace: step,
    change: (part, values) => step({ ...desk.work, [part]: Array.isArray(values) ? values : { ...desk.work[part], ...values } }),
    undo: () => desk.steps.length && put(desk.steps.pop()),
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
