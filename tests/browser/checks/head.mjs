// Point 1, second half: each document says in its head what it is, where it stands, and which feeds it has.
import assert from "node:assert/strict";
import test from "node:test";

import { figure } from "../harness/figures.mjs";
import { address } from "../harness/browser.mjs";
import { survey } from "../harness/survey.mjs";

const bases = { flagship: "https://dateline.example/", chronicle: "https://chronicle.example/" };
const pages = async (name) => (await survey(name)).filter(({ apart }) => !apart);

function repeated(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([value, count]) => `${count} × ${value}`);
}

for (const name of Object.keys(bases)) {
  test(`${name}: titles and descriptions are there and unique`, async () => {
    const all = await pages(name);
    for (const { path, lang, title, description } of all) {
      assert.ok(lang && title && description, path);
    }
    for (const field of ["title", "description"]) {
      const twice = repeated(all.map((page) => page[field]));
      figure(1, name, `${field}s that are not unique, of ${all.length}`, twice.length, 0);
      assert.deepEqual(twice.slice(0, 10), []);
    }
  });

  test(`${name}: canonical addresses and shares`, async () => {
    const root = await address(name);
    const found = (await survey(name)).find(({ kind }) => kind === "not-found");
    assert.equal(found.robots, "noindex");
    for (const page of await pages(name)) {
      if (page.kind === "not-found") continue;
      assert.equal(page.canonical, page.url.replace(root, bases[name]), page.path);
      assert.equal(page.shares["og:url"], page.canonical, page.path);
      for (const key of ["og:title", "og:description", "og:site_name", "og:type"]) assert.ok(page.shares[key], `${page.path}: ${key}`);
    }
  });

  test(`${name}: every page names the feeds, and they are there`, async () => {
    const formats = ["application/atom+xml", "application/feed+json", "text/calendar"];
    const asked = new Set();
    for (const page of await pages(name)) {
      const types = new Set(page.feeds.map(([type]) => type));
      for (const type of formats) assert.ok(types.has(type), `${page.path}: ${type}`);
      // A page that can be embedded also names its oEmbed document, by the address that the site is published at.
      for (const [type, url] of page.feeds) if (formats.includes(type)) asked.add(url);
    }
    for (const url of asked) assert.equal((await fetch(url)).status, 200, url);
    figure(1, name, "feeds that are named and there", asked.size);
  });
}
