// The axis at any scale: ticks and their names, laid out anew for what is seen, so that no two names touch.

import { steps, ticks, wider } from "./calendar.js";
import { textWidth } from "./lanes.js";

const indent = 4;
const space = 14;
const leastStep = 26;

export function axis(scale, view, names, font) {
  const [narrow, wide] = [new Row(font), new Row(font)];
  const laid = { ticks: [], names: [], wholes: [] };
  const x = (time) => (scale.at(time) - view.from) * view.scale;
  for (const piece of scale.pieces) {
    const [left, right] = [Math.max(piece.left, view.from), Math.min(piece.right, view.to)];
    const width = (right - left) * view.scale;
    if (width <= 0 || (piece.isBreak && (piece.right - piece.left) * view.scale < 240)) continue;
    const [from, to] = [scale.time(left), right === piece.right ? piece.to : scale.time(right)];
    const chosen = choose(piece, from, to, width, names, font);
    const [start, end] = [(left - view.from) * view.scale, (right - view.from) * view.scale];
    const room = end >= view.width - 1 ? view.width : end - space;
    // What is too narrow for ticks still says which month or year it is.
    if (!chosen) {
      wide.put(start, room + space, names.whole(piece.finest < 20 ? wider.day : wider.month, from), laid.wholes);
      continue;
    }
    const [first] = chosen.times;
    const name = names.tick(chosen.step, from);
    if (chosen.step.days > 20 && (left === piece.left ? first > from : x(first) > start + textWidth(name, font) + space)) narrow.put(start, room, name, laid.names);
    for (const time of chosen.times) {
      laid.ticks.push(x(time));
      narrow.put(x(time), time === first ? view.width : room, names.tick(chosen.step, time), laid.names);
    }
    const over = wider[chosen.step.unit];
    if (!over) continue;
    // The name of what the view begins in stands at its edge, unless the next leaves no room for it.
    const wholes = [from, ...ticks(over, from, to, 40).filter((time) => x(time) > start + 1)];
    if (x(wholes[1]) < start + textWidth(names.whole(over, from), font) + indent + space) wholes.shift();
    wholes.forEach((time, index) => wide.put(x(time), index === 0 ? view.width : room, names.whole(over, time), laid.wholes));
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
