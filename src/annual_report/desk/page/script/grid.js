// An official table to fill in: the printed grid, with a field in every cell that holds a figure.

import { element } from "./elements.js";

/** Draw a table; return {region, fields}: its element, and its fields by address. */
export function drawTable(table, cells) {
  const fields = new Map();
  const rows = table.rows.map((row) => element("tr", {}, row.map((cell) => drawCell(cell, cells, table, fields))));
  const head = table.head_rows ? [element("thead", {}, rows.slice(0, table.head_rows))] : [];
  const widths = table.widths.map((width) => drawWidth(width, table.widths));
  const drawn = element("table", { class: `grid ${table.code}` }, [
    element("caption", {}, [table.caption]),
    element("colgroup", {}, widths),
    ...head,
    element("tbody", {}, rows.slice(table.head_rows)),
  ]);
  return { region: element("div", { class: "table" }, [drawn]), fields };
}

function drawWidth(width, widths) {
  const column = element("col");
  column.style.width = `${((width * 100) / widths.reduce((sum, each) => sum + each)).toFixed(2)}%`;
  return column;
}

function drawCell(cell, cells, table, fields) {
  const span = { colspan: cell.colspan, rowspan: cell.rowspan };
  if (cell.role === "value") return drawFigure(cell, cells[cell.address], span, table, fields);
  if (cell.role === "note") return element("td", { class: "note", ...span }, [cell.text]);
  const scope = cell.role === "column" ? groupOr("col", cell.colspan) : groupOr("row", cell.rowspan);
  // A title over the whole table is shown on a narrow screen, too; the names of columns then stand at the figures.
  const name = cell.colspan === table.widths.length ? "title" : cell.role;
  return element("th", { id: cell.id, class: name, scope, ...span }, [cell.text]);
}

const groupOr = (scope, span) => (span > 1 ? `${scope}group` : scope);

function drawFigure(cell, form, span, table, fields) {
  const id = `field-${cell.address}`;
  const field = element("input", {
    ...{ id, type: "text", autocomplete: "off", spellcheck: "false", "aria-label": form.label },
    ...{ inputmode: form.kind === "money" ? "decimal" : form.kind === "count" ? "numeric" : "text" },
    ...{ "aria-describedby": `beside-${cell.address}`, "data-cell": cell.address },
  });
  fields.set(cell.address, field);
  const beside = element("span", { class: "beside", id: `beside-${cell.address}` });
  const column = headsOf(cell, table);
  return element("td", { class: "figure", headers: cell.heads.join(" "), "data-column": column, ...span }, [field, beside]);
}

/** Return the names of the columns that a figure stands under; on a narrow screen they stand at the figure. */
function headsOf(cell, table) {
  const heads = table.rows.flat().filter((each) => each.role === "column" && cell.heads.includes(each.id));
  const named = heads.filter((each) => each.colspan < table.widths.length && each.id !== table.spanner);
  return named.map((each) => each.text).join(" ");
}
