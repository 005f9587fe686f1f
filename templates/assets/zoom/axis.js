// The axis at any scale: ticks and their names, laid out anew for what is seen, so that no two names touch.

import { floor, steps, ticks, wider } from "./calendar.js";
import { textWidth } from "./lanes.js";

const indent = 4;
const space = 14;
const leastStep = 26;

/** The ticks with their names, and what stands over them; places are pixels of the view. */
export function axis(scale, view, names, font) {
  const [narrow, wide] = [new Row(font), new Row(font)];
  const laid = { ticks: [], names: [], wholes: [] };
  const x = (time) => (scale.at(time) - view.from) * view.scale;
  for (const piece of scale.pieces) {
    const [left, right] = [Math.max(piece.left, view.from), Math.min(piece.right, view.to)];
    const width = (right - left) * view.scale;
    // Time that is left out has an axis of its own once there is room for it.
    if (width <= 0 || (piece.isBreak && (piece.right - piece.left) * view.scale < 240)) continue;
    const [from, to] = [scale.time(left), right === piece.right ? piece.to : scale.time(right)];
    const chosen = choose(piece, from, to, width, names, font);
    if (!chosen) continue;
    const [start, end] = [(left - view.from) * view.scale, (right - view.from) * view.scale];
    const room = end >= view.width - 1 ? view.width : end - space;
    for (const time of chosen.times) {
      laid.ticks.push(x(time));
      narrow.put(x(time), time === chosen.times[0] ? view.width : room, names.tick(chosen.step, time), laid.names);
    }
    const over = wider[chosen.step.unit];
    if (!over) continue;
    const begins = ticks(over, from, to, 40).filter((time) => x(time) > start + 1);
    // The name of what the view begins in stands at its edge, unless the next leaves no room for it.
    const first = names.whole(over, floor(over, from));
    const next = begins.length ? x(begins[0]) : Infinity;
    if (next >= start + textWidth(first, font) + indent + space) wide.put(start, begins.length ? view.width : Math.max(room, start + textWidth(first, font) + indent), first, laid.wholes);
    begins.forEach((time, index) => wide.put(x(time), index === 0 ? view.width : room, names.whole(over, time), laid.wholes));
  }
  return laid;
}

/** The narrowest step whose names fit side by side, and that is no finer than the dates of the piece. */
function choose(piece, from, to, width, names, font) {
  const perDay = width / (to - from);
  for (const step of steps) {
    if (step.days < piece.finest * 0.9 || step.days * perDay < leastStep) continue;
    const times = ticks(step, from, to, width / leastStep);
    const fits = (time, index) => index === 0 || (time - times[index - 1]) * perDay >= textWidth(names.tick(step, times[index - 1]), font) + space;
    // The last name of a month's days may be squeezed out; the others must fit.
    if (times.length && times.filter((time, index) => !fits(time, index)).length <= times.length / 8) return { step, times };
  }
  return undefined;
}

/** A row of names that is filled from left to right. */
class Row {
  constructor(font) {
    this.font = font;
    this.end = -space;
  }

  put(x, room, text, names) {
    const left = Math.max(x, 0) + indent;
    const width = textWidth(text, this.font);
    if (left < this.end + space || left + width > room) return;
    this.end = left + width;
    names.push({ x: left, text });
  }
}
