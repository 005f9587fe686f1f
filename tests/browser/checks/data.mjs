// Points 11 and 12: the Schema.org data says what the page says; feeds and sitemap are sound, and hold what they should.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { both, site } from "../harness/sites.mjs";
import { survey } from "../harness/survey.mjs";

const things = (data) => data.flatMap((text) => {
  const parsed = JSON.parse(text);
  return parsed["@graph"] ?? (Array.isArray(parsed) ? parsed : [parsed]);
});
const isOf = (thing, ...types) => [thing["@type"]].flat().some((type) => types.includes(type));

for (const { name } of both()) {
  test(`${name}: the data in a page says what the page says`, async () => {
    let read = 0;
    for (const page of await survey(name)) {
      if (page.apart || page.kind === "not-found") continue;
      const said = things(page.data);
      read += said.length;
      if (page.kind === "event") {
        const event = said.find((thing) => isOf(thing, "NewsArticle", "Article", "Event"));
        assert.ok(event, page.path);
        assert.equal(event.headline ?? event.name, page.headline, page.path);
      }
      const crumbs = said.find((thing) => isOf(thing, "BreadcrumbList"));
      if (crumbs && page.crumbs.length) {
        const names = crumbs.itemListElement.map((step) => step.name ?? step.item?.name);
        for (const crumb of page.crumbs.slice(1)) assert.ok(names.includes(crumb), `${page.path}: ${crumb} in ${names}`);
      }
      const list = said.find((thing) => isOf(thing, "ItemList"));
      if (list && page.entries.length) assert.ok(list.itemListElement.length <= page.entries.length || page.kind === "front", page.path);
    }
    figure(11, name, "things of Schema.org that were read", read);
    assert.ok(read > 0);
  });

  test(`${name}: the sitemap holds exactly the pages`, async () => {
    const base = await address(name);
    const listed = await inPage({}, async (page) => {
      await page.goto(base);
      return page.evaluate(async (root) => {
        const parse = async (file) => {
          const document = new DOMParser().parseFromString(await (await fetch(root + file)).text(), "application/xml");
          if (document.querySelector("parsererror")) throw new Error(`${file}: not XML`);
          return document;
        };
        const first = await parse("sitemap.xml");
        const parts = [...first.querySelectorAll("sitemap > loc")].map((part) => new URL(part.textContent).pathname.split("/").pop());
        const documents = parts.length ? await Promise.all(parts.map(parse)) : [first];
        return documents.flatMap((document) => [...document.querySelectorAll("url > loc")].map((place) => place.textContent));
      }, base);
    });
    const pages = (await survey(name)).filter(({ apart, kind }) => !apart && kind !== "not-found").map(({ canonical }) => canonical);
    figure(12, name, "addresses in the sitemap, all pages", listed.length, pages.length);
    assert.deepEqual([...listed].sort(), [...pages].sort());
  });

  test(`${name}: feeds are sound and their identifiers unique`, async () => {
    const base = await address(name);
    const atom = await inPage({}, async (page) => {
      await page.goto(base);
      return page.evaluate(async (url) => {
        const document = new DOMParser().parseFromString(await (await fetch(url)).text(), "application/xml");
        if (document.querySelector("parsererror")) throw new Error("not XML");
        return [...document.querySelectorAll("entry > id")].map((id) => id.textContent);
      }, `${base}atom.xml`);
    });
    const json = JSON.parse(site(name).read("feed.json")).items.map((item) => item.id);
    assert.ok(atom.length > 0 && new Set(atom).size === atom.length && new Set(json).size === json.length);
    assert.equal(atom.length, json.length);
    figure(12, name, "entries of the Atom and the JSON feed", atom.length);
  });
}

test("a second build gives the same bytes", () => {
  const folder = site("flagship").folder;
  const digest = () => execFileSync("sh", ["-c", `cd "${folder}" && find . -type f ! -name '.dateline*' | LC_ALL=C sort | xargs cat | cksum`]).toString();
  const before = digest();
  site("flagship").again();
  assert.equal(digest(), before);
});
