// Show only the rows in which every word that is typed stands: in the name, the years, or the code of the agency.
const box = document.getElementById("find"), found = document.getElementById("found");
const folded = (text) => text.normalize("NFKC").toLowerCase();
const groups = [...document.querySelectorAll(".agencies tbody")].map((body) => ({
  parent: body.querySelector(".parent"),
  rows: [...body.querySelectorAll("tr:not(.parent)")].map((row) => ({
    row, text: folded(row.textContent + " " + decodeURI(row.querySelector("a").getAttribute("href"))),
  })),
}));
function find() {
  const words = folded(box.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { parent, rows } of groups) {
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word) || (parent && folded(parent.textContent).includes(word)));
      shown += row.hidden ? 0 : 1;
    }
    if (parent) parent.hidden = !shown;
    count += shown;
  }
  found.textContent = words.length ? (count ? `${count} 个单位` : "没有找到：请换一个说法，或少写几个字") : "";
}
box.addEventListener("input", find);
document.querySelector(".find").hidden = false;
if (box.value) find();
