// Point 7: without JavaScript every event, list and archive is there, and each filter is a page.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage, route } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";
import { survey } from "../harness/survey.mjs";

for (const name of ["flagship", "chronicle"]) {
  test(`${name}: links alone lead from the front page to every page`, async () => {
    const pages = new Map((await survey(name)).map((page) => [page.url, page]));
    const base = await address(name);
    const reached = new Set([base]);
    for (const url of reached) {
      for (const [tag, target] of pages.get(url)?.links ?? []) {
        const page = target.split("#")[0];
        if (tag === "A" && pages.has(page)) reached.add(page);
      }
    }
    const missed = [...pages.values()].filter(({ apart, kind, url }) => !reached.has(url) && !apart && kind !== "not-found");
    figure(7, name, `pages that links reach, of ${pages.size}`, reached.size);
    assert.deepEqual(missed.map(({ path }) => path).slice(0, 10), []);
  });

  test(`${name}: a list shows all its events over its pages`, async () => {
    const entries = (await survey(name)).filter(({ path }) => path.startsWith("timeline/") && !path.startsWith("timeline/by")).flatMap((page) => page.entries);
    const events = site(name).documents.filter((file) => file.startsWith("events/")).length;
    assert.equal(new Set(entries).size, events);
    assert.equal(entries.length, events);
  });
}

test("nothing that needs a script shows without one", async () => {
  const base = await address("flagship");
  await inPage({ javaScriptEnabled: false }, async (page) => {
    for (const [kind, file] of site("flagship").samples) {
      await page.goto(base + route(file));
      for (const part of await page.locator(".needs-script").all()) assert.ok(await part.isHidden(), kind);
      assert.ok(await page.locator("main").isVisible(), kind);
      if (kind === "search") assert.ok(await page.locator("main ul a").first().isVisible(), "the search page leads to the lists");
    }
  });
});
