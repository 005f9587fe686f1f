// The scale that the build has cut, the calendar and the axis, as src/render/picture has them, for any view. Times are days since
// 1970-01-01, in the proleptic Gregorian calendar and without zones.

/** That of the drawing that was made at build. */
export const width = 1120;

export const second = 1 / 86400;

export class Scale {
  constructor(pieces) {
    this.pieces = pieces.map(([from, to, left, right, finest, isBreak]) => ({
      from: from * second, to: to * second, left, right, finest: (finest ?? 86400) * second, isBreak: isBreak === 1,
    }));
  }

  at(time) {
    const piece = this.pieces.find(({ to }) => time < to);
    if (!piece) return width;
    return piece.left + (Math.max(time - piece.from, 0) / (piece.to - piece.from)) * (piece.right - piece.left);
  }

  piece(place) {
    return this.pieces.find(({ right }) => place < right) ?? this.pieces.at(-1);
  }

  time(place) {
    const { from, to, left, right } = this.piece(place);
    return from + ((place - left) / (right - left)) * (to - from);
  }

  /** The least that is worth a view: a few hours, or a few of what is known no better. */
  least(place) {
    const { from, to, left, right, finest } = this.piece(place);
    return (Math.max(1 / 8, finest * 2) / (to - from)) * (right - left);
  }
}

const measuring = document.createElement("canvas").getContext("2d");
const measured = new Map();

export function textWidth(text, font) {
  const key = font + text;
  if (!measured.has(key)) {
    measuring.font = font;
    measured.set(key, measuring.measureText(text).width);
  }
  return measured.get(key);
}

const averageYear = 365.2425;

/** Years are counted from March, so that the leap day comes last. */
export function dayOf(year, month, day = 1) {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

export function dateOf(time) {
  const day = Math.min(Math.max(Math.floor(time), -1e14), 1e14);
  let year = Math.floor(1970 + day / averageYear);
  while (dayOf(year, 1) > day) year -= 1;
  while (dayOf(year + 1, 1) <= day) year += 1;
  let month = 12;
  while (dayOf(year, month) > day) month -= 1;
  return [year, month, day - dayOf(year, month) + 1];
}

const step = (unit, count, days) => ({ unit, count, days: days * count });
const hours = [1, 3, 6].map((count) => step("hour", count, 1 / 24));
const days = [1, 2, 7].map((count) => step("day", count, 1));
const months = [1, 3, 6].map((count) => step("month", count, averageYear / 12));
const years = Array.from({ length: 36 }, (_, index) => step("year", [1, 2, 5][index % 3] * 10 ** Math.floor(index / 3), averageYear));

export const steps = [...hours, ...days, ...months, ...years];

export const wider = { hour: days[0], day: months[0], month: years[0] };

export function floor({ unit, count }, time) {
  if (unit === "hour") return Math.floor(time) + (Math.floor(((time % 1) + 1) % 1 * 24 / count + 3e-4) * count) / 24;
  const [year, month, day] = dateOf(time);
  if (unit === "day") return dayOf(year, month, lastFitting(day, count, dayOf(month < 12 ? year : year + 1, (month % 12) + 1) - dayOf(year, month)));
  if (unit === "month") return dayOf(year, Math.floor((month - 1) / count) * count + 1);
  return dayOf(Math.floor(year / count) * count, 1);
}

function lastFitting(day, count, length) {
  const counted = Math.floor((day - 1) / count) * count + 1;
  return counted === 1 || counted + Math.floor(count / 2) <= length ? counted : counted - count;
}

export function ticks(one, from, to, most) {
  if ((to - from) / one.days > most) return [];
  const found = [];
  // A third of a step never passes a whole one, whatever the lengths of months.
  for (let time = floor(one, from); time < to; time = next(one, time)) if (time >= from) found.push(time);
  return found;
}

function next(one, time) {
  let later = floor(one, time + one.days * 1.5);
  const before = floor(one, later - one.days * 0.5);
  if (before > time) later = before;
  return later > time ? later : Infinity;
}

/** ISO 8601 to the minute. */
export function written(time) {
  const [year, month, day] = dateOf(time + 1 / 2880);
  const minutes = Math.floor((((time + 1 / 2880) % 1) + 1) % 1 * 1440);
  const two = (number) => String(number).padStart(2, "0");
  const sign = year < 0 ? "-" : "";
  return `${sign}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function read(text) {
  const parts = /^(-?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/u.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour = 0, minute = 0] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  return month < 1 || month > 12 ? undefined : dayOf(year, month, day) + hour / 24 + minute / 1440;
}

export class Names {
  constructor(forms) {
    this.forms = forms;
  }

  number(number) {
    return String(number).replace(/\d/gu, (digit) => this.forms.digits[digit]);
  }

  year(year) {
    return year > 0 ? this.number(year) : this.forms.before.replace("{y}", this.number(1 - year));
  }

  tick({ unit }, time) {
    const [year, month, day] = dateOf(time + 4e-6);
    if (unit === "hour") return this.forms.hours[Math.floor((((time + 4e-6) % 1) + 1) % 1 * 24)];
    if (unit === "day") return this.number(day);
    return unit === "month" ? this.forms.short_months[month - 1] : this.year(year);
  }

  whole({ unit }, time) {
    const [year, month, day] = dateOf(time + 4e-6);
    if (unit === "year") return this.year(year);
    const form = unit === "month" ? this.forms.months[month - 1] : this.forms.days[month - 1];
    return form.replace("{d}", this.number(day)).replace("{y}", this.year(year));
  }

  moment(time, span) {
    const unit = span > 3000 ? "year" : span > 300 ? "month" : "day";
    const day = this.whole({ unit }, time);
    const part = ((time % 1) + 1) % 1;
    return span < 3 && part > 0.02 && part < 0.98 ? `${day}, ${this.tick({ unit: "hour" }, time + 1 / 48)}` : day;
  }
}

const indent = 4;
const space = 14;
const leastStep = 26;

export function axis(scale, view, names, font) {
  const [narrow, wide] = [new Row(font), new Row(font)];
  const laid = { ticks: [], names: [], wholes: [] };
  const x = (time) => (scale.at(time) - view.from) * view.scale;
  // A name holds until the next.
  const whole = (at, room, text) => laid.wholes.at(-1)?.text !== text && wide.put(at, room, text, laid.wholes);
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
      whole(start, room + space, names.whole(piece.finest < 20 ? wider.day : wider.month, from));
      continue;
    }
    const { step, times } = chosen;
    const over = wider[step.unit];
    if (over) {
      const wholes = [from, ...ticks(over, from, to, 40).filter((time) => x(time) > start + 1)];
      const needs = (time) => textWidth(names.whole(over, time), font);
      // The name of a stretch that is too short for it gives way to the next, where there is room for that.
      const givesWay = (next) => x(next) < start + needs(from) + indent + space && x(next) + needs(next) <= room;
      if (wholes.length > 1 && givesWay(wholes[1])) wholes.shift();
      wholes.forEach((time, index) => whole(x(time), index === 0 ? view.width : room, names.whole(over, time)));
    }
    // Where it begins is named, also between two steps, and so is its last day.
    const [first] = times;
    if (step.days > 0.9 && (left === piece.left ? first > from : x(first) > start + textWidth(names.tick(step, from), font) + space)) times.unshift(from);
    const last = step.unit === "day" && right === piece.right ? floor(wider.hour, to - 1e-6) : 0;
    if (last > times.at(-1)) times.push(last);
    const held = Math.min(room, last ? x(last) - space : room);
    times.forEach((time, index) => {
      laid.ticks.push(x(time));
      // A name stands only below its own year, month or day.
      if (over && laid.wholes.findLast((one) => one.x <= x(time) + indent)?.text !== names.whole(over, time)) return;
      narrow.put(x(time), index === 0 || time === last ? view.width : held, names.tick(step, time), laid.names);
    });
  }
  return laid;
}

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
    const width = textWidth(text, this.font);
    // Without the space before it a name may just fit.
    const left = Math.min(Math.max(x, 0) + indent, Math.max(room - width, x));
    if (left < this.end + space || left + width > room) return;
    this.end = left + width;
    names.push({ x: left, text });
  }
}
