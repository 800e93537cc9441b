// Unsaved work stays in the browser, by agency and year; nothing that stands there is overwritten unseen.

const KEY = "annual-report";
const MOST_EARLIER = 9;

/**
 * Return a keeper of work. Each record is {edition, moment, work}: read() -> record or null, earlier() -> records, the
 * newest first; write(work) -> whether it is kept. What another window or an earlier file left there, unless it was
 * taken up by takeUp(), is put aside first; where that fails, nothing is written.
 */
export function keeperOf(agency, year, edition, storage = storageOf(window)) {
  const key = `${KEY}:${agency}:${year}`;
  const keeper = { key, aside: `${key}:earlier`, storage, own: null };
  return {
    key,
    read: () => attempt(() => recordOf(storage.getItem(key))),
    earlier: () => attempt(() => earlierIn(keeper)) || [],
    takeUp: () => attempt(() => (keeper.own = storage.getItem(key))),
    putAside: () => Boolean(attempt(() => putAside(keeper))),
    write: (work) => Boolean(attempt(() => write(keeper, { edition, moment: now(), work }))),
  };
}

function write(keeper, record) {
  const { storage, key } = keeper;
  if (storage.getItem(key) !== keeper.own) putAside(keeper);
  const text = JSON.stringify(record);
  storage.setItem(key, text);
  keeper.own = text;
  return true;
}

function putAside({ storage, key, aside }) {
  const record = recordOf(storage.getItem(key));
  if (!record) return true;
  const others = earlierIn({ storage, aside }).filter((each) => JSON.stringify(each.work) !== JSON.stringify(record.work));
  storage.setItem(aside, JSON.stringify([record, ...others].slice(0, MOST_EARLIER)));
  return true;
}

const earlierIn = ({ storage, aside }) => JSON.parse(storage.getItem(aside) || "[]").filter(isRecord);

function recordOf(text) {
  const record = text && attempt(() => JSON.parse(text));
  return isRecord(record) ? record : null;
}

function isRecord(record) {
  const work = record && record.work;
  return Boolean(work && work.texts && work.prose && Array.isArray(work.figures));
}

function storageOf(window) {
  return attempt(() => window.localStorage);
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
