// The preview with a mistake in a file: it lies over the last good page as text, and goes when it is mended.
import assert from "node:assert/strict";
import test from "node:test";

import { event, preview } from "../harness/preview.mjs";

const first = "content/events/first.md";
const attack = "<img src=x onerror=\"window.hacked=1\">";

test("preview: a mistake lies over the last good page until it is mended", () => preview("events/first/", async (site, { page, isKept }) => {
  const errors = page.locator("dateline-preview .errors");
  assert.equal(await errors.isVisible(), false);
  site.replace(first, "title: First", `titel: '${attack}'`);
  await errors.waitFor({ state: "visible" });
  const text = await errors.textContent();
  assert.ok(text.includes(`titel: '${attack}'`), `the excerpt, as text: ${text}`);
  assert.ok(text.includes("did you mean `title`"), text);
  assert.equal(await errors.locator("img").count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await errors.getAttribute("role"), "alert");

  const link = errors.locator("a").first();
  assert.equal(await link.textContent(), `${first}:2:1`);
  assert.match(await link.getAttribute("href"), /^vscode:\/\/file\/.*\/content\/events\/first\.md:2:1$/u);
  assert.equal(await page.locator("h1").filter({ hasText: "First" }).count(), 1, "the last good page is below");

  site.replace(first, `titel: '${attack}'`, "title: Mended");
  await errors.waitFor({ state: "hidden" });
  await page.locator("h1").filter({ hasText: "Mended" }).waitFor();
  assert.ok(await isKept());
}));

test("preview: a page that is opened while a mistake stands shows it too", () => preview("events/second/", async (site, { page }) => {
  site.replace(first, "date: 2022-01-21", "date: 2022-13-41");
  const errors = page.locator("dateline-preview .errors");
  await errors.waitFor({ state: "visible" });
  await page.reload();
  await errors.waitFor({ state: "visible" });
  assert.ok((await errors.textContent()).includes("2022-13-41"));
  await errors.locator("button").click();
  assert.equal(await errors.isVisible(), false);
}));

test("preview: warnings are listed in the corner until they are mended", () => preview("events/first/", async (site, { page }) => {
  const corner = page.locator("dateline-preview .corner details");
  assert.equal(await corner.count(), 0);
  site.save("content/events/bare.md", event("Bare", "Nobody says so.", "[]"));
  await corner.waitFor();
  assert.equal(await corner.locator("summary").textContent(), "1 warning");
  assert.equal(await corner.locator("pre").isVisible(), false, "folded until it is asked for");
  await corner.locator("summary").click();
  assert.ok((await corner.locator("pre").textContent()).includes("content/events/bare.md"));
  assert.equal(await page.locator("dateline-preview .errors").isVisible(), false);
  site.save("content/events/bare.md", event("Bare", "Somebody says so."));
  await corner.waitFor({ state: "detached" });
}));
