// Elements of the page; every text is set as text, never as markup.

export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false && !(/span$/.test(key) && value === 1)) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}

/** Put other children into an element. */
export function refill(parent, children) {
  while (parent.firstChild) parent.firstChild.remove();
  parent.append(...children);
}

export function button(words, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, [words]);
  made.addEventListener("click", act);
  return made;
}
