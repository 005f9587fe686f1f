// Point 14: search finds as one types, tells how many it found, marks the words, works by keys, and loads little.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { both, site } from "../harness/sites.mjs";

const results = "#search-results li";

/** Types a text and waits until the page has told what it found. */
async function ask(page, text) {
  const before = await page.locator("#search-status").textContent();
  await page.locator("#q").fill("");
  await page.waitForFunction(() => document.querySelector("#search-status").textContent === "");
  await page.locator("#q").fill(text);
  await page.waitForFunction(() => document.querySelector("#search-status").textContent !== "");
  return before;
}

test("the box is labelled, in a search landmark, and the answer is a status", async () => {
  const base = await address("flagship");
  await inPage({}, async (page) => {
    await page.goto(`${base}search/`);
    assert.ok(await page.getByRole("search").isVisible());
    assert.ok(await page.getByRole("search").getByLabel(/.+/u).first().isVisible());
    assert.equal(await page.locator("#search-status").getAttribute("role"), "status");
  });
});

/** What is asked of which site, and a title that has to be among the first results. */
const questions = [
  ["flagship", "geneva lavrov", "Blinken and Lavrov"],
  ["chronicle", "geneve", "Genève"],
  ["chronicle", "GENÈVE", "Genève"],
  ["chronicle", "lodz", "Łódź"],
  ["chronicle", "djordje", ""],
  ["chronicle", "dorde albers", "Đorđe Albers"],
  ["chronicle", "київ", "Київ"],
  ["chronicle", "запрос коми", "Запрос комиссии"],
  ["chronicle", "القاهره", "القاهرة"],
  ["chronicle", "اجتماعُ", "اجتماع"],
  ["chronicle", "北京", "北京"],
  ["chronicle", "αθηνα", "Αθήνα"],
  ["chronicle", "<script>", "<script>alert(1)</script>"],
  ["arabic", "القناة", "افتتاح القناة"],
];

for (const [name, question, expected] of questions) {
  test(`${name}: “${question}” finds ${expected || "nothing"}`, async () => {
    const base = await address(name);
    await inPage({}, async (page) => {
      await page.goto(`${base}search/`);
      await ask(page, question);
      const titles = await page.locator(`${results} h2`).allTextContents();
      if (!expected) return assert.deepEqual(titles, []);
      assert.ok(titles.some((title) => title.includes(expected)), titles.join("\n"));
      assert.ok(await page.locator(`${results} mark`).count() > 0, "the words are marked");
      // How many there are: in digits of the language, or in words where the language has one word for it.
      assert.match(await page.locator("#search-status").textContent(), /[\d\u0660-\u0669]|واحدة/u);
      const first = await page.locator(`${results} a`).first().getAttribute("href");
      assert.equal((await fetch(new URL(first, page.url()))).status, 200, first);
    });
  });
}

test("the question stays in the address, the arrows lead through the results, Escape clears", async () => {
  const base = await address("flagship");
  await inPage({}, async (page) => {
    await page.goto(`${base}search/?q=ryabkov`);
    await page.locator(results).first().waitFor();
    assert.equal(await page.locator("#q").inputValue(), "ryabkov");
    await page.locator("#q").focus();
    const focused = () => page.evaluate("[...document.querySelectorAll('#search-results h2 a')].indexOf(document.activeElement)");
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), 0);
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), 1);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate("document.activeElement.id"), "q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate("document.activeElement.id"), "q", "Escape leads back to the box");
    assert.equal(await page.locator("#q").inputValue(), "");
    await page.waitForFunction((selector) => document.querySelectorAll(selector).length === 0, results);
    assert.equal(new URL(page.url()).search, "");
    assert.equal(await page.locator("#search-status").textContent(), "");
    await ask(page, "zzzz");
    assert.equal(await page.locator(results).count(), 0);
    assert.notEqual(await page.locator("#search-status").textContent(), "");
  });
});

test("the slash leads to the search from every page", async () => {
  const base = await address("flagship");
  await inPage({}, async (page) => {
    await page.goto(`${base}timeline/`);
    await page.keyboard.press("/");
    await page.waitForURL(/search\//u);
    await page.keyboard.press("/");
    assert.equal(await page.evaluate("document.activeElement.id"), "q");
    assert.equal(await page.locator("#q").inputValue(), "");
  });
});

test("the first result costs little", async () => {
  const base = await address("chronicle");
  for (const question of ["geneve", "a", "council session"]) {
    await inPage({}, async (page) => {
      await page.goto(`${base}search/`);
      await ask(page, question);
      const sizes = await page.evaluate("performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.json')).map((one) => one.encodedBodySize)");
      const [files, loaded] = [sizes.length, sizes.reduce((sum, size) => sum + size, 0)];
      figure(14, "chronicle", `KB for the results of “${question}”, ${files} files`, loaded / 1024, "≤ 100");
      assert.ok(loaded <= 100 * 1024, `${question}: ${loaded} bytes`);
    });
  }
});

test("no script writes markup", () => {
  for (const built of both()) {
    for (const file of built.files.filter((one) => one.endsWith(".js"))) {
      assert.doesNotMatch(built.read(file), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/u, file);
    }
  }
});

test("results say what they are and how many there are; what is nearly right is suggested", async () => {
  for (const [name, asked, near, kind] of [["flagship", "genefa", "geneva", "Place"], ["chronicle", "innsnud", "innsund", "Place"]]) {
    const base = await address(name);
    await inPage({}, async (page) => {
      await page.goto(`${base}search/`);
      await ask(page, asked);
      await page.locator("#search-status a").click();
      await page.waitForFunction((text) => document.querySelector("#q")?.value === text, near);
      await page.locator(results).first().waitFor();
      assert.match(await page.locator("#search-status").textContent(), /^[\d,]+ results$/u);
      assert.equal(await page.locator(`${results} .hit-kind`).first().textContent(), kind);
      await ask(page, "qqqqqqqq");
      assert.equal(await page.locator("#search-status a").count(), 0);
    });
  }
});

test("a whole title finds its event first, names stand above the events, and every hit can be reached", async () => {
  const base = await address("chronicle");
  const title = /<h1 id="title"><bdi>(.*?)<\/bdi>/u.exec(site("chronicle").read("events/event-1900/index.html"))[1];
  await inPage({}, async (page) => {
    await page.goto(`${base}search/`);
    assert.ok(await page.locator("#search-hint").isVisible(), "an empty page says what can be asked");
    await ask(page, title.replace(/&[a-z]+;|&#\d+;/gu, " "));
    const href = await page.locator(`${results} h2 a`).first().getAttribute("href");
    assert.match(href, /events\/event-1900\//u);
    assert.ok(!(await page.locator("#search-hint").isVisible()));
    await ask(page, "genève");
    const kinds = await page.locator(results).evaluateAll((items) => items.map((item) => item.dataset.kind));
    assert.equal(kinds[0], "places");
    assert.equal(kinds.length, 20);
    const total = Number((await page.locator("#search-status").textContent()).match(/\d+/u)[0]);
    assert.ok(total > 40);
    await page.locator("#search-more").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((selector) => document.querySelectorAll(selector).length === 40, results);
    assert.match(await page.locator("#search-status").textContent(), new RegExp(`40.*${total}`, "u"));
    const places = await page.locator(`${results} h2 a`).evaluateAll((links) => links.indexOf(document.activeElement));
    assert.equal(places, 20, "the focus is on the first new hit");
    while (await page.locator("#search-more").isVisible()) {
      const before = await page.locator(results).count();
      await page.locator("#search-more").click();
      await page.waitForFunction(([selector, count]) => document.querySelectorAll(selector).length > count, [results, before]);
    }
    assert.equal(await page.locator(results).count(), total);
  });
});

test("who is called just what is asked stands first, however many later titles hold the words", async () => {
  const base = await address("chronicle");
  await inPage({}, async (page) => {
    await page.goto(`${base}search/`);
    for (const asked of ["the budget", "The BUDGET", "budget the"]) {
      await ask(page, asked);
      const titles = await page.locator(`${results} h2`).allTextContents();
      assert.equal(titles[0], "The budget", asked);
      assert.ok(titles.slice(1).every((title) => title.includes("The budget ")), titles.join("\n"));
      const told = await page.locator("#search-status").textContent();
      assert.ok(Number(told.replace(/\D/gu, "")) > 60, told);
    }
  });
});
