// Point 6, first half: nothing scrolls sideways at 320 px, which is what 400 % of 1280 px leaves; wider spacing clips nothing.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage, route } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";

/** The text spacing of WCAG 2.2, 1.4.12. */
const spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }";

/** Runs in the browser: the elements whose text is cut off, and the width that the page needs. */
const state = () => {
  const hidden = (element) => element.closest(".vh, .skip, dialog, .quiet-month, .quiet-year") || getComputedStyle(element).clipPath !== "none";
  const cut = [...document.querySelectorAll("body *")].filter((element) => {
    const style = getComputedStyle(element);
    const cuts = [style.overflowX, style.overflowY].some((overflow) => overflow === "hidden" || overflow === "clip");
    return cuts && !hidden(element) && element.textContent.trim() && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  });
  return { width: document.documentElement.scrollWidth, cut: cut.map((element) => element.outerHTML.slice(0, 120)) };
};

for (const name of ["flagship", "chronicle", "arabic"]) {
  test(`${name}: no sideways scroll at 320 px, and wider spacing clips nothing`, async () => {
    const base = await address(name);
    let widest = 0;
    await inPage({ viewport: { width: 320, height: 256 }, bypassCSP: true }, async (page) => {
      for (const [kind, file] of site(name).samples) {
        await page.goto(base + route(file));
        const plain = await page.evaluate(state);
        assert.ok(plain.width <= 320, `${kind}: ${plain.width} px`);
        await page.addStyleTag({ content: spacing });
        const spaced = await page.evaluate(state);
        assert.ok(spaced.width <= 320, `${kind} with wider spacing: ${spaced.width} px`);
        assert.deepEqual(spaced.cut, [], kind);
        widest = Math.max(widest, plain.width, spaced.width);
      }
    });
    figure(6, name, `widest page of ${site(name).samples.size} in px, at 320`, widest, "≤ 320");
  });
}
