// Point 6, second half: reduced motion, forced colours, and a site that is written from right to left.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage, route } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";

test("with reduced motion no animation runs", async () => {
  const base = await address("flagship");
  let running = 0;
  await inPage({ reducedMotion: "reduce" }, async (page) => {
    for (const file of site("flagship").samples.values()) {
      await page.goto(base + route(file));
      await page.mouse.move(300, 300);
      running += await page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length");
      assert.equal(await page.evaluate("getComputedStyle(document.documentElement).scrollBehavior"), "auto");
    }
  });
  figure(6, "flagship", "animations that run with reduced motion", running, 0);
  assert.equal(running, 0);
});

test("with forced colours focus and borders stay", async () => {
  const base = await address("flagship");
  await inPage({ forcedColors: "active" }, async (page) => {
    await page.goto(`${base}timeline/`);
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press("Tab");
      const ring = await page.evaluate("(() => { const style = getComputedStyle(document.activeElement); return [style.outlineStyle, parseFloat(style.outlineWidth)] })()");
      assert.ok(ring[0] !== "none" && ring[1] >= 2, `stop ${step}: ${ring}`);
    }
    const mark = await page.evaluate("(() => { const mark = getComputedStyle(document.querySelector('.entry:not(.soft, .range, .open-start, .open-end)'), '::before'); return [mark.borderTopStyle, mark.borderTopColor, mark.backgroundColor] })()");
    assert.equal(mark[0], "solid");
    assert.notEqual(mark[1], await page.evaluate("getComputedStyle(document.body).backgroundColor"));
  });
});

test("an Arabic site runs from right to left", async () => {
  const base = await address("arabic");
  await inPage({}, async (page) => {
    for (const [kind, file] of site("arabic").samples) {
      await page.goto(base + route(file));
      assert.equal(await page.evaluate("document.documentElement.dir"), "rtl", kind);
      assert.equal(await page.evaluate("document.documentElement.lang"), "ar", kind);
      const [left, right] = await page.evaluate("(() => { const text = new Range(); text.selectNodeContents(document.querySelector('h1')); const { left, right } = text.getBoundingClientRect(); return [left, innerWidth - right] })()");
      assert.ok(right < left, `${kind}: the headline begins at the right`);
    }
    await page.goto(`${base}timeline/`);
    const [date, text] = await page.evaluate("['.entry-date', '.entry h4'].map((part) => document.querySelector(part).getBoundingClientRect().left)");
    assert.ok(date > text, "the dates stand at the right of the headlines");
  });
});

test("the style sheet has logical properties only", () => {
  const sheet = site("flagship").read("assets/style.css").replace(/\/\*[\s\S]*?\*\//gu, "");
  const physical = sheet.match(/(?<![\w-])((margin|padding|border)-(left|right|top|bottom)|left|right|top|bottom|(min-|max-)?(width|height))\s*:(?![^(){}]*\))/gu) ?? [];
  const turned = sheet.match(/(text-align|float|clear)\s*:\s*(left|right)/gu) ?? [];
  figure(6, "style.css", "physical properties", physical.length + turned.length, 0);
  assert.deepEqual([...physical, ...turned], []);
});
