// Files in and out, and the work that the browser kept.

import { differences, same } from "./desk.js";
import { button, element, refill } from "./elements.js";
import { filesOf, filesToSave, readFile } from "./files.js";
import { show } from "./showing.js";
import { notice } from "./words.js";
import { zipBytes } from "./zip.js";

const place = (id) => document.getElementById(id);
export const say = (words, kind = "good", acts = []) => place("notices").append(notice(words, kind, acts));

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
  let work = page.desk.work;
  for (const file of files) {
    const found = readFile(page.data, file.name, new Uint8Array(await file.arrayBuffer()));
    if (found.problems.length) {
      say(`${file.name} 没有读入：${found.problems.join("；")}`, "bad");
      continue;
    }
    const isList = Array.isArray(found.values);
    work = { ...work, [found.part]: isList ? found.values : { ...work[found.part], ...found.values } };
    say([`已读入 ${file.name}（${found.what}）`, ...found.remarks].join("；"));
  }
  const count = differences(work, page.desk.work);
  page.desk.replace(work);
  if (count) say(`读入的文件改动了 ${count} 处`, "good", [["撤销读入", () => page.desk.undo()]]);
}

/** Let the work be saved: every file by itself, or all of them in one zip that unpacks to where they belong. */
export function letSave(page) {
  const { agency, year } = page.data;
  place("save").addEventListener("click", () => {
    const files = filesToSave(page.data, page.desk.work).map((file) => ({ ...file, name: `${agency}/${year}/${file.name}` }));
    download(`${agency}-${year}.zip`, zipBytes(files, new Date()));
    markSaved(page);
  });
  const names = filesOf(page.data, page.desk.work).map((file) => file.name);
  const one = (name) => () => download(name, filesOf(page.data, page.desk.work).find((file) => file.name === name).bytes);
  const buttons = [...names.map((name) => button(name, one(name), { class: "plain" })), ...earlierOf(page)];
  refill(place("files"), buttons.map((each) => element("li", {}, [each])));
  place("print").addEventListener("click", () => window.print());
  place("undo").addEventListener("click", () => page.desk.undo());
}

/** What the browser kept before the work in hand can be had back. */
function earlierOf(page) {
  const earlier = page.keeper.earlier();
  if (!earlier) return [];
  const take = () => page.desk.replace(earlier.work);
  return [button(`取回浏览器里更早的填写（${earlier.moment}）`, take, { class: "plain" })];
}

function markSaved(page) {
  page.saved = page.desk.work;
  show(page);
  say(`已保存 ${page.data.agency}-${page.data.year}.zip：解开放进 params 文件夹，再运行 check 命令`);
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

/** Let the browser keep the work; what it kept of an earlier file is put aside first. */
export function keep(page) {
  if (page.aside) page.keeper.putAside();
  page.aside = false;
  page.keeper.write(page.desk.work);
}

/** Take up the work that the browser kept; where the files have changed since, ask first. */
export function restore(page) {
  warnOfOtherWindows(page);
  const kept = page.keeper.read();
  if (!kept || same(kept.work, page.data.work)) return;
  const count = differences(kept.work, page.data.work);
  const words = `浏览器里有 ${kept.moment} 的填写，与这个文件里的有 ${count} 处不同`;
  page.aside = true;
  if (kept.edition === page.data.edition) {
    page.desk.replace(kept.work);
    say(`${words}：已接着它填`, "good", [["不用它，回到文件里的", () => page.desk.replace(page.data.work)]]);
  } else {
    const take = () => page.desk.replace(kept.work);
    say(`${words}；填报表后来又生成过，现在显示的是新文件里的`, "bad", [["改用浏览器里的", take]]);
  }
}

function warnOfOtherWindows(page) {
  const warn = (event) => {
    if (event.key !== page.keeper.key) return;
    window.removeEventListener("storage", warn);
    say("另一个窗口也在填这一份：请只留一个窗口，否则后改的会盖过先改的", "bad");
  };
  window.addEventListener("storage", warn);
}
