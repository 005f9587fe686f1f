// Point 5: every control is reached by Tab in the order in which it is read, nothing traps the focus, and back restores the place.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage, route } from "../harness/browser.mjs";
import { cell, figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";

/** Runs in the browser: which of the page's controls has the focus, by its place in the document; -1 for none. */
const focused = () => {
  const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  return controls.filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.disabled).indexOf(document.activeElement);
};
const controls = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true }) && !control.disabled).length;

for (const [kind, file] of site("flagship").samples) {
  test(`flagship, ${kind}: Tab reaches every control once, in order, and leaves the page`, async () => {
    const base = await address("flagship");
    await inPage({ allowed: (error) => error.includes("404") && kind === "not-found" }, async (page) => {
      await page.goto(base + route(file));
      // The focus makes a script draw the timeline anew, with other links: they are counted once it has.
      if (await page.locator("[data-marks]").count()) {
        await page.locator("[data-marks]").dispatchEvent("pointerenter");
        await page.waitForSelector(".is-live");
      }
      const count = await page.evaluate(controls);
      const seen = [];
      for (let step = 0; step <= count; step += 1) {
        await page.keyboard.press("Tab");
        const here = await page.evaluate(focused);
        if (here < 0) break;
        seen.push(here);
      }
      const inOrder = Array.from({ length: count }, (_, index) => index);
      assert.deepEqual(seen, inOrder);
      cell("flagship", kind, "controls", count);
      figure(5, `flagship, ${kind}`, "controls reached by Tab, of as many", count);
    });
  });
}

test("timeline, event, actor and back restore the place", async () => {
  const base = await address("chronicle");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/`);
    const headline = page.locator(".entry h4 a").nth(40);
    await headline.focus();
    const place = await page.evaluate("scrollY");
    assert.ok(place > 1000, "the page was scrolled to the headline");
    await page.keyboard.press("Enter");
    await page.waitForURL(/events\//u);
    await page.locator("a[href*='actors/']:not(.menu a)").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/actors\//u);
    await page.goBack();
    await page.waitForURL(/events\//u);
    await page.goBack();
    await page.waitForURL(/timeline\//u);
    await page.waitForFunction((wanted) => Math.abs(scrollY - wanted) < 50, place);
    figure(5, "chronicle", "px between the place left and the place restored", Math.abs(place - await page.evaluate("scrollY")), "< 50");
  });
});

test("j and k step through headlines and to neighbours; ? shows the keys; Escape closes; they can be turned off", async () => {
  const base = await address("flagship");
  const here = (page) => page.evaluate("document.activeElement.closest('article')?.querySelector('h4')?.id");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/`);
    const ids = await page.evaluate("[...document.querySelectorAll('.entry h4')].map((one) => one.id)");
    await page.keyboard.press("j");
    assert.equal(await here(page), ids[0]);
    await page.keyboard.press("j");
    assert.equal(await here(page), ids[1]);
    await page.keyboard.press("k");
    assert.equal(await here(page), ids[0]);
    await page.keyboard.press("?");
    assert.ok(await page.locator("#keys").isVisible());
    await page.locator("#keys-on").uncheck();
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#keys").isHidden());
    await page.keyboard.press("j");
    assert.equal(await here(page), ids[0], "single keys are off (WCAG 2.2, 2.1.4)");
    await page.goto(base + route("events/deputy-talks/index.html"));
    await page.locator("footer [data-opens=keys]").click();
    await page.locator("#keys-on").check();
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.waitForURL((url) => !url.pathname.includes("deputy-talks"));
  });
});
