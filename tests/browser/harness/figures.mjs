// What the checks measured, kept for two tables at the end. One has a line for each kind of page; the other has everything: the point of the list in README.md, what was measured, and its limit.
const rows = [];

/** Keeps a figure; `limit` is shown as it is. */
export function figure(point, where, what, value, limit = "") {
  rows.push([String(point), where, what, typeof value === "number" ? String(Math.round(value * 1000) / 1000) : value, String(limit)]);
}

const columns = ["axe", "vnu", "HTML KB", "CSS KB", "JS KB", "elements", "LCP s", "CLS", "controls", "looks"];
const pages = new Map();

/** Keeps what was measured of a kind of page, for the table that has a line for each. */
export function cell(site, kind, column, value) {
  const key = `${site}, ${kind}`;
  if (!pages.has(key)) pages.set(key, new Map());
  pages.get(key).set(column, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
}

/** A line for each kind of page of each site. */
export function summary() {
  const lines = [...pages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, cells]) => [key, ...columns.map((column) => cells.get(column) ?? "")]);
  return aligned([["page", ...columns], ...lines]);
}

function aligned([heads, ...lines]) {
  const widths = heads.map((head, column) => Math.max(head.length, ...lines.map((line) => line[column].length)));
  const line = (cells) => cells.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd();
  return [line(heads), line(widths.map((width) => "-".repeat(width))), ...lines.map(line)].join("\n");
}

/** Every figure in the order of the points, as a table of text. */
export function table() {
  const heads = ["point", "where", "what", "figure", "limit"];
  const sorted = [...rows].sort((a, b) => Number.parseInt(a[0], 10) - Number.parseInt(b[0], 10));
  return aligned([heads, ...sorted]);
}
