// Draws what a view shows into the SVG of the build: the same shapes with the same classes, so that one style sheet serves both.

import { axis, written } from "./axis.js";
import { bars, row } from "./lanes.js";

const axisHeight = 58;
const axisLine = 50;
const titleRoom = 340;

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(element, attributes);
  element.append(...children);
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const text = typeof value === "number" ? String(Math.round(value * 10) / 10) : value;
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

function fit(group, name, things, attributes) {
  while (group.childElementCount > things.length) group.lastElementChild.remove();
  while (group.childElementCount < things.length) group.append(svg(name));
  things.forEach((thing, index) => set(group.children[index], attributes(thing)));
}

export class Drawing {
  constructor(canvas, model, root, mirrored) {
    Object.assign(this, { canvas, model, root, mirrored });
    this.face = faces(canvas);
    this.axis = svg("g", { "aria-hidden": "true" });
    [this.grid, this.seams, this.line, this.torn] = ["grid", "seam", "axis", "break-mark"].map((name) => svg("path", { class: `tp-${name}` }));
    [this.breaks, this.names] = [svg("g"), svg("g")];
    this.axis.append(this.grid, this.seams, this.breaks, this.line, this.torn, this.names);
    this.lanes = model.lanes.map((lane) => new LaneDrawing(lane, this));
    canvas.replaceChildren(...canvas.querySelectorAll("defs"), this.axis, ...this.lanes.map(({ group }) => group));
  }

  /** A point, or the left edge of what is so wide. */
  x(place, width = 0) {
    return this.mirrored ? this.view.width - place - width : place;
  }

  show(view, isAtRest) {
    this.view = view;
    const looks = this.model.lanes.map((lane) => lane.look(view, this.face));
    let top = axisHeight;
    this.lanes.forEach((lane, index) => {
      lane.show(looks[index], top, isAtRest);
      top += looks[index].lane.height;
    });
    this.units = new Set(looks.flatMap(({ bars: shown }) => shown?.columns.map(({ unit }) => unit.name) ?? []));
    this.showAxis(view, top);
    set(this.canvas, { width: view.width, height: top, viewBox: `0 0 ${view.width} ${top}` });
  }

  /** Gives lanes the rows that they need; what is at a height stays there. */
  settle(clientY, draw) {
    const box = ({ group }) => group.getBoundingClientRect();
    const held = this.lanes.findLast((lane) => clientY !== undefined && box(lane).top <= clientY);
    const before = held && box(held).top;
    for (const { lane } of this.lanes) lane.settle(this.view.scale);
    draw();
    if (held) scrollBy({ top: box(held).top - before, behavior: "instant" });
  }

  showAxis(view, height) {
    const laid = axis(this.model.scale, view, this.model.names, this.face.tick);
    const line = (top) => (x) => `M${Math.round(this.x(x))}.5 ${top}V${height}`;
    const place = (at) => (at - view.from) * view.scale;
    draw(this.grid, laid.ticks.map(line(axisLine)));
    draw(this.line, [`M0 ${axisLine}.5H${view.width}`]);
    const seen = this.model.scale.pieces.filter(({ left, right }) => left < view.to && right > view.from);
    const breaks = seen.filter(({ isBreak }) => isBreak);
    const seams = seen.filter((piece, index) => index > 0 && !piece.isBreak && !seen[index - 1].isBreak);
    this.has = { break: breaks.length, seam: seams.length };
    draw(this.seams, seams.map(({ left }) => place(left)).map(line(0)));
    const strokes = [...breaks.flatMap(({ left, right }) => [-4.5, 4.5].map((by) => place((left + right) / 2) + by)), ...seams.map(({ left }) => place(left))];
    draw(this.torn, strokes.map((x) => `M${Math.round(this.x(x) - 2.5)} ${axisLine + 6}l5 -12`));
    fit(this.breaks, "rect", breaks, ({ left, right }) => {
      const [from, to] = [Math.max(place(left), -9), Math.min(place(right), view.width + 9)];
      const inset = Math.min(8, (to - from) / 4);
      const width = to - from - 2 * inset;
      return { class: "tp-break", x: this.x(from + inset, width), y: 0, width, height };
    });
    const names = [...laid.wholes.map((name) => ({ ...name, class: "tp-whole", y: 18 })), ...laid.names.map((name) => ({ ...name, class: "tp-tick", y: 40 }))];
    fit(this.names, "text", names, ({ x, y, class: kind }) => ({ class: kind, x: this.x(x), y }));
    names.forEach(({ text }, index) => say(this.names.children[index], text));
  }
}

function draw(path, parts) {
  set(path, { d: parts.join("") || "M0 0" });
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function faces(canvas) {
  const family = (name) => getComputedStyle(canvas).getPropertyValue(name).trim() || "sans-serif";
  const sans = family("--sans");
  return { label: `14px ${sans}`, lead: `700 14px ${sans}`, tick: `700 13px ${sans}`, title: `700 16px ${family("--serif")}` };
}

class LaneDrawing {
  constructor(lane, drawing) {
    Object.assign(this, { lane, drawing });
    this.marks = new Map();
    [this.group, this.list, this.links] = [svg("g"), svg("g"), svg("g")];
    this.fill = svg("path", { class: "tp-fill" });
    if (lane.title) this.group.append(...this.head());
    this.group.append(this.links, this.fill, this.list);
  }

  head() {
    const { title, url, events } = this.lane;
    this.border = svg("path", { class: "tp-lane" });
    this.count = svg("tspan", { class: "tp-count" }, "\u00a0\u00a0", this.drawing.model.names.number(events.length));
    this.title = svg("text", { class: "tp-lane-title" }, title, this.count);
    if (!url) return [this.border, this.title];
    this.reach = svg("rect", { class: "tp-reach", height: 28 });
    return [this.border, svg("a", { class: "tp-lane-link", href: this.drawing.root + url }, this.reach, this.title)];
  }

  show(look, top, isAtRest) {
    const { drawing } = this;
    if (this.border) {
      draw(this.border, [`M0 ${top}.5H${drawing.view.width}`]);
      set(this.title, { x: drawing.x(0), y: top + 22 });
      if (this.reach) set(this.reach, { x: drawing.x(0, Math.min(look.headed, titleRoom)), y: top + 2, width: Math.min(look.headed, titleRoom) });
    }
    this.showMarks(look.marks ?? [], top + look.head);
    this.showBars(look.bars, top + look.lane.height - 10, isAtRest);
  }

  showMarks(marks, top) {
    const seen = new Set(marks.map(({ index }) => index));
    for (const [index, mark] of this.marks) {
      if (seen.has(index)) continue;
      mark.link.remove();
      this.marks.delete(index);
    }
    let next = this.list.firstElementChild;
    for (const mark of marks) {
      let drawn = this.marks.get(mark.index);
      if (!drawn) this.marks.set(mark.index, (drawn = this.mark(mark.index)));
      if (drawn.link === next) next = next.nextElementSibling;
      else this.list.insertBefore(drawn.link, next);
      this.place(drawn, mark, top + mark.row * row);
    }
  }

  mark(index) {
    const { all } = this.lane;
    const { statuses, names } = this.drawing.model;
    const [edge, status] = [all.edge[index], all.status[index]];
    const told = statuses[status] ? ` (${statuses[status]})` : "";
    const title = svg("title", {}, `${all.when[index]}${names.forms.colon}${all.title[index]}${told}`);
    const isSharp = edge === "exact" || edge === "range";
    const parts = { reach: svg("rect", { class: "tp-reach", height: 31 }), text: svg("text"), bar: svg("rect", { class: `tp-bar ${edge}`, height: 8, ...(isSharp ? {} : { fill: `url(#${edge})` }) }) };
    const link = svg("a", { class: `tp-mark${all.lead[index] ? " is-lead" : ""}`, "data-status": status, href: this.drawing.root + all.url[index] }, title, parts.reach, parts.text, parts.bar);
    return { link, ...parts };
  }

  place({ reach, text, bar }, mark, y) {
    const { drawing } = this;
    set(reach, { x: drawing.x(mark.from, mark.to - mark.from), y, width: mark.to - mark.from });
    set(text, { x: drawing.x(mark.ends ? mark.text + mark.room : mark.text), y: y + 15, "text-anchor": mark.ends ? "end" : "start" });
    say(text, mark.label);
    set(bar, { x: drawing.x(mark.x, mark.width), y: y + 20, width: mark.width, rx: mark.width < 12 && bar.classList.contains("exact") ? 4 : 1 });
  }

  /** Only at rest the periods are links. */
  showBars(found, foot, isAtRest) {
    const { drawing } = this;
    const shape = ({ x, width, height }) => `M${drawing.x(x, width).toFixed(1)} ${foot}v-${height.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}z`;
    draw(this.fill, found?.columns.map(shape) ?? []);
    const links = found && isAtRest ? found.periods() : [];
    this.links.replaceChildren(...links.map((one) => this.barLink(one, foot)));
  }

  barLink({ from: left, to: right, count, unit, period: { from, to } }, foot) {
    const { drawing } = this;
    const { model, root } = drawing;
    const told = unit.count > 1 ? `${model.names.whole(unit, from)}–${model.names.whole(unit, to - 1)}` : model.names.whole(unit, from);
    const name = `${told}${model.names.forms.colon}${model.names.number(count)}`;
    const isPage = unit.unit === "day" && model.days.has(from);
    const href = isPage ? `${root}${written(from).slice(0, -6).replaceAll(/(?<=\d)-/gu, "/")}/` : `#span=${written(from)}/${written(to)}`;
    const width = Math.max(right - left - 1, 2);
    return svg("a", { class: "tp-count-bar", href, "aria-label": name }, svg("title", {}, name),
      svg("rect", { class: "tp-reach", x: drawing.x(left, width), y: foot - bars, width, height: bars }));
  }
}

