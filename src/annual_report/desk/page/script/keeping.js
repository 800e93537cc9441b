// Unsaved work stays in the browser, by agency and year; nothing that stands there is overwritten unseen.

const KEY = "annual-report";

/** Return a keeper of work: read() -> {edition, moment, work} or null, write(work), putAside(), earlier(). */
export function keeperOf(agency, year, edition, storage = storageOf(window)) {
  const key = `${KEY}:${agency}:${year}`;
  const aside = `${key}:earlier`;
  const read = (name) => attempt(() => JSON.parse(storage.getItem(name)));
  return {
    key,
    works: Boolean(storage),
    read: () => read(key),
    earlier: () => read(aside),
    write: (work) => attempt(() => (storage.setItem(key, JSON.stringify({ edition, moment: now(), work })), true)),
    putAside: () => attempt(() => (storage.getItem(key) && storage.setItem(aside, storage.getItem(key)), true)),
  };
}

function storageOf(window) {
  return attempt(() => {
    window.localStorage.setItem(`${KEY}:try`, "1");
    window.localStorage.removeItem(`${KEY}:try`);
    return window.localStorage;
  });
}

function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function now() {
  const moment = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const day = `${moment.getMonth() + 1}月${moment.getDate()}日`;
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
