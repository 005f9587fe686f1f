// What the checks measured, kept for one table at the end: the point of the list in README.md, what was measured, and its limit.
const rows = [];

/** Keeps a figure; `limit` is shown as it is. */
export function figure(point, where, what, value, limit = "") {
  rows.push([String(point), where, what, typeof value === "number" ? String(Math.round(value * 1000) / 1000) : value, String(limit)]);
}

/** Every figure in the order of the points, as a table of text. */
export function table() {
  const heads = ["point", "where", "what", "figure", "limit"];
  const sorted = [...rows].sort((a, b) => Number.parseInt(a[0], 10) - Number.parseInt(b[0], 10));
  const widths = heads.map((head, column) => Math.max(head.length, ...sorted.map((row) => row[column].length)));
  const line = (cells) => cells.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd();
  return [line(heads), line(widths.map((width) => "-".repeat(width))), ...sorted.map(line)].join("\n");
}
