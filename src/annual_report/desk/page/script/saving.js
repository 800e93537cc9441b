// Files in and out.

import { differences } from "./desk.js";
import { button, element, refill } from "./elements.js";
import { filesOf, filesToSave, partsOf, readFile } from "./files.js";
import { say } from "./notices.js";
import { earlierWorks } from "./restoring.js";
import { show } from "./showing.js";
import { zipBytes } from "./zip.js";

const place = (id) => document.getElementById(id);

/** Let files be chosen, or dropped on the page: all that can be read are taken in one step. */
export function letReadFiles(page) {
  const chooser = place("choose");
  place("read").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    await takeFiles(page, [...chooser.files]);
    chooser.value = "";
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    takeFiles(page, [...event.dataTransfer.files]);
  });
}

/** Read files into the work; one with a problem is left out whole, and says why. */
export async function takeFiles(page, files) {
  const read = await Promise.all(files.map((file) => bytesOf(file)));
  const found = files.map((file, at) => readFile(page.data, file.name, read[at]));
  const [good, bad] = [found.filter((each) => !each.problems.length), found.filter((each) => each.problems.length)];
  for (const each of bad) say(`${each.name} 没有读入：${each.problems.join("；")}`, "bad");
  if (!good.length) return;
  // What was typed while the files were read is part of the work in hand, too.
  const work = good.reduce(withPart, page.desk.work);
  const count = differences(work, page.desk.work);
  page.desk.replace(work);
  const lines = good.map((each) => [`已读入 ${each.name}（${each.what}）`, ...each.remarks].join("；"));
  const undo = [["撤销读入", () => page.desk.undo()]];
  say([...lines, `读入的文件改动了 ${count} 处`], "good", count ? undo : []);
}

/** Return what a file holds; nothing where the browser may not read it, as a folder. */
async function bytesOf(file) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

function withPart(work, { part, values }) {
  return { ...work, [part]: Array.isArray(values) ? values : { ...work[part], ...values } };
}

/** Let the work be saved: every file by itself, or all of them in one zip that unpacks to where they belong. */
export function letSave(page) {
  place("save").addEventListener("click", () => saveAll(page));
  place("files").parentElement.addEventListener("toggle", () => drawFiles(page));
  place("print").addEventListener("click", () => window.print());
  place("undo").addEventListener("click", () => page.desk.undo());
  place("redo").addEventListener("click", () => page.desk.redo());
  drawFiles(page);
}

function saveAll(page) {
  const { agency, year } = page.data;
  const files = filesToSave(page.data, page.desk.work);
  const placed = files.map((file) => ({ ...file, name: `${agency}/${year}/${file.name}` }));
  download(`${agency}-${year}.zip`, zipBytes(placed, new Date()));
  markSaved(page, files.map((file) => file.name));
  say(`已保存 ${agency}-${year}.zip：用 import 命令读进来（FILE=${agency}-${year}.zip）`);
}

function drawFiles(page) {
  const names = filesOf(page.data, page.desk.work).map((file) => file.name);
  const buttons = names.map((name) => button(name, () => saveOne(page, name), { class: "plain" }));
  refill(place("files"), [...buttons, ...earlierWorks(page)].map((each) => element("li", {}, [each])));
}

function saveOne(page, name) {
  download(name, filesOf(page.data, page.desk.work).find((file) => file.name === name).bytes);
  markSaved(page, [name]);
}

function markSaved(page, names) {
  page.saved = partsOf(page.data, names, page.desk.work, page.saved);
  show(page);
}

function download(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Say which files could not be read: what is shown of them is not what they hold. */
export function warnOfUnread(data) {
  if (!data.unread.length) return;
  const names = data.unread.join("、");
  say(`${names} 读不了（check 命令说明原因），这里显示的不是其中的内容；没有填它以前，「保存全部」不含它`, "bad");
}
