// What an editor would see at once: the newest of a large site at the head of the front page, nothing told twice, marks of
// citations at their words, typographic apostrophes, the way to search from an address that does not exist.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";

test("the front page of a large site begins with its newest events, and names every lead", async () => {
  await inPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    await page.goto(await address("chronicle"));
    const latest = page.locator(".latest li");
    assert.equal(await latest.count(), 5);
    assert.ok((await latest.first().boundingBox()).y < 900, "without scrolling");
    assert.match(await latest.first().textContent(), /December 2023/u);
    const listed = await page.locator(".chronology .entry h4 a").last().getAttribute("href");
    assert.equal(await latest.first().locator("a").getAttribute("href"), listed, "the last of the list is the first here");
    assert.equal(await page.locator(".lead-grid").first().locator(".lead").count(), 6);
    assert.ok(await page.locator(".lead-rest .lead").count() > 6);
    assert.ok(await page.locator(".lead-rest .entry-text").first().isHidden());
  });
  await inPage({}, async (page) => {
    await page.goto(await address("flagship"));
    assert.equal(await page.locator(".latest, .lead-rest").count(), 0, "a small site is told whole");
  });
});

test("years, companions and the way down a page stay beside a long list, and none of them is cut", async () => {
  const base = await address("chronicle");
  await inPage({ viewport: { width: 1440, height: 900 } }, async (page) => {
    for (const path of ["", "timeline/", "2022/", "actors/ada-albers/"]) {
      await page.goto(base + path);
      await page.evaluate("document.documentElement.style.scrollBehavior = 'auto', scrollTo(0, document.documentElement.scrollHeight / 2)");
      const [top, bottom, hidden] = await page.locator(".rail > :last-child").evaluate((last) => {
        const { top, bottom } = last.getBoundingClientRect();
        return [top, bottom, last.scrollHeight - last.clientHeight];
      });
      assert.ok(top >= 0 && bottom <= 900, `${path}: from ${top} to ${bottom}`);
      assert.equal(hidden, 0, `${path}: nothing is cut off`);
    }
  });
});

test("an event's page leads with its account, says when in words before EDTF, and leads to no event twice", async () => {
  await inPage({}, async (page) => {
    await page.goto(`${await address("flagship")}events/blinken-lavrov-geneva/`);
    const head = await page.locator(".event-head .event-date time").textContent();
    const facts = await page.locator(".event-facts").textContent();
    assert.ok(facts.includes(head) && facts.indexOf(head) < facts.indexOf("EDTF"), "plain words stand before EDTF");
    assert.ok(await page.evaluate(() => document.querySelector(".event-main").compareDocumentPosition(document.querySelector(".event-facts")) & 4));
    const linked = await page.locator(".event-links :is(.links, .steps) a").evaluateAll((links) => links.map((link) => link.href));
    assert.equal(new Set(linked).size, linked.length, "no event is linked twice beside the account");
    const foot = await page.locator("main > .neighbours a").evaluateAll((links) => links.map((link) => link.href));
    const steps = await page.locator(".steps a").evaluateAll((links) => links.map((link) => link.href));
    assert.ok(foot.length > 0 && steps.every((href) => !foot.includes(href)));
    const [relations, mentions] = await page.evaluate(() => {
      const blocks = [...document.querySelectorAll(".event-links .aside-block")].map((block) => [...block.querySelectorAll(".links a")].map((link) => link.href));
      return [blocks.slice(0, -1).flat(), blocks.at(-1)];
    });
    assert.ok(mentions.every((href) => !relations.includes(href)), "a relation is no mention besides");
  });
});

test("marks of citations stand at their words, and summaries have typographic apostrophes", async () => {
  await inPage({ viewport: { width: 360, height: 800 } }, async (page) => {
    const base = await address("flagship");
    await page.goto(`${base}events/blinken-lavrov-geneva/`);
    const before = await page.locator(".prose sup.cite").evaluateAll((marks) => marks.map((mark) => mark.previousSibling?.textContent ?? ""));
    assert.ok(before.length > 2 && before.every((text) => !/\s$/u.test(text)), JSON.stringify(before));
    await page.goto(base);
    const texts = (await page.locator(".entry-text").allTextContents()).join(" ");
    assert.ok(texts.includes("Russia’s") && !texts.includes("'"));
  });
});

test("no line of the way here begins with a stroke, and feeds have short names", async () => {
  await inPage({ viewport: { width: 360, height: 800 } }, async (page) => {
    await page.goto(`${await address("flagship")}events/blinken-lavrov-geneva/`);
    const strokes = await page.locator(".breadcrumbs li").evaluateAll((items) => items.map((item) => [getComputedStyle(item, "::before").content, getComputedStyle(item, "::after").content]));
    assert.ok(strokes.every(([before]) => before === "none") && strokes.slice(0, -1).every(([, after]) => after.includes("/")));
    const feeds = await page.locator(".colophon-links a[type]").allTextContents();
    assert.deepEqual(feeds, ["Atom", "JSON Feed", "Calendar"]);
  });
});

test("an address that does not exist leads to search", async () => {
  await inPage({ allowed: (error) => error.includes("404") }, async (page) => {
    await page.goto(`${await address("flagship")}nowhere/at/all/`);
    await page.locator("#q").fill("geneva");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\/\?q=geneva/u);
    await page.locator("#search-results li").first().waitFor();
  });
});
