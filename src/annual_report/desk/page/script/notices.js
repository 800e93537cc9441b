// What the page has to say: in sight wherever one is in the tables, read out by a screen reader, kept until it is read.

import { button, element } from "./elements.js";

// What went well need not stay; what went wrong stays until a person has put it away.
const MOST_GOOD = 1;

/** Say something, in one sentence or in several; `acts` are names of buttons and what they do. */
export function say(words, kind = "good", acts = []) {
  const place = document.getElementById("notices");
  place.append(notice(words, kind, acts));
  [...place.querySelectorAll(".notice.good")].slice(0, -MOST_GOOD).forEach((each) => each.remove());
}

function notice(words, kind, acts) {
  const made = element("div", { class: `notice ${kind}` });
  const close = button("知道了", () => made.remove(), { class: "plain" });
  const buttons = acts.map(([name, act]) => button(name, () => (act(), made.remove())));
  made.append(element("div", { class: "words" }, [words].flat().map((each) => element("p", {}, [each]))), element("div", { class: "acts" }, [...buttons, close]));
  return made;
}
