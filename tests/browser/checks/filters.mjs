// Point 7 with a script: a list is filtered in place, over all its pages, with counts, in the address, and told.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

import { address, inPage } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";

const visible = (page) => page.locator(".chronology .entry:visible").count();
const status = (page) => page.locator("#filters-status").textContent();
const told = (page) => page.waitForFunction(() => document.querySelector("#filters-status").textContent !== "");
const events = (name) => JSON.parse(site(name).read("events.json")).events;

/** How many options a facet has besides “all”. */
const options = (page, name) => page.locator(`#filters-form [name=${name}] option`).count().then((count) => count - 1);

test("a choice shows its events of all pages, in order, and says how many", async () => {
  const base = await address("chronicle");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/page/2/`);
    assert.equal(await status(page), "");
    await page.locator("#filters summary").click();
    await page.waitForFunction(() => document.querySelector("#by-topics").options.length > 2);
    const option = page.locator("#by-topics option", { hasText: "Harbours" });
    const count = Number(/\((\d+)\)/u.exec(await option.textContent())[1]);
    await page.locator("#by-topics").selectOption("harbours");
    await told(page);
    assert.equal(await visible(page), count);
    assert.deepEqual((await status(page)).match(/[\d,]+/gu), [count, events("chronicle").length].map((number) => number.toLocaleString("en-GB")));
    assert.equal(new URL(page.url()).search, "?topics=harbours");
    const order = events("chronicle").map((event) => `e-${event.slug ?? event.id.split("/").filter(Boolean).pop()}`);
    const shown = await page.locator(".chronology .entry:visible h4").evaluateAll((heads) => heads.map((head) => head.id.replace(/-page-\d+$/u, "")));
    assert.deepEqual(shown, order.filter((id) => shown.includes(id)));
    assert.equal(await page.evaluate("new Set([...document.querySelectorAll('[id]')].map((one) => one.id)).size === document.querySelectorAll('[id]').length"), true);
    const link = page.locator(".chronology .entry:visible h4 a").last();
    assert.equal((await fetch(await link.evaluate((one) => one.href))).status, 200);
    const empty = await page.locator(".chronology .year:visible").evaluateAll((years) => years.filter((year) => ![...year.querySelectorAll(".entry")].some((entry) => entry.checkVisibility())).length);
    assert.equal(empty, 0, "no heading without events");
    figure(7, "chronicle, timeline", "events of one topic shown in place, of as many", count);
    await page.locator("#filters-form [type=reset]").click();
    await page.waitForFunction(() => document.querySelector("#filters-status").textContent === "");
    assert.equal(new URL(page.url()).search, "");
  });
});

test("choices add up, counts follow, and the address brings them back", async () => {
  const base = await address("flagship");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/`);
    await page.locator("#filters summary").click();
    await page.waitForFunction(() => document.querySelector("#by-actors").options.length > 2);
    const actors = await options(page, "actors");
    await page.locator("#by-places").selectOption("geneva");
    await told(page);
    const inGeneva = await visible(page);
    assert.ok(await options(page, "actors") < actors, "only the actors of Geneva are left");
    const [actor, count] = await page.locator("#by-actors option").evaluateAll((all) => {
      const counted = all.slice(1).map((option) => [option.value, Number(/\((\d+)\)$/u.exec(option.text)[1])]);
      return counted.sort(([, a], [, b]) => a - b)[0];
    });
    await page.locator("#by-actors").selectOption(actor);
    await page.waitForFunction((before) => [...document.querySelectorAll(".entry")].filter((one) => one.checkVisibility()).length < before, inGeneva);
    const both = await visible(page);
    assert.equal(both, count, "the count that the choice promised");
    const url = page.url();
    await page.goto("about:blank");
    await page.goto(url);
    await told(page);
    assert.equal(await visible(page), both);
    assert.equal(await page.locator("#by-places").inputValue(), "geneva");
    await page.keyboard.press("j");
    assert.ok(await page.evaluate("document.activeElement.checkVisibility() && document.activeElement.closest('.entry') !== null"), "j steps to what is shown");
  });
});

test("a larger place has the events of its parts", async () => {
  const base = await address("flagship");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/?places=geneva`);
    await told(page);
    const shown = await page.locator(".entry:visible a.dateline").allTextContents();
    assert.ok(shown.includes("Hotel President Wilson"), shown.join());
  });
});

test("a range of dates keeps every event that may lie in it", async () => {
  const base = await address("chronicle");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/?from=2015-03-01&to=2015-03-31`);
    await told(page);
    const march = await page.locator(".entry:visible").evaluateAll((entries) => entries.map((entry) => [entry.dataset.earliest ?? "", entry.dataset.latest ?? "9999"]));
    assert.ok(march.length > 0);
    for (const [earliest, latest] of march) assert.ok(earliest <= "2015-03-31" && latest >= "2015-03-01", `${earliest} – ${latest}`);
    await page.goto(`${base}timeline/?to=0001-01-01`);
    await told(page);
    assert.equal(await visible(page), 1, "the one event before our era");
  });
});

test("where other pages cannot be fetched, this one is filtered and says so", async () => {
  const { folder } = site("disk");
  await inPage({ allowed: (error) => /file:|Failed to load|CORS/u.test(error) }, async (page) => {
    await page.goto(pathToFileURL(join(folder, "timeline.html")).href);
    await page.locator("#filters summary").click();
    await page.waitForFunction(() => document.querySelector("#by-status").options.length > 1);
    await page.locator("#by-status").selectOption("reported");
    await told(page);
    assert.match(await status(page), /1.*5/u);
    assert.ok(await visible(page) > 0 && await visible(page) < 10);
  });
});

test("Tab reaches every filter", async () => {
  const base = await address("flagship");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/`);
    await page.locator("#filters summary").focus();
    await page.keyboard.press("Enter");
    const names = [];
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate("document.activeElement.form ? document.activeElement.name || document.activeElement.type : ''");
      if (!name) break;
      names.push(name);
    }
    const expected = await page.evaluate("[...document.querySelector('#filters-form').elements].map((one) => one.name || one.type)");
    assert.deepEqual([...new Set(names)], expected);
  });
});
