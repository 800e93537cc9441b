// narrative.md: the prose under its official headings.

import { fold } from "./labels.js";

/** Return the text of narrative.md; a section in which nothing is written is left out. */
export function proseText(sections, texts) {
  const written = sections.filter((section) => (texts[section.code] || "").trim());
  return written.map((section) => `# ${section.title}\n\n${trimmed(texts[section.code])}\n`).join("\n");
}

/** Read narrative.md into texts by section: {texts, problems, remarks}. */
export function readProse(sections, text) {
  const found = { texts: {}, problems: [], remarks: [] };
  let code = "";
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const heading = /^#\s/.test(line) && line.replace(/^#+/, "").trim();
    const section = heading && sections.find((each) => fold(each.title) === fold(heading));
    if (heading && !section) found.problems.push(`第 ${index + 1} 行「${heading}」不是正文的官方标题`);
    else if (section && section.code in found.texts) found.problems.push(`第 ${index + 1} 行「${heading}」重复了`);
    else if (section) found.texts[(code = section.code)] = [];
    else if (code) found.texts[code].push(line);
    else if (line.trim()) found.problems.push(`第 ${index + 1} 行在第一个标题之前`);
  });
  for (const key of Object.keys(found.texts)) found.texts[key] = trimmed(found.texts[key].join("\n"));
  return found;
}

function trimmed(text) {
  return text.replace(/\r\n?/g, "\n").replace(/^\s*\n/, "").replace(/\s+$/, "");
}
