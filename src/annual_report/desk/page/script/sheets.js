// CSV files as clerks save them, and as `make new` writes them: with a mark of byte order, commas, line feeds.

const SEVERAL = /[",\r\n]/;

/** Read the bytes of a text in UTF-8 or GB18030: {text, encoding}, or null where it is in neither. */
export function decodeText(bytes) {
  if (bytes.includes(0)) return null;
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return { text, encoding: encoding.toUpperCase() };
    } catch {
      // The next one may fit.
    }
  }
  return null;
}

/** Return what separates the columns of a sheet: a comma or a tab. */
export function delimiterOf(text) {
  const line = text.split(/\r\n|\r|\n/).find((each) => /[,\t]/.test(each)) || "";
  return line.split("\t").length > line.split(",").length ? "\t" : ",";
}

/** Return the rows of a sheet as {number, values}; `number` counts from 1 in the file. Null where quotes do not pair. */
export function readRows(text, delimiter = delimiterOf(text)) {
  const state = { rows: [], values: [], value: "", line: 1, first: 1, at: 0 };
  while (state.at < text.length) {
    if (text[state.at] === '"' && state.value === "") {
      if (!readQuoted(text, state, delimiter)) return null;
    } else {
      readPlain(text, state, delimiter);
    }
  }
  if (state.values.length || state.value) endRow(state);
  return state.rows;
}

function readPlain(text, state, delimiter) {
  const each = text[state.at++];
  if (each === delimiter) {
    endValue(state);
  } else if (each === "\n" || each === "\r") {
    if (each === "\r" && text[state.at] === "\n") state.at++;
    state.line++;
    endRow(state);
  } else {
    state.value += each;
  }
}

function readQuoted(text, state, delimiter) {
  for (state.at++; state.at < text.length; state.at++) {
    if (text[state.at] !== '"') {
      if (text[state.at] === "\n") state.line++;
      state.value += text[state.at];
    } else if (text[state.at + 1] === '"') {
      state.value += '"';
      state.at++;
    } else {
      state.at++;
      return state.at === text.length || [delimiter, "\r", "\n"].includes(text[state.at]);
    }
  }
  return false;
}

function endValue(state) {
  state.values.push(state.value);
  state.value = "";
}

function endRow(state) {
  endValue(state);
  state.rows.push({ number: state.first, values: state.values });
  state.values = [];
  state.first = state.line;
}

/** Return rows as the bytes of a CSV file. */
export function csvBytes(rows) {
  return new TextEncoder().encode(`\ufeff${rows.map((row) => `${row.map(quoted).join(",")}\n`).join("")}`);
}

function quoted(value) {
  return SEVERAL.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
}
