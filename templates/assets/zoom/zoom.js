// Zoom and pan for the drawing of the whole timeline, which is there without this. The address keeps the view; the marks are
// fetched when somebody first asks.

import { Names, Scale, read, width, written } from "./axis.js";
import { Drawing } from "./drawing.js";
import { Brush, Fingers } from "./hands.js";
import { Events, Lane } from "./lanes.js";

const { root } = document.documentElement.dataset;
const mirrored = document.documentElement.dir === "rtl";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** Below, the drawing of the build would scroll. */
const wideEnough = 960;

function modelOf(file, arrangement) {
  const { pieces, lanes } = file.arrangements[arrangement];
  const scale = new Scale(pieces);
  const events = new Events(file.events, scale);
  let day = 0;
  return {
    scale,
    events,
    lanes: lanes.map((lane) => new Lane(lane, events, scale, lanes.length)),
    names: new Names(file.forms),
    statuses: file.statuses,
    days: new Set(file.days.map((distance) => (day += distance))),
  };
}

class Zoom {
  constructor(figure) {
    this.figure = figure;
    this.region = figure.querySelector(".picture-scroll");
    this.said = figure.querySelector(".zoom-span");
    this.list = figure.querySelector(".zoom-list");
    this.span = this.target = { from: 0, to: width };
    this.brush = new Brush(figure.querySelector(".span-strip"), (span) => this.change(span), mirrored);
    this.brush.show(this.span, () => "");
    for (const part of figure.querySelectorAll(".is-off")) part.classList.remove("is-off");
    this.listen();
    this.follow();
    if (this.region.clientWidth < wideEnough) this.ready();
  }

  /** Without the marks the drawing of the build stays. */
  ready() {
    this.loading ??= this.load().catch(() => {
      for (const part of this.figure.querySelectorAll(".zoom-tools, .span-strip, .zoom-hint")) part.hidden = true;
    });
    return this.loading;
  }

  async load() {
    const answer = await fetch(this.figure.dataset.marks);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    this.model = modelOf(await answer.json(), this.figure.dataset.arrangement);
    const focused = this.region.contains(document.activeElement) && document.activeElement.getAttribute("href");
    this.drawing = new Drawing(this.region.querySelector("svg"), this.model, root, mirrored);
    this.figure.classList.add("is-live");
    const draw = () => {
      this.draw();
      // Another width needs other rows.
      this.drawing.settle(undefined, () => this.draw(true));
    };
    new ResizeObserver(draw).observe(this.region);
    draw();
    this.enable();
    if (focused) (this.region.querySelector(`[href="${focused}"]`) ?? this.region).focus({ preventScroll: true });
  }

  view() {
    const room = this.region.clientWidth;
    const seen = room >= wideEnough ? width : room;
    return { ...this.span, width: seen, scale: seen / (this.span.to - this.span.from) };
  }

  draw(isAtRest) {
    const hadFocus = this.region.contains(document.activeElement);
    this.drawing.show(this.view(), isAtRest);
    const { scale, names } = this.model;
    const days = scale.time(this.span.to) - scale.time(this.span.from);
    // Where days are all that is known, no hours are said.
    this.tell = (place) => names.moment(scale.time(place), Math.max(days, scale.piece(place).finest * 3));
    this.brush.show(this.span, this.tell);
    this.caption();
    // What had the focus may have left the view.
    if (hadFocus && !this.region.contains(document.activeElement)) this.region.focus({ preventScroll: true });
  }

  caption() {
    const { units, has } = this.drawing;
    const unit = this.figure.querySelector("[data-mixed]");
    unit.textContent = units.size ? unit.dataset[units.size > 1 ? "mixed" : [...units][0]] : "";
    for (const [key, isSeen] of Object.entries({ ...has, vague: this.isWhole })) this.figure.querySelector(`.key-${key}`)?.toggleAttribute("hidden", !isSeen);
  }

  /** A button that would do nothing says so, and keeps the focus. */
  enable() {
    const { from, to } = this.span;
    const isClosest = to - from <= this.model.scale.least((from + to) / 2) * 1.01;
    for (const button of this.figure.querySelectorAll("[data-zoom]")) button.ariaDisabled = String(button.dataset.zoom === "in" ? isClosest : this.isWhole);
  }

  bound({ from, to }) {
    const middle = (from + to) / 2;
    const least = this.model.scale.least(Math.min(Math.max(middle, 0), width));
    const length = Math.min(Math.max(to - from, Math.min(least, this.target.to - this.target.from)), width);
    const start = Math.min(Math.max(middle - length / 2, 0), width - length);
    return { from: start, to: start + length };
  }

  change(span, glide = false) {
    if (!this.model) {
      this.ready().then(() => this.model && this.change(span, glide));
      return;
    }
    const [before, target] = [this.span, this.bound(span)];
    this.target = target;
    cancelAnimationFrame(this.frame);
    const begun = performance.now();
    const advance = (now) => {
      // The first frame may have begun before this.
      const part = glide && !calm.matches ? Math.min(Math.max(now - begun, 0) / 180, 1) : 1;
      const between = (end) => target[end] - (target[end] - before[end]) * (1 - part) ** 3;
      this.span = part < 1 ? { from: between("from"), to: between("to") } : target;
      this.draw();
      if (part < 1) this.frame = requestAnimationFrame(advance);
      else this.rest();
    };
    this.frame = requestAnimationFrame(advance);
  }

  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const { isWhole } = this;
      this.drawing.settle(this.pointer, () => this.draw(true));
      const ends = [this.span.from, this.span.to];
      // The end is the moment after.
      this.said.textContent = isWhole ? "" : [...new Set([ends[0], ends[1] - (ends[1] - ends[0]) / 1e4].map(this.tell))].join(" – ");
      this.enable();
      if (this.list) this.offer(...ends.map((place) => this.model.scale.time(place)));
      const fragment = isWhole ? "" : `#span=${ends.map((place) => written(this.model.scale.time(place))).join("/")}`;
      if (fragment !== location.hash && (fragment || location.hash.startsWith("#span="))) history.replaceState(history.state, "", fragment || location.pathname + location.search);
    }, 120);
  }

  /** The way to the list, filtered by the days that are seen. */
  offer(from, to) {
    const { list } = this;
    const [first, last] = [from, to - 1e-4].map(Math.floor);
    const days = [first, last].map((day) => written(day).slice(0, -6));
    list.hidden = this.isWhole || days.some((day) => day.length > 10);
    list.search = `?from=${days[0]}&to=${days[1]}`;
    list.hash = "filters-status";
    list.textContent = list.dataset.words.replace("{n}", this.model.names.number(this.model.events.count(first, last + 1)));
  }

  async follow() {
    // Some send it with its signs escaped.
    const asked = location.hash.replace(/%(?:2F|3A|3D)/giu, decodeURIComponent);
    const [from, to] = (/^#span=([^/]+)\/(.+)$/u.exec(asked) ?? []).slice(1).map(read);
    if (from === undefined || !(to > from)) return;
    await this.ready();
    if (this.model) this.change({ from: this.model.scale.at(from), to: this.model.scale.at(to) });
  }

  by(factor, part = 0.5, glide = false) {
    const { from, to } = this.target;
    const fixed = from + (to - from) * part;
    const length = Math.max((to - from) / factor, this.model?.scale.least(fixed) ?? 0);
    this.change({ from: fixed - length * part, to: fixed + length * (1 - part) }, glide);
  }

  move(part, glide = false) {
    const { from, to } = this.target;
    const by = (to - from) * part;
    this.change({ from: from + by, to: to + by }, glide);
  }

  part(x) {
    const box = this.region.getBoundingClientRect();
    const part = (x - box.left) / box.width;
    return mirrored ? 1 - part : part;
  }

  get isWhole() {
    return this.span.from === 0 && this.span.to === width;
  }

  listen() {
    const { figure, region } = this;
    // Who comes near is likely to ask.
    for (const sign of ["pointerenter", "focusin"]) figure.addEventListener(sign, () => this.ready(), { once: true });
    addEventListener("hashchange", () => this.follow());
    figure.addEventListener("click", (event) => {
      const kind = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (kind === "whole") this.change({ from: 0, to: width }, true);
      else if (kind) this.by(kind === "in" ? 2 : 0.5, 0.5, true);
    });
    region.addEventListener("pointermove", ({ clientY }) => (this.pointer = clientY));
    region.addEventListener("pointerleave", () => (this.pointer = undefined));
    region.addEventListener("keydown", (event) => this.press(event));
    region.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    new Fingers(this);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const forward = mirrored ? "ArrowLeft" : "ArrowRight";
    const backward = mirrored ? "ArrowRight" : "ArrowLeft";
    const factor = { "+": 2, "=": 2, "-": 0.5, _: 0.5 }[event.key];
    const part = { [forward]: 0.15, [backward]: -0.15, Home: 0 }[event.key];
    // Where all is seen, arrows and Home do what they do elsewhere.
    if (!factor && (part === undefined || this.isWhole)) return;
    event.preventDefault();
    if (factor) this.by(factor, 0.5, true);
    else if (part) this.move(part, true);
    else this.change({ from: 0, to: width }, true);
  }

  /** As on maps: the wheel alone scrolls the page. A pinch on a touchpad comes as the wheel with Ctrl. */
  wheel(event) {
    const { region } = this;
    const unit = [1, 20, 400][event.deltaMode];
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const turn = Math.min(Math.max(event.deltaY * unit, -60), 60);
      this.by(2 ** (-turn / 90), this.part(event.clientX));
      return;
    }
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (this.isWhole || Math.abs(sideways) <= (event.shiftKey ? 0 : Math.abs(event.deltaY))) return;
    event.preventDefault();
    this.move(((mirrored ? -1 : 1) * sideways * unit) / region.clientWidth);
  }
}

for (const figure of document.querySelectorAll(".timeline-picture[data-marks]")) new Zoom(figure);
