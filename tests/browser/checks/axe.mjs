// Point 4: axe finds nothing, light and dark, at three widths; the focus shows, is not covered, and targets are large enough.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";

import { address, inPage, route } from "../harness/browser.mjs";
import { cell, figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** The looks: every width and scheme; the wide dark one and the narrow light one stand for the rest on the large site. */
const looks = [360, 768, 1440].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));
const twoLooks = looks.filter(({ width, colorScheme }) => (width === 360) === (colorScheme === "light") && width !== 768);

function told(violations) {
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 3).map((node) => `  ${node.html.slice(0, 200)}\n  ${node.failureSummary}`).join("\n")}`).join("\n");
}

for (const [name, shown] of [["flagship", looks], ["chronicle", twoLooks], ["arabic", twoLooks], ["empty", twoLooks.slice(0, 1)], ["single", twoLooks.slice(0, 1)]]) {
  for (const [kind, file] of site(name).samples) {
    test(`${name}, ${kind}: axe finds nothing`, async () => {
      let count = 0;
      const base = await address(name);
      // axe is put in from outside, which the policy of the page itself would refuse.
      await inPage({ bypassCSP: true }, async (page) => {
        await page.goto(base + route(file));
        await page.evaluate(axe);
        for (const { width, colorScheme } of shown) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), tags);
          count += violations.length;
          assert.equal(violations.length, 0, `${width} px, ${colorScheme}\n${told(violations)}`);
        }
      });
      cell(name, kind, "axe", count);
      cell(name, kind, "looks", shown.map(({ width, colorScheme }) => `${width}${colorScheme[0]}`).join(" "));
      figure(4, `${name}, ${kind}`, `violations in ${shown.length} looks`, count, 0);
    });
  }
}

/** Runs in the browser: the relative luminance of a computed colour (WCAG 2.2, “relative luminance”). */
const focusMarks = () => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const part = (byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const style = getComputedStyle(document.activeElement);
  const [ring, ground] = [luminance(style.outlineColor), luminance(getComputedStyle(document.body).backgroundColor)];
  const box = document.activeElement.getBoundingClientRect();
  const inline = getComputedStyle(document.activeElement).display === "inline";
  const middle = document.elementFromPoint(Math.min(box.left + 3, innerWidth - 1), box.top + Math.min(box.height / 2, 12));
  const reached = document.activeElement.contains(middle) || middle?.contains(document.activeElement) || inline;
  return {
    element: document.activeElement.outerHTML.slice(0, 120),
    atBody: document.activeElement === document.body,
    width: style.outlineStyle === "none" ? 0 : Number.parseFloat(style.outlineWidth),
    contrast: (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05),
    visible: box.bottom > 0 && box.top < innerHeight,
    uncovered: Boolean(reached),
  };
};

for (const colorScheme of ["light", "dark"]) {
  test(`the focus ring is thick, has contrast and is not covered, ${colorScheme}`, async () => {
    const base = await address("chronicle");
    let [least, thinnest, steps] = [99, 99, 0];
    for (const file of ["timeline/index.html", site("chronicle").samples.get("event"), "index.html"]) {
      await inPage({ colorScheme, viewport: { width: 768, height: 600 } }, async (page) => {
        await page.goto(base + route(file));
        for (let step = 0; step < 60; step += 1) {
          await page.keyboard.press("Tab");
          const mark = await page.evaluate(focusMarks);
          if (mark.atBody) break;
          assert.ok(mark.width >= 2 && mark.contrast >= 3 && mark.visible && mark.uncovered, `${file}: ${JSON.stringify(mark)}`);
          [least, thinnest, steps] = [Math.min(least, mark.contrast), Math.min(thinnest, mark.width), steps + 1];
        }
      });
    }
    figure(4, `chronicle, ${colorScheme}`, `contrast of the focus ring over ${steps} stops`, least, "≥ 3");
    figure(4, `chronicle, ${colorScheme}`, "width of the focus ring in px", thinnest, "≥ 2");
  });
}
