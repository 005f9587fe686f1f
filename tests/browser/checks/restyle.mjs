// Point 6 and the theme's promise: ten lines of CSS give a site another face, and one file replaces one component.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";
import { restyling } from "../fixture.mjs";
import { site } from "../harness/sites.mjs";

/** Runs in the browser: the face of a page. */
const face = () => {
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  return {
    paper: style("body").backgroundColor,
    ink: style("body").color,
    text: style("body").fontFamily,
    nameplate: style(".nameplate").fontFamily,
    rule: style(".entry").borderInlineStartWidth,
    measure: style(".standfirst").maxInlineSize,
  };
};

test("ten lines of CSS give the site another face, light and dark", async () => {
  assert.ok(restyling.get("static/custom.css").trim().split("\n").length <= 10);
  for (const colorScheme of ["light", "dark"]) {
    const faces = [];
    for (const name of ["flagship", "restyled"]) {
      const base = await address(name);
      faces.push(await inPage({ colorScheme }, async (page) => {
        await page.goto(base);
        return page.evaluate(face);
      }));
    }
    const [own, other] = faces;
    for (const key of Object.keys(own)) assert.notEqual(other[key], own[key], `${colorScheme}: ${key}`);
    assert.equal(other.paper, colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(13, 20, 32)");
    assert.match(other.nameplate, /^Verdana/u);
  }
});

test("a template of the site's own replaces one component and nothing else", () => {
  const [own, other] = [site("flagship").read("index.html"), site("restyled").read("index.html")];
  const count = (text, part) => text.split(part).length - 1;
  assert.equal(count(other, 'class="lead is-card"'), count(own, '<article class="lead'));
  assert.ok(count(other, 'class="lead is-card"') > 0 && count(own, "is-card") === 0);
  const rows = (text) => text.match(/<article class="entry[^]*?<\/article>/gu);
  assert.deepEqual(rows(other), rows(own));
});
