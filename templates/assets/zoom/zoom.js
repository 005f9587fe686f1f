// Zoom and pan for the drawing of the whole timeline, which is there without this. Buttons, keys, the wheel with Ctrl, two
// fingers and the strip below change the view; the address keeps it. The marks are fetched when somebody first asks.

import { Names, read, written } from "./calendar.js";
import { Brush } from "./brush.js";
import { Drawing } from "./drawing.js";
import { Events, Lane } from "./lanes.js";
import { Scale, width } from "./scale.js";

const { root } = document.documentElement.dataset;
const mirrored = document.documentElement.dir === "rtl";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** Below this width the drawing of the build would scroll: this one replaces it at once. */
const wideEnough = 960;

function modelOf(file, arrangement) {
  const { pieces, lanes } = file.arrangements[arrangement];
  const scale = new Scale(pieces);
  const events = new Events(file.events, scale);
  let day = 0;
  return {
    scale,
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
    this.span = this.target = { from: 0, to: width };
    this.brush = new Brush(figure.querySelector(".span-strip"), (span) => this.change(span), mirrored);
    this.brush.show(this.span, () => "");
    for (const part of figure.querySelectorAll(".is-off")) part.classList.remove("is-off");
    this.listen();
    this.follow();
    if (this.region.clientWidth < wideEnough) this.ready();
  }

  /** Fetches the marks, once; without them the drawing of the build stays, and nothing is to press. */
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
    new ResizeObserver(() => this.draw(true)).observe(this.region);
    this.draw(true);
    this.enable();
    if (focused) (this.region.querySelector(`[href="${focused}"]`) ?? this.region).focus({ preventScroll: true });
  }

  /** A wide drawing is as wide as the one of the build, a narrow one as its box. */
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
    const { units, isEven } = this.drawing;
    const unit = this.figure.querySelector("[data-mixed]");
    unit.textContent = units.size ? unit.dataset[units.size > 1 ? "mixed" : [...units][0]] : "";
    this.figure.querySelector(".key-break")?.classList.toggle("is-off", isEven);
  }

  /** A button that would do nothing says so, and keeps the focus. */
  enable() {
    const { from, to } = this.span;
    const isClosest = to - from <= this.model.scale.least((from + to) / 2) * 1.01;
    for (const button of this.figure.querySelectorAll("[data-zoom]")) button.ariaDisabled = String(button.dataset.zoom === "in" ? isClosest : this.isWhole);
  }

  /** Brings a span into bounds: within the timeline, and no less than its dates can tell. */
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
      const eased = 1 - (1 - part) ** 3;
      const between = (from, to) => from + (to - from) * eased;
      this.span = part < 1 ? { from: between(before.from, target.from), to: between(before.to, target.to) } : target;
      this.draw(false);
      if (part < 1) this.frame = requestAnimationFrame(advance);
      else this.rest();
    };
    this.frame = requestAnimationFrame(advance);
  }

  /** Once nothing has moved for a moment: the bars are links, the span is said and stands in the address. */
  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      const { isWhole } = this;
      this.drawing.settle(this.pointer, () => this.draw(true));
      const ends = [this.span.from, this.span.to];
      // The end of a span is the moment after it: what is said is the last that is seen.
      this.said.textContent = isWhole ? "" : [...new Set([ends[0], ends[1] - (ends[1] - ends[0]) / 1e4].map(this.tell))].join(" – ");
      this.enable();
      const fragment = isWhole ? "" : `#span=${ends.map((place) => written(this.model.scale.time(place))).join("/")}`;
      if (fragment !== location.hash && (fragment || location.hash.startsWith("#span="))) history.replaceState(history.state, "", fragment || location.pathname + location.search);
    }, 120);
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
    const acts = {
      "+": () => this.by(2, 0.5, true), "=": () => this.by(2, 0.5, true), "-": () => this.by(0.5, 0.5, true), "_": () => this.by(0.5, 0.5, true),
      [forward]: () => this.move(0.15, true), [backward]: () => this.move(-0.15, true), Home: () => this.change({ from: 0, to: width }, true),
    };
    // Where all is seen, arrows and Home do what they do elsewhere.
    if (!acts[event.key] || (this.isWhole && !["+", "=", "-", "_"].includes(event.key))) return;
    event.preventDefault();
    acts[event.key]();
  }

  /** As on maps within pages: the wheel alone scrolls the page, with Ctrl (and so a pinch on a touchpad) it zooms; sideways it moves. */
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

/** One finger moves, two zoom; up and down stay with the page. */
class Fingers {
  constructor(zoom) {
    this.zoom = zoom;
    this.down = new Map();
    this.hasDragged = false;
    const { region: box } = zoom;
    box.addEventListener("pointerdown", (event) => this.put(event));
    box.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) box.addEventListener(name, (event) => this.down.delete(event.pointerId));
    // Links must not be dragged out, nor followed when one lets go.
    box.addEventListener("dragstart", (event) => event.preventDefault());
    box.addEventListener("click", (event) => this.click(event), { capture: true });
  }

  click(event) {
    // Keys click without a detail.
    if (this.hasDragged && event.detail) event.preventDefault();
    this.hasDragged = false;
  }

  put(event) {
    if (event.button !== 0) return;
    if (this.down.size === 0) this.hasDragged = false;
    this.down.set(event.pointerId, event.clientX);
    this.start = event.clientX;
  }

  drag(event) {
    if (!event.buttons) this.down.delete(event.pointerId);
    const before = this.down.get(event.pointerId);
    if (before === undefined || !this.zoom.drawing) return;
    if (!this.hasDragged && this.down.size === 1 && Math.abs(event.clientX - this.start) < 5) return;
    if (!this.hasDragged && event.pointerType === "mouse") this.zoom.region.setPointerCapture(event.pointerId);
    this.hasDragged = true;
    const others = [...this.down].filter(([id]) => id !== event.pointerId).map(([, x]) => x);
    this.down.set(event.pointerId, event.clientX);
    const { zoom } = this;
    if (others.length === 0) zoom.move(-(zoom.part(event.clientX) - zoom.part(before)));
    else {
      const apart = (x) => Math.max(Math.abs(x - others[0]), 24);
      zoom.by(apart(event.clientX) / apart(before), zoom.part((event.clientX + others[0]) / 2));
    }
  }
}

for (const figure of document.querySelectorAll(".timeline-picture[data-marks]")) new Zoom(figure);
