// The drawings at every width: what the caption says is what is drawn, what does not fit says so, the map shows its dots, and the
// scale changes only where a mark tells it. And what stands around the one that zooms: its strip, the way to the list, the hint.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";
import { site } from "../harness/sites.mjs";

const at = (width, run, options = {}) => inPage({ viewport: { width, height: 900 }, ...options }, run);

test("the caption tells what is drawn at this width", async () => {
  const captions = async (width, name, path) => at(width, async (page) => {
    await page.goto((await address(name)) + path);
    return page.locator(".timeline-picture figcaption").innerText();
  });
  assert.match(await captions(360, "chronicle", "threads/the-canal/"), /Events per year/u);
  assert.match(await captions(1440, "chronicle", "threads/the-canal/"), /Events per month/u);
  assert.doesNotMatch(await captions(360, "chronicle", "threads/the-canal/"), /Events per month/u);
  const front = await captions(1440, "flagship", "");
  assert.match(front, /too vague for a bar.*Blinken travels to Kyiv/su, "what no bar counts is named");
  assert.match(front, /Here time is left out.*Here the scale changes/su);
  assert.match(await captions(1440, "flagship", "timeline/"), /stands in each of them/u, "the counts of lanes are more than the events");
});

test("a drawing that is wider than its box says so, and others do not", async () => {
  for (const [width, isTold] of [[360, false], [768, true], [1440, false]]) {
    await at(width, async (page) => {
      await page.goto(`${await address("flagship")}places/geneva/`);
      const hint = page.locator(".scroll-hint");
      assert.equal(await hint.isVisible(), isTold, `${width} px`);
      const region = page.locator(".picture-scroll");
      const isWider = await region.isVisible() && await region.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
      assert.equal(isWider, isTold, `${width} px`);
      assert.ok(!isTold || await region.evaluate((box) => getComputedStyle(box).backgroundImage.includes("gradient")), "it casts a shadow where it goes on");
    });
  }
});

test("the map of places is as wide as the page and shows every dot", async () => {
  for (const width of [360, 768, 1440]) {
    await at(width, async (page) => {
      await page.goto(`${await address("flagship")}places/`);
      const [map, main, dots] = await page.evaluate(() => {
        const box = (element) => (({ left, right }) => [left, right])(element.getBoundingClientRect());
        const shown = [...document.querySelectorAll(".place-map svg")].filter((svg) => svg.getBoundingClientRect().width > 0);
        const list = document.querySelector(".register");
        return [shown.map(box), box(list), shown.flatMap((svg) => [...svg.querySelectorAll(".map-mark")].map(box))];
      });
      assert.equal(map.length, 1);
      assert.ok(Math.abs(map[0][0] - main[0]) <= 1 && Math.abs(map[0][1] - main[1]) <= 1, `${width} px: ${map[0]} of ${main}`);
      assert.ok(dots.length >= 8 && dots.every(([left, right]) => left >= map[0][0] && right <= map[0][1]), `${width} px`);
    });
  }
});

test("days share one scale where they have room, and a month is said once", async () => {
  await at(1440, async (page) => {
    await page.goto(`${await address("flagship")}threads/geneva-round/`);
    const shown = page.locator(".picture-scroll");
    assert.equal(await shown.locator(".tp-seam, .tp-break").count(), 0);
    assert.deepEqual(await shown.locator(".tp-whole").allTextContents(), ["January 2022"]);
    const days = await shown.locator(".tp-tick").allTextContents();
    assert.deepEqual([days[0], days.at(-1)], ["8", "21"]);
    await page.goto(`${await address("flagship")}2022/`);
    assert.ok(!(await shown.locator(".tp-tick").allTextContents()).includes("Jan"), "January is not below 2021");
    const labels = await shown.locator(".tp-mark text").evaluateAll((texts) => texts.map((text) => [text.textContent, getComputedStyle(text).paintOrder]));
    assert.ok(labels.every(([, order]) => order.startsWith("stroke")), "names stand clear of the lines");
    assert.ok(labels.some(([words]) => words === "Ryabkov and Sherman meet on the eve of the session"), "names are whole where there is room");
  });
});

test("periods that share an event say that their counts are more than the events", async () => {
  const told = /An event that spans two of these counts in each/u;
  assert.match(site("flagship").read("index.html"), told);
  assert.doesNotMatch(site("arabic").read("index.html"), /count_note|in_several_periods/u);
});

test("the drawing of the front page has the whole width where nothing stands beside it", async () => {
  assert.match(site("disk").read("index.html"), /<div class="picture-scroll"[^>]*>\s*<svg [^>]*width="1120"/u);
  assert.match(site("flagship").read("index.html"), /<div class="picture-scroll"[^>]*>\s*<svg [^>]*width="540"/u);
});

test("the strip is as wide as the drawing, and its two handles never meet", async () => {
  for (const width of [360, 1440]) {
    await inPage({ viewport: { width, height: 900 } }, async (page) => {
      await page.goto(`${await address("chronicle")}timeline/`);
      const boxes = (selector) => page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => [left, right]));
      const [drawn, strip] = [await boxes(".picture-scroll"), await boxes(".span-strip")];
      assert.ok(Math.abs(drawn[0][0] - strip[0][0]) <= 1 && Math.abs(drawn[0][1] - strip[0][1]) <= 1, `${strip} below ${drawn}`);
      for (const hash of ["", "#span=2016-01-10/2016-01-11", "#span=2023-12-25/2023-12-28", "#span=-0499-01-01/-0499-06-01"]) {
        await page.goto(`${await address("chronicle")}timeline/${hash}`);
        await page.waitForFunction((asked) => !asked || document.querySelector(".zoom-span").textContent, hash);
        const [from, to] = await boxes(".span-handle");
        assert.ok(from[1] <= to[0] + 0.5, `${hash}: ${from} and ${to}`);
        assert.ok(from[0] >= strip[0][0] - 0.5 && to[1] <= strip[0][1] + 0.5, `${hash}: within the strip`);
      }
    });
  }
});

test("what is zoomed to can be read as a list, which has as many events as the link says", async () => {
  for (const [name, path, hash] of [["flagship", "timeline/", "#span=2022-01-09/2022-01-14"], ["flagship", "timeline/by/places/", "#span=2022-01-10/2022-01-11"], ["chronicle", "timeline/", "#span=2016-01-10/2016-02-14"]]) {
    await inPage({}, async (page) => {
      await page.goto((await address(name)) + path);
      const link = page.locator(".zoom-list");
      assert.ok(await link.isHidden(), "all events are in the list already");
      await page.goto(`${await address(name)}${path}${hash}`);
      await link.waitFor();
      const count = /\((\d+)\)$/u.exec(await link.textContent())[1];
      await link.click();
      await page.waitForFunction(() => document.querySelector("#filters-status")?.textContent);
      assert.match(await page.locator("#filters-status").textContent(), new RegExp(`^Events shown: ${count} of`, "u"));
    });
  }
});

test("who has no mouse is told of fingers alone", async () => {
  const told = (options) => inPage(options, async (page) => {
    await page.goto(`${await address("flagship")}timeline/`);
    await page.waitForSelector(".zoom-hint:not(.is-off)");
    return page.locator(".zoom-hint").innerText();
  });
  assert.match(await told({}), /Ctrl/u);
  assert.match(await told({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true }), /^Drag to move, pinch/u);
});
