// The preview with a page open: what changed shows, and nothing else of the page is lost.
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { event, long, preview } from "../harness/preview.mjs";

const first = "content/events/first.md";
const shows = (page, text) => page.waitForFunction((text) => document.body.textContent.includes(text), text);
const paper = () => getComputedStyle(document.body).backgroundColor;

/** Scrolls a page down, and gives a look at where it is. */
async function scrolled(page) {
  await page.evaluate(() => scrollTo({ top: 900, behavior: "instant" }));
  assert.equal(await page.evaluate(() => scrollY), 900);
  return () => page.evaluate(() => scrollY);
}

test("preview: a style sheet is exchanged where it stands", () => preview("events/first/", async (site, { page, asked, isKept, times }) => {
  const place = await scrolled(page);
  assert.equal(await page.evaluate(paper), "rgb(1, 2, 3)");
  for (const colour of ["rgb(4, 5, 6)", "rgb(7, 8, 9)"]) {
    site.save("static/custom.css", `body { background: ${colour} }\n`);
    await page.waitForFunction((colour) => getComputedStyle(document.body).backgroundColor === colour, colour);
    await page.waitForFunction(() => document.querySelectorAll("link[href*='custom.css']").length === 1);
  }
  assert.ok(await isKept(), "the page was not loaded again");
  assert.equal(await place(), 900);
  assert.equal(times("custom.css"), 2);
  assert.deepEqual(asked.filter((path) => path !== "/custom.css"), [], "nothing else was asked for");
}));

test("preview: an edit shows in the open page, which keeps its place and its style sheets", () => preview("events/first/", async (site, { page, asked, isKept }) => {
  const place = await scrolled(page);
  site.replace(first, "The first text.", "Another text.");
  await shows(page, "Another text.");
  site.replace(first, "title: First", "title: Retitled");
  await shows(page, "Retitled");
  assert.match(await page.title(), /Retitled/u);
  assert.ok(await isKept(), "the page was not loaded again");
  assert.equal(await place(), 900);
  assert.deepEqual(asked.filter((path) => path.endsWith(".css")), []);
}));

test("preview: where the page has to be loaded again, it keeps its place", () => preview("events/first/", async (site, { page, isKept }) => {
  const place = await scrolled(page);
  // As a script of the site's own might: what it made would be lost or stand beside what is new.
  await page.evaluate(() => document.querySelector("main").append("made by a script"));
  site.replace(first, "The first text.", "Another text.");
  await shows(page, "Another text.");
  await page.waitForFunction(() => document.readyState === "complete" && scrollY > 0);
  assert.equal(await isKept(), false);
  assert.ok(Math.abs(await place() - 900) <= 2, `at ${await place()}`);
}));

test("preview: a page whose bytes stay the same is left alone", () => preview("events/second/", async (site, { asked, isKept }, context) => {
  const other = await context.newPage();
  await site.open(other, "events/first/", async ({ page }) => {
    site.replace(first, "The first text.", "Another text.");
    await shows(page, "Another text.");
  });
  // The other page heard of the same revision at the same time.
  await pause(500);
  assert.deepEqual(asked, []);
  assert.ok(await isKept());
}));

test("preview: a thousand changes at once are one change of the page", () => preview("2022/", async (site, { page, ways }) => {
  for (let n = 0; n < 1000; n += 1) site.write(`content/events/n${n}.md`, event(`Event ${n}`, "One of many."));
  await shows(page, "Event 1");
  // Longer than changes are gathered: a second one would have come.
  await pause(2500);
  // It is asked for once; so many events bring the script of the filters along, for which the page is loaded again.
  assert.deepEqual(ways, ["fetch /2022/", "document /2022/"]);
}));

test("preview: a new event shows where a page was missing", () => preview("events/third/", async (site, { page }) => {
  site.save("content/events/third.md", event("Third", long("It is there now.")));
  await shows(page, "It is there now.");
}, { allowed: (error) => error.includes("404") }));
