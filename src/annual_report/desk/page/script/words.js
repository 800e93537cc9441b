// The prose, one field a section.

import { element, refill } from "./elements.js";

/** Draw the prose, section by section; returns its fields by code. */
export function drawProse(place, sections, texts, typed) {
  const fields = new Map();
  const parts = sections.map((section) => {
    const id = `prose-${section.code}`;
    const field = element("textarea", { id, rows: section.optional ? 3 : 8, spellcheck: "false" });
    field.value = texts[section.code] || "";
    field.addEventListener("input", () => typed({ [section.code]: field.value }));
    fields.set(section.code, field);
    return element("div", { class: "section" }, [element("label", { for: id }, [section.title]), field, printed(field)]);
  });
  refill(place, parts);
  return fields;
}

/** A field for prose shows on paper only what fits in it: what is printed stands beside it. */
function printed(field) {
  const text = element("div", { class: "on-paper", "aria-hidden": "true" });
  window.addEventListener("beforeprint", () => (text.textContent = field.value));
  return text;
}
