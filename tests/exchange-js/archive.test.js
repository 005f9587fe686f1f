// What `dateline export zip` writes, unpacked and opened from the disk in a browser: no server, search included.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { chromium } from "playwright-core";
import { exported, site } from "./site.js";

const folder = mkdtempSync(join(tmpdir(), "dateline-archive-"));
const files = unzipSync(new Uint8Array(exported(site(), "zip")));
for (const [path, bytes] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
const opened = (path) => pathToFileURL(join(folder, "test", path)).href;

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page from the disk; what it logs as an error fails, and so does whatever it asks another place for. */
async function open(path, run) {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (fault) => faults.push(String(fault)));
  page.on("request", (request) => /^(file|data|blob):/u.test(request.url()) || faults.push(request.url()));
  await page.goto(opened(path));
  await run(page);
  assert.deepEqual(faults, [], path);
  await page.close();
}

test("the archive is one folder, and the same content gives the same bytes", () => {
  assert.deepEqual([...new Set(Object.keys(files).map((path) => path.split("/")[0]))], ["test"]);
  assert.ok(files["test/index.html"] && files["test/events/a.html"]);
  assert.deepEqual(exported(site(), "zip"), exported(site(), "zip"));
});

test("every page opens from a disk with its style, and every link of it lands", async () => {
  const pages = Object.keys(files).filter((path) => path.endsWith(".html")).map((path) => path.slice("test/".length));
  assert.ok(pages.length > 20, `${pages.length} pages`);
  await open("index.html", async (page) => {
    for (const path of pages.filter((path) => path !== "404.html")) {
      await page.goto(opened(path));
      const [sheets, links] = await page.evaluate(() => [
        document.styleSheets.length,
        [...document.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), location.href).href.split(/[?#]/u)[0]),
      ]);
      assert.ok(sheets > 0, path);
      for (const link of links.filter((link) => link.startsWith("file:"))) assert.ok(existsSync(fileURLToPath(link)), `${path}: ${link}`);
    }
  });
});

test("the search finds an event, and its result opens", async () => {
  await open("search.html", async (page) => {
    await page.locator("#q").fill("siege");
    const result = page.locator("#search-results li h2 a").first();
    await result.waitFor({ timeout: 10_000 });
    assert.match(await result.textContent(), /A siege/u);
    await result.click();
    await page.waitForURL(opened("events/b.html"));
    assert.equal((await page.locator("h1").textContent()).trim(), "A siege");
    assert.ok(readFileSync(fileURLToPath(page.url())).length > 0);
  });
});
