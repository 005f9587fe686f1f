// Points 12 and 13: what others take from a page. Citing, copying a link, frames on other sites, addresses that stay.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage, route } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";
import { survey } from "../harness/survey.mjs";

const meeting = "events/blinken-lavrov-geneva/";

test("an event is cited as text, BibTeX and CSL-JSON, and each form is copied whole", async () => {
  const base = await address("flagship");
  await inPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.goto(base + meeting);
    await page.locator("details.cite summary").first().click();
    const forms = page.locator("details.cite").first().locator(".cite-form");
    assert.equal(await forms.count(), 3);
    const texts = [];
    for (const form of await forms.all()) {
      const text = await form.locator("pre").textContent();
      await form.getByRole("button").click();
      await page.waitForFunction((done) => document.querySelector("#tool-status").textContent === done, await form.getByRole("button").getAttribute("data-done"));
      assert.equal(await page.evaluate("navigator.clipboard.readText()"), text);
      texts.push(text);
    }
    const [plain, bibtex, csl] = texts;
    const headline = await page.locator("h1").textContent();
    const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
    assert.ok(plain.includes(headline) && plain.includes(canonical), plain);
    assert.match(bibtex, /^@\w+\{[\w-]+,[^]*\}\s*$/u);
    assert.equal((bibtex.match(/\{/gu) ?? []).length, (bibtex.match(/\}/gu) ?? []).length);
    const item = [JSON.parse(csl)].flat()[0];
    assert.equal(item.URL, canonical);
    assert.ok(item.title.includes(headline) && item.type && item.id, csl);
    figure(12, "flagship, event", "forms of a citation that are copied whole", forms ? texts.length : 0, 3);
  });
});

test("copying a link gives the permanent address", async () => {
  const base = await address("flagship");
  await inPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.goto(`${base}${meeting}#main`);
    const button = page.locator(".tools [data-copies]");
    const done = await button.getAttribute("data-done");
    await button.click();
    await page.waitForFunction((text) => document.querySelector("#tool-status").textContent === text, done);
    assert.equal(await page.evaluate("navigator.clipboard.readText()"), await page.locator("link[rel=canonical]").getAttribute("href"));
  });
});

test("each event and thread has a page for frames, told of by oEmbed, that another site can show", async () => {
  const base = await address("flagship");
  const home = "https://dateline.example/";
  const told = (await survey("flagship")).flatMap(({ path, canonical, feeds }) =>
    feeds.filter(([type]) => type === "application/json+oembed").map(([, href]) => ({ path, canonical, href })));
  const events = site("flagship").documents.filter((file) => site("flagship").kind(file) === "event").length;
  assert.ok(told.length > events, `${told.length} of ${events} events and the threads`);
  for (const { path, href } of told) {
    assert.ok(href.startsWith(home), path);
    const document = JSON.parse(site("flagship").read(href.slice(home.length)));
    assert.equal(document.version, "1.0", path);
    assert.equal(document.type, "rich", path);
    const framed = /src="([^"]+)"/u.exec(document.html)[1];
    assert.ok(document.html.includes(`width="${document.width}" height="${document.height}"`) && framed.startsWith(home), document.html);
    assert.ok(site("flagship").files.includes(`${framed.slice(home.length)}index.html`), framed);
  }
  figure(12, "flagship", "oEmbed documents, each with its frame", told.length, `> ${events}`);
  await inPage({}, async (page) => {
    // Another site: a page of the same server stands for it, as frames are not bound to an origin.
    await page.route("**/elsewhere", (answer) => answer.fulfill({ contentType: "text/html", body: `<iframe src="${base}embed/blinken-lavrov-geneva/" width="640" height="300"></iframe>` }));
    await page.goto(`${base}elsewhere`);
    const frame = page.frameLocator("iframe");
    const link = frame.locator("h1 a");
    assert.equal(await link.getAttribute("target"), "_blank");
    assert.ok((await link.evaluate((element) => element.href)).endsWith(meeting));
    assert.equal(await frame.locator("nav, script").count(), 0);
    const fits = await frame.locator("html").evaluate((root) => [root.scrollHeight <= innerHeight, root.scrollWidth <= innerWidth]);
    assert.deepEqual(fits, [true, true], "the frame needs no scrollbars");
  });
});

test("an event keeps its address, its identifiers and its neighbours when its title changes", async () => {
  const [before, after] = [site("before"), site("retitled")];
  assert.deepEqual(after.files, before.files);
  const page = "events/event-7/index.html";
  assert.ok(after.read(page).includes("Nothing is called what it was") && !before.read(page).includes("Nothing is called what it was"));
  const identifiers = (built) => JSON.parse(built.read("feed.json")).items.map(({ id }) => id);
  assert.deepEqual(identifiers(after), identifiers(before));
  const base = await address("retitled");
  await inPage({}, async (shown) => {
    await shown.goto(base + route(page));
    assert.equal(await shown.locator("h1").textContent(), "Nothing is called what it was");
  });
});
