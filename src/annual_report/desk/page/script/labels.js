// Labels are compared as wording.fold does it: after NFKC, whichever quotation marks, without white space.

const QUOTES = /[“”„‟‘’‚‛「」『』〝〞']/g;

export function fold(text) {
  return text.normalize("NFKC").replace(QUOTES, '"').replace(/\p{Cf}/gu, "").replace(/\s+/g, "");
}
