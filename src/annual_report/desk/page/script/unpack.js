// The checks travel in few bytes: a term of one figure is its address, a side of one term that term.

/** Return checks as they are judged. */
export function unpackChecks(packed) {
  return packed.checks.map((each) => {
    const [suite, rule, key, label, basis, severity, explain, cells, said, more = {}] = each;
    return {
      ...{ suite, rule, key, severity, explain, cells, at: cells[0] || "" },
      ...{ label: packed.texts[label], basis: packed.texts[basis] },
      holds: alternatives(said),
      when: (more.when || []).map(alternatives),
      needs: (more.needs || []).map(alternatives),
      unknown: more.unknown || [],
      follows: more.follows || [],
      words: mapped(more.words || {}, side),
    };
  });
}

const alternatives = (clauses) => clauses.map((clause) => clause.map(sentence));
const sentence = ([left, relation, right]) => ({ left: side(left), relation, right: side(right) });

function side(packed) {
  if (typeof packed === "string") return { terms: [], constant: packed };
  const [terms, constant = "0"] = packed;
  return { terms: terms.map(term), constant };
}

function term(packed) {
  const [cell, factor = 1, measure = "value"] = typeof packed === "string" ? [packed] : packed;
  return { cell, factor, measure };
}

const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
