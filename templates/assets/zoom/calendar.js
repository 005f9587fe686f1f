// The calendar on the axis: steps from an hour to aeons, where they begin, and what they are called. Times are days since
// 1970-01-01 with the time of day as the fraction, in the proleptic Gregorian calendar and without zones: an event's own.

const averageYear = 365.2425;

/** The day of a year, a month from 1 and a day from 1. Years are counted from March, so that the leap day comes last. */
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

/** What stands over a step's names: the day over hours, the month over days, the year over months. */
export const wider = { hour: days[0], day: months[0], month: years[0] };

export function floor({ unit, count }, time) {
  // A second makes up for what dividing by twenty-four loses.
  if (unit === "hour") return Math.floor(time) + (Math.floor(((time % 1) + 1) % 1 * 24 / count + 3e-4) * count) / 24;
  const [year, month, day] = dateOf(time);
  if (unit === "day") return dayOf(year, month, lastFitting(day, count, dayOf(month < 12 ? year : year + 1, (month % 12) + 1) - dayOf(year, month)));
  if (unit === "month") return dayOf(year, Math.floor((month - 1) / count) * count + 1);
  return dayOf(Math.floor(year / count) * count, 1);
}

/** Days are counted within each month; the few that are left at its end belong to the step before. */
function lastFitting(day, count, length) {
  const counted = Math.floor((day - 1) / count) * count + 1;
  return counted === 1 || counted + Math.floor(count / 2) <= length ? counted : counted - count;
}

/** The second time is excluded; nothing where they are too many to be ticks. */
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

/** A time as the address has it: ISO 8601 to the minute. */
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
    // Where a day begins or ends, the day is what is meant.
    const part = ((time % 1) + 1) % 1;
    return span < 3 && part > 0.02 && part < 0.98 ? `${day}, ${this.tick({ unit: "hour" }, time + 1 / 48)}` : day;
  }
}
