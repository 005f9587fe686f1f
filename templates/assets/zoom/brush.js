// The strip below the drawing, on which a span is chosen: by drawing over it, by moving the window or its two ends, or by
// keys at either end. It says where the view is; the view says what the strip shows.

import { width } from "./scale.js";

export class Brush {
  /** `look` is told each span that is chosen, as two places on the drawing that was made at build. */
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
      if (end >= 0) this.look(end === 0 ? { from: Math.min(to, span.to), to: span.to } : { from: span.from, to: Math.max(to, span.from) });
      else if (isInside) this.look({ from: span.from + to - from, to: span.to + to - from });
      else this.look({ from: Math.min(from, to), to: Math.max(from, to) });
    };
    const release = () => {
      for (const [name, act] of acts) this.strip.removeEventListener(name, act);
      // A press without a move brings the window there.
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
