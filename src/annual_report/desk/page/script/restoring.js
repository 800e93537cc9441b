// The work that the browser keeps: written at every change, taken up when the page is opened again, never lost unseen.

import { differences, same } from "./desk.js";
import { button } from "./elements.js";
import { say } from "./notices.js";

const NOT_KEPT = "浏览器没有留底（空间不够，或者不许网页存东西）：窗口一关，没有保存的填写就没有了，请随时点「保存全部」";

/** Let the browser keep the work; where it cannot, say so, and ask before the window is closed. */
export function keep(page) {
  const before = page.kept;
  page.kept = page.keeper.write(page.desk.work);
  if (before && !page.kept) say(NOT_KEPT, "bad");
}

/** Ask before work is left behind that neither a file nor the browser holds. */
export function letLeave(page) {
  page.wouldLose = () => !page.kept && !same(page.desk.work, page.saved);
  window.addEventListener("beforeunload", (event) => page.wouldLose() && event.preventDefault());
}

/** Take up the work that the browser kept; where the files have changed since, ask first. */
export function restore(page) {
  warnOfOtherWindows(page);
  const kept = page.keeper.read();
  if (!kept || same(kept.work, page.data.work)) return;
  const count = differences(kept.work, page.data.work);
  const words = `浏览器里有 ${kept.moment} 的填写，与这个文件里的有 ${count} 处不同`;
  if (kept.edition === page.data.edition) {
    page.keeper.takeUp();
    page.desk.replace(kept.work);
    say(`${words}：已接着它填`, "kept", [["不用它，回到文件里的", () => takeInstead(page, page.data.work)]]);
  } else {
    const take = () => takeInstead(page, kept.work);
    say(`${words}；填报表后来又生成过，现在显示的是新文件里的`, "bad", [["改用浏览器里的", take]]);
  }
}

/** Return the buttons by which what the browser kept before can be had back. */
export function earlierWorks(page) {
  return page.keeper.earlier().map((earlier) => {
    const words = `取回浏览器里更早的填写（${earlier.moment}，${differences(earlier.work, page.desk.work)} 处不同）`;
    return button(words, () => takeInstead(page, earlier.work), { class: "plain" });
  });
}

/** Take another work in hand; what the browser kept till now can be had back. */
function takeInstead(page, work) {
  page.keeper.putAside();
  page.desk.replace(work);
}

function warnOfOtherWindows(page) {
  const warn = (event) => {
    if (event.key !== page.keeper.key) return;
    window.removeEventListener("storage", warn);
    say("另一个窗口也在填这一份，两边的不会合在一起：请只留一个窗口，那一边的可以在「分别保存」里取回", "bad");
  };
  window.addEventListener("storage", warn);
}
