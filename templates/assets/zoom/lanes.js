// Events and a view go in; the marks of each lane in rows come out, or bars where they are too many, in pixels of the view.

import { dateOf, dayOf, floor, second, textWidth, width } from "./axis.js";

const dot = 9;
const space = 14;
const mostRows = 14;
const [mostTitle, ...mostLabel] = [340, 600, 340];
const mostMarks = 160;
const [leastBar, leastColumn, widest] = [24, 4, 20];

export const row = 32;
export const bars = 56;
const head = 6;
const foot = 10;

const units = [["day", "day", 1, 1], ["month", "month", 1, 31], ["year", "year", 1, 366], ["decade", "year", 10, 3653], ["century", "year", 100, 36525]].map(([name, unit, count, days]) => ({ name, unit, count, days }));

const cut = new Map();

export function shortened(text, font, most) {
  if (textWidth(text, font) <= most) return text;
  const key = `${most}${font}${text}`;
  if (!cut.has(key)) {
    const letters = [...text];
    const start = (length) => letters.slice(0, length).join("");
    let length = Math.floor(letters.length * most / textWidth(text, font));
    while (length > 1 && textWidth(`${start(length)}…`, font) > most) length -= 1;
    cut.set(key, `${start(length).replace(/[\s,;:–-]+$/u, "")}…`);
  }
  return cut.get(key);
}

export class Events {
  constructor(columns, scale) {
    Object.assign(this, columns);
    const count = columns.url.length;
    [this.left, this.right, this.begin] = [0, 1, 2].map(() => new Float64Array(count));
    for (let index = 0; index < count; index += 1) {
      const [from, length] = [columns.from[index], columns.length[index]];
      const end = length === null ? null : (from ?? 0) + length;
      const known = from ?? (end ?? 0) - columns.vague[index];
      this.begin[index] = known * second;
      this.left[index] = from === null ? 0 : scale.at(from * second);
      this.right[index] = end === null ? width : scale.at(end * second);
    }
  }

  /** How many of them a list that is filtered by days shows. */
  count(from, to) {
    return this.url.filter((_, index) => {
      const [start, length] = [this.from[index], this.length[index]];
      const begin = start === null ? -Infinity : start * second;
      return begin < to && (length === null || Math.max(((start ?? 0) + length) * second, begin + second) > from);
    }).length;
  }
}

export class Lane {
  constructor({ title, url, events }, all, scale, lanes) {
    [this.title, this.url, this.all, this.scale] = [title, url, all, scale];
    let place = 0;
    this.events = events.map((distance) => (place += distance)).filter((index) => all.edge[index]);
    this.most = Math.max(12, Math.min(40, Math.floor(mostMarks / lanes)));
    this.rows = new Map();
    this.counted = new Map();
    this.height = 0;
  }

  settle(scale) {
    if (scale !== this.settled) this.rows.clear();
    [this.settled, this.height] = [scale, 0];
  }

  look(view, face) {
    // What only touches an end of the view is not in it, but for moments.
    const { left, right } = this.all;
    const seen = this.events.filter((index) => Math.max(right[index], left[index] + 2e-6) > view.from + 1e-6 && Math.min(left[index], right[index] - 2e-6) < view.to - 1e-6);
    const headed = this.title ? Math.min(textWidth(this.title, face.title), mostTitle) + 48 : 0;
    let marks;
    // Names are cut where whole ones would need too many rows.
    if (seen.length <= this.most) for (const most of mostLabel) marks ??= this.placed(seen, view, face, headed, most);
    if (!marks) this.rows.clear();
    const rows = marks ? Math.max(1, ...marks.map((mark) => mark.row + 1)) * row : bars + (headed ? row : 0);
    // What is below the pointer should stay there.
    this.height = Math.max(this.height, head + rows + foot);
    return { lane: this, headed, head, marks, bars: marks ? undefined : this.bars(view) };
  }

  /** A mark keeps its row, so that nothing jumps while one moves. */
  placed(seen, view, face, headed, most) {
    const marks = seen.map((index) => this.mark(index, view, face, most));
    const taken = [];
    if (headed) taken.push([[0, headed]]);
    const isFree = (at, mark) => !taken[at]?.some(([from, to]) => from < mark.to + space && mark.from < to + space);
    const put = (mark, at) => {
      (taken[at] ??= []).push([mark.from, mark.to]);
      mark.row = at;
    };
    const kept = new Map();
    const inOrder = marks.toSorted((a, b) => a.from - b.from);
    for (const mark of inOrder) {
      const before = this.rows.get(mark.index);
      if (before !== undefined && isFree(before, mark)) put(mark, before);
    }
    for (const mark of inOrder) {
      if (mark.row === undefined) {
        let at = 0;
        while (!isFree(at, mark)) at += 1;
        if (at >= mostRows) return undefined;
        put(mark, at);
      }
      kept.set(mark.index, mark.row);
    }
    this.rows = kept;
    return marks;
  }

  mark(index, view, face, longest) {
    const { left, right, edge, title, lead } = this.all;
    const [from, to] = [(left[index] - view.from) * view.scale, (right[index] - view.from) * view.scale];
    const isMoment = edge[index] === "exact" && to - from < 0.01;
    const [least, most] = [-view.from * view.scale, (width - view.from) * view.scale];
    const start = Math.max(Math.min(from - (isMoment ? dot / 2 : 0), most - dot), least);
    const x = Math.max(start, -view.width);
    const end = Math.min(Math.max(start + dot, to), 2 * view.width);
    const font = lead[index] ? face.lead : face.label;
    const label = shortened(title[index], font, Math.min(longest, view.width));
    const room = Math.ceil(textWidth(label, font));
    const text = Math.max(x, 0);
    const ends = text + room > view.width;
    const last = Math.min(Math.max(end, room), view.width);
    const at = ends ? last - room : text;
    return { index, x, width: end - x, label, ends, text: at, room, from: Math.min(x, at), to: Math.max(end, at + room) };
  }

  /** Columns to look at, and wider periods to press. */
  bars(view) {
    const columns = this.seen(view, leastColumn);
    const most = Math.max(4, ...columns.map(({ count }) => count));
    for (const column of columns) {
      const room = Math.min(Math.max(column.to - column.from - 1, 2), widest);
      [column.x, column.width] = [(column.from + column.to - room) / 2, room];
      column.height = Math.max(3, (bars * column.count) / most);
    }
    return { columns, periods: () => this.seen(view, leastBar) };
  }

  seen(view, least) {
    const found = [];
    for (const piece of this.scale.pieces) {
      if (piece.isBreak || piece.right < view.from || piece.left > view.to) continue;
      const perDay = ((piece.right - piece.left) / (piece.to - piece.from)) * view.scale;
      const suits = (unit) => unit.days * perDay >= least && !this.periods(piece, unit).isVague;
      const unit = units.find(suits) ?? units.at(-1);
      for (const period of this.periods(piece, unit).counts) {
        if (period.right < view.from || period.left > view.to) continue;
        found.push({ count: period.count, period, unit, from: (period.left - view.from) * view.scale, to: (period.right - view.from) * view.scale });
      }
    }
    return found;
  }

  periods(piece, unit) {
    const key = `${piece.left} ${unit.days}`;
    if (!this.counted.has(key)) this.counted.set(key, this.count(piece, unit));
    return this.counted.get(key);
  }

  count(piece, unit) {
    const counts = new Map();
    let [own, vague] = [0, 0];
    for (const index of this.events) {
      const begin = this.all.begin[index];
      if (begin < piece.from || begin >= piece.to) continue;
      own += 1;
      if (this.all.vague[index] * second > unit.days) vague += 1;
      else {
        const start = floor(unit, begin);
        counts.set(start, (counts.get(start) ?? 0) + 1);
      }
    }
    const periods = [...counts].sort(([a], [b]) => a - b).map(([from, count]) => {
      const to = endOf(unit, from);
      return { from, to, count, left: this.scale.at(Math.max(from, piece.from)), right: this.scale.at(Math.min(to, piece.to - 1e-6)) };
    });
    return { counts: periods, isVague: vague * 2 > own };
  }
}

function endOf({ unit, count }, from) {
  const [year, month] = dateOf(from);
  if (unit === "day") return from + 1;
  return unit === "month" ? dayOf(month < 12 ? year : year + 1, (month % 12) + 1) : dayOf(year + count, 1);
}
