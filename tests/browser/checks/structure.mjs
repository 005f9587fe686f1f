// Point 2 and 3: headings and landmarks, the skip link, lists of articles in the order of their dates, honest `time` elements.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";
import { survey } from "../harness/survey.mjs";

const names = ["flagship", "chronicle", "arabic", "empty", "single"];

/** HTML's forms of a date (HTML Standard, 4.5.14): a year of four digits, a month, a day, a local or a zoned time. */
const valid = /^\d{4,}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?$/u;

for (const name of names) {
  test(`${name}: one h1, no skipped level, one main, named navs, identifiers once`, async () => {
    const all = await survey(name);
    for (const page of all) {
      const { path, levels } = page;
      assert.equal(levels.filter((level) => level === 1).length, 1, `${path}: h1`);
      const outline = page.kind === "front" ? [1, ...levels.slice(levels.indexOf(1) + 1)] : levels;
      outline.forEach((level, index) => assert.ok(index === 0 || level <= outline[index - 1] + 1, `${path}: h${outline[index - 1]} then h${level}`));
      assert.equal(page.mains, 1, `${path}: main`);
      assert.equal(page.unnamedNavs, 0, `${path}: nav without a name`);
      assert.equal(new Set(page.ids).size, page.ids.length, `${path}: an identifier twice`);
      if (!page.apart) assert.equal(page.firstLink, "#main", `${path}: the skip link comes first`);
    }
    figure(2, name, "documents with a sound outline", all.length);
  });

  test(`${name}: timelines are lists of articles with headings`, async () => {
    for (const page of await survey(name)) {
      assert.equal(page.lists, 0, `${page.path}: lists that are not of articles`);
      assert.equal(page.unnamedArticles, 0, `${page.path}: articles without a heading`);
    }
  });

  test(`${name}: time elements have values that HTML knows`, async () => {
    let count = 0;
    for (const page of await survey(name)) {
      for (const [value, words] of page.times) {
        assert.match(value, valid, `${page.path}: ${words}`);
        count += 1;
      }
    }
    figure(3, name, "time elements, all valid", count);
  });
}

test("the order of a list is the order of the dates", async () => {
  const ordered = JSON.parse(site("chronicle").read("events.json")).events;
  const place = new Map(ordered.map((event, index) => [`e-${event.slug ?? event.id.split("/").filter(Boolean).pop()}`, index]));
  for (const page of await survey("chronicle")) {
    page.entries.forEach((id, index) => {
      assert.ok(place.has(id), `${page.path}: ${id}`);
      if (index) assert.ok(place.get(page.entries[index - 1]) < place.get(id), `${page.path}: ${id} stands too late`);
    });
  }
});

test("inexact dates have no time element and no words that say more", async () => {
  const events = JSON.parse(site("chronicle").read("events.json")).events;
  const pages = new Map((await survey("chronicle")).map((page) => [page.path, page]));
  let checked = 0;
  for (const event of events) {
    const written = event.date.edtf ?? event.date;
    const page = pages.get(`events/${event.slug ?? event.id.split("/").filter(Boolean).pop()}/`);
    if (!/[~?%[{/]|^-/u.test(written)) continue;
    const head = page.times.filter(([value]) => value === written);
    assert.equal(head.length, 0, `${page.path}: ${written}`);
    checked += 1;
  }
  figure(3, "chronicle", "inexact dates without a time element", checked);
});

test("the skip link comes first by Tab and moves the focus", async () => {
  const base = await address("flagship");
  await inPage({}, async (page) => {
    for (const file of site("flagship").samples.values()) {
      await page.goto(base + file);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate("document.activeElement.className"), "skip", file);
      assert.ok(await page.evaluate("document.activeElement.getBoundingClientRect().top >= 0"), `${file}: the skip link shows`);
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate("document.activeElement.id"), "main", file);
    }
  });
});
