// The strip on which a span is chosen, with its window and two ends; and fingers on the drawing: one moves it, two zoom.

import { width } from "./axis.js";

export class Brush {
  /** `look` is told each span that is chosen. */
  constructor(strip, look, mirrored) {
    Object.assign(this, { strip, look, mirrored });
    this.window = strip.querySelector(".span-window");
    this.handles = [...strip.querySelectorAll("[role=slider]")];
    strip.addEventListener("pointerdown", (event) => this.grasp(event));
    this.handles.forEach((handle, end) => handle.addEventListener("keydown", (event) => this.press(event, end)));
  }

  show(span, tell) {
    this.span = span;
    const part = (place) => `${(place / width) * 100}%`;
    this.strip.style.setProperty("--from", part(span.from));
    this.strip.style.setProperty("--to", part(span.to));
    [span.from, span.to].forEach((place, end) => {
      this.handles[end].setAttribute("aria-valuenow", String(Math.round(place)));
      this.handles[end].setAttribute("aria-valuetext", tell(place));
    });
  }

  place(event) {
    const box = this.strip.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    return Math.min(Math.max((this.mirrored ? 1 - part : part) * width, 0), width);
  }

  grasp(event) {
    if (event.button !== 0 || !this.span) return;
    event.preventDefault();
    const from = this.place(event);
    const { span } = this;
    const end = this.handles.indexOf(event.target);
    const isInside = event.target === this.window && span.to - span.from < width;
    this.strip.setPointerCapture(event.pointerId);
    if (end >= 0) this.handles[end].focus();
    let hasMoved = false;
    const move = (moved) => {
      const to = this.place(moved);
      hasMoved ||= Math.abs(to - from) > 2;
      if (!hasMoved) return;
      if (end >= 0) this.look(end === 0 ? { from: Math.min(span.from + to - from, span.to), to: span.to } : { from: span.from, to: Math.max(span.to + to - from, span.from) });
      else if (isInside) this.look({ from: span.from + to - from, to: span.to + to - from });
      else this.look({ from: Math.min(from, to), to: Math.max(from, to) });
    };
    const release = () => {
      for (const [name, act] of acts) this.strip.removeEventListener(name, act);
      const half = (span.to - span.from) / 2;
      if (!hasMoved && end < 0 && !isInside) this.look({ from: from - half, to: from + half });
    };
    const acts = [["pointermove", move], ["pointerup", release], ["pointercancel", release]];
    for (const [name, act] of acts) this.strip.addEventListener(name, act);
  }

  press(event, end) {
    const { from, to } = this.span;
    const forward = this.mirrored ? "ArrowLeft" : "ArrowRight";
    const backward = this.mirrored ? "ArrowRight" : "ArrowLeft";
    const fine = Math.max((to - from) / 20, 1e-9);
    const by = { [forward]: fine, ArrowUp: fine, [backward]: -fine, ArrowDown: -fine, PageUp: fine * 5, PageDown: -fine * 5, Home: -width, End: width }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const least = fine / 2;
    if (end === 0) this.look({ from: Math.min(from + by, to - least), to });
    else this.look({ from, to: Math.max(to + by, from + least) });
  }
}

export class Fingers {
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
