// Point 13: every link and fragment lands, at the root of a host, below a path, and from a disk.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

import { address, inPage, route } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { serve } from "../harness/server.mjs";
import { both, site } from "../harness/sites.mjs";
import { survey } from "../harness/survey.mjs";

for (const { name } of [...both(), site("arabic"), site("empty"), site("single")]) {
  test(`${name}: every internal link and fragment lands`, async () => {
    const base = await address(name);
    const { files } = site(name);
    const all = await survey(name);
    const there = new Set(files.map((file) => new URL(route(file), base).href));
    const fragments = new Map(all.map(({ url, ids }) => [url, new Set(ids)]));
    let count = 0;
    for (const { path, links } of all) {
      for (const [, link] of links) {
        if (!link.startsWith(base)) {
          assert.ok(/^(https?|mailto):/u.test(link) && !link.startsWith(new URL("/", base).href), `${path}: ${link} leaves the site`);
          continue;
        }
        const [whole, fragment] = link.split("#");
        const page = whole.split("?")[0];
        assert.ok(there.has(page), `${path}: ${link}`);
        if (fragment) assert.ok(fragments.get(page)?.has(decodeURIComponent(fragment)), `${path}: ${link}`);
        count += 1;
      }
    }
    figure(13, name, `links that land, of ${count}`, count);
  });
}

test("an address of before leads to the page", async () => {
  const base = await address("chronicle");
  await inPage({}, async (page) => {
    await page.goto(`${base}old/budget/`);
    await page.waitForURL(/events\/ancient\//u);
    assert.equal(await page.locator("h1").textContent(), "The budget");
  });
});

test("the site works below a path", async () => {
  const { samples, folder } = site("flagship");
  const server = await serve(folder, "/a/sub-path/");
  try {
    await inPage({}, async (page) => {
      const faults = [];
      page.on("response", (response) => response.status() >= 400 && faults.push(response.url()));
      for (const [kind, file] of samples) {
        if (kind === "not-found") continue;
        await page.goto(server.base + route(file));
        await page.locator(".menu a, .nameplate a").first().click();
        await page.waitForLoadState();
        assert.deepEqual(faults, [], kind);
        assert.ok(page.url().startsWith(server.base) && await page.locator("h1").count() === 1, page.url());
      }
    });
    figure(13, "flagship", "pages that work below a path", samples.size - 1);
  } finally {
    server.close();
  }
});

test("the site works from a disk", async () => {
  const { samples, folder } = site("disk");
  await inPage({}, async (page) => {
    for (const [kind, file] of samples) {
      if (kind === "not-found") continue;
      await page.goto(pathToFileURL(join(folder, file)).href);
      assert.ok(await page.evaluate("document.styleSheets.length > 0 && getComputedStyle(document.body).fontFamily.length > 0"), kind);
      const links = await page.evaluate("[...document.querySelectorAll('a[href]')].map((link) => new URL(link.getAttribute('href'), location.href).href).filter((link) => link.startsWith('file:'))");
      for (const link of links) {
        const target = decodeURIComponent(new URL(link).pathname).slice(folder.length + 1);
        assert.ok(site("disk").files.includes(target), `${file}: ${link}`);
      }
    }
  });
  figure(13, "disk", "kinds of page whose links land from a disk", samples.size - 1);
});
