// What a hand does in the page to fill in: goes to a field, presses a key, types, pastes, chooses files.
const at = () => document.activeElement.dataset.cell;
const field = (cell) => document.querySelector(`[data-cell="${cell}"]`);
const notices = () => [...document.querySelectorAll(".notice p")].map((each) => each.textContent);
const texts = () => page.desk.work.texts;
const state = () => document.getElementById("state").textContent;

function press(key, more = {}) {
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

function type(text) {
  const it = document.activeElement;
  it.value = text;
  it.dispatchEvent(new Event("input", { bubbles: true }));
  it.dispatchEvent(new Event("change", { bubbles: true }));
}

function paste(text) {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const happens = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", happens));
}

async function choose(...files) {
  const chosen = new DataTransfer();
  const bytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  for (const [name, text] of files) chosen.items.add(new File([bytes(text)], name));
  const chooser = document.getElementById("choose");
  chooser.files = chosen.files;
  chooser.dispatchEvent(new Event("change"));
  while (!notices().some((each) => each.includes("改动了"))) await new Promise((done) => setTimeout(done, 10));
}

/** Save everything in every way, and return what was saved. */
async function saveAll() {
  const saved = [];
  const { createObjectURL } = URL;
  URL.createObjectURL = (each) => {
    saved.push(each);
    return createObjectURL.call(URL, each);
  };
  document.querySelectorAll("#files button").forEach((each) => each.click());
  document.getElementById("save").click();
  const bytes = async (each) => btoa(String.fromCharCode(...new Uint8Array(await each.arrayBuffer())));
  return Promise.all(saved.map(bytes));
}

// A browser without a window may wait for ever for a place to store a download.
document.addEventListener("click", (event) => event.target.download && event.preventDefault(), true);
