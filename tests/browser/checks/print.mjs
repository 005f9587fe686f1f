// Point 8: on paper there is no navigation, addresses are written out, and no event is split between pages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";

/** The text of each page of a PDF file, where poppler's tools are installed. */
function sheets(pdf) {
  try {
    return execFileSync("pdftotext", ["-raw", "-", "-"], { input: pdf, maxBuffer: 1 << 28 }).toString("utf8").split("\f").slice(0, -1);
  } catch (failure) {
    if (failure.code === "ENOENT") return undefined;
    throw failure;
  }
}

test("an event on paper: no navigation, its sources' addresses", async (context) => {
  const base = await address("flagship");
  await inPage({}, async (page) => {
    await page.goto(`${base}events/deputy-talks/`);
    const link = await page.locator(".web-links a").first().getAttribute("href");
    const menu = (await page.locator(".menu").innerText()).split("\n");
    await page.emulateMedia({ media: "print" });
    for (const part of [".menu", ".breadcrumbs", ".skip", ".neighbours", ".tools"]) {
      for (const one of await page.locator(part).all()) assert.ok(await one.isHidden(), part);
    }
    const pages = sheets(await page.pdf());
    if (!pages) return context.skip("pdftotext is not installed");
    const text = pages.join("\n").replaceAll(/\s+/gu, "");
    assert.ok(text.includes(link.replaceAll(/\s+/gu, "")), `the address ${link} is on the paper`);
    assert.ok(!text.includes(menu.join("")), "the menu is not");
    figure(8, "flagship, event", "sheets of paper", pages.length);
  });
});

test("a timeline on paper: no event is split between two pages", async (context) => {
  const base = await address("chronicle");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/`);
    await page.emulateMedia({ media: "print" });
    // Marks at both ends of each entry, which the text of the PDF file keeps.
    const count = await page.evaluate(() => {
      const entries = [...document.querySelectorAll(".entry")];
      entries.forEach((entry, index) => {
        entry.querySelector("h4").prepend(`qs${index}q `);
        entry.lastElementChild.append(` qe${index}q`);
      });
      return entries.length;
    });
    const pages = sheets(await page.pdf());
    if (!pages) return context.skip("pdftotext is not installed");
    const sheetOf = (mark) => pages.findIndex((text) => text.replaceAll(/\s+/gu, " ").includes(mark));
    const split = Array.from({ length: count }, (_, index) => index).filter((index) => sheetOf(`qs${index}q`) < 0 || sheetOf(`qs${index}q`) !== sheetOf(`qe${index}q`));
    figure(8, "chronicle, timeline", `events split between ${pages.length} sheets, of ${count}`, split.length, 0);
    assert.deepEqual(split, []);
  });
});
