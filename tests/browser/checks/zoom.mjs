// The drawing of the whole timeline at any scale: by buttons, keys, wheel, fingers and the strip; what it shows stands in the
// address; names never touch; frames are short at 10,000 events; without a script there is the drawing of the build.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";

const span = (page) => page.evaluate("decodeURIComponent(location.hash).replace('#span=', '').split('/').filter(Boolean)");
const days = ([from, to]) => (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 864e5;

/** Acts, and waits until the address says something else. */
async function changed(page, act) {
  const before = await page.evaluate("location.hash");
  await act();
  await page.waitForFunction((hash) => location.hash !== hash, before);
  return span(page);
}

async function open(page, name, path) {
  await page.goto((await address(name)) + path);
  await page.locator(".picture-scroll").hover();
  await page.waitForSelector(".is-live");
}

test("buttons, keys and the wheel zoom and move; the whole comes back", async () => {
  await inPage({}, async (page) => {
    await open(page, "flagship", "timeline/");
    const closer = await changed(page, () => page.locator("[data-zoom=in]").click());
    assert.ok(await page.locator(".zoom-span").textContent());
    const closest = await changed(page, () => page.locator("[data-zoom=in]").click());
    assert.ok(days(closest) < days(closer), `${closest} in ${closer}`);
    await page.locator(".picture-scroll").focus();
    const moved = await changed(page, () => page.keyboard.press("ArrowRight"));
    assert.ok(moved[0] > closest[0]);
    const back = await changed(page, () => page.keyboard.press("ArrowLeft"));
    assert.deepEqual(back, closest);
    const wider = await changed(page, () => page.keyboard.press("-"));
    assert.ok(days(wider) > days(closest));
    await changed(page, () => page.keyboard.press("Home"));
    assert.equal(await page.evaluate("location.hash"), "");
    assert.ok(await page.locator("[data-zoom=whole]").isDisabled());

    await page.locator(".picture-scroll").hover({ position: { x: 700, y: 90 } });
    const place = await page.evaluate("scrollY");
    await page.mouse.wheel(0, 200);
    await page.waitForFunction((before) => scrollY > before, place);
    assert.equal(await page.evaluate("location.hash"), "", "the wheel alone scrolls the page");
    await page.keyboard.down("Control");
    const wheeled = await changed(page, () => page.mouse.wheel(0, -200));
    await page.keyboard.up("Control");
    assert.ok(days(wheeled) > 0);
  });
});

test("from years to hours: the axis names what the scale needs, and no two names touch", async () => {
  await inPage({}, async (page) => {
    await open(page, "chronicle", "timeline/");
    const seen = new Set();
    for (let step = 0; step < 24; step += 1) {
      const overlaps = await page.evaluate(() => {
        const boxes = (selector) => [...document.querySelectorAll(selector)].map((text) => [text.getBoundingClientRect(), text.textContent]);
        const rows = [boxes(".is-live .tp-tick"), boxes(".is-live .tp-whole"), boxes(".tp-mark text")];
        const touch = ([a], [b]) => a.left < b.right && b.left < a.right && Math.abs(a.top - b.top) < 12;
        return rows.flatMap((row) => row.flatMap((one, index) => row.slice(index + 1).filter((other) => touch(one, other)).map((other) => `${one[1]} | ${other[1]}`)));
      });
      assert.deepEqual(overlaps, [], await page.evaluate("location.hash"));
      for (const name of await page.locator(".is-live .tp-tick").allTextContents()) seen.add(/^\d{4}$/u.test(name) ? "year" : /:/u.test(name) ? "hour" : /^\d+$/u.test(name) ? "day" : "month");
      if (await page.locator("[data-zoom=in]").isDisabled()) break;
      await page.locator("[data-zoom=in]").click();
      await page.waitForTimeout(450);
    }
    figure(3, "chronicle", "units that the axis names", [...seen].join(", "), "year, month, day, hour");
    for (const unit of ["year", "month", "day", "hour"]) assert.ok(seen.has(unit), `${unit} among ${[...seen]}`);
  });
});

test("marks at any scale are links with names; inexact, open and announced ones look so; the focus stays", async () => {
  await inPage({}, async (page) => {
    await open(page, "flagship", "timeline/#span=2022-01-08/2022-01-23");
    await page.waitForFunction(() => document.querySelector(".zoom-span").textContent);
    const marks = await page.locator(".tp-mark").evaluateAll((links) => links.map((link) => ({
      href: link.getAttribute("href"), name: link.querySelector("title").textContent, status: link.dataset.status, edge: link.querySelector(".tp-bar").classList[1],
      fill: getComputedStyle(link.querySelector(".tp-bar")).fill, stroke: getComputedStyle(link.querySelector(".tp-bar")).stroke,
    })));
    assert.ok(marks.length > 10 && marks.every(({ href, name }) => href.includes("events/") && name.includes(": ")));
    assert.ok(marks.filter(({ edge }) => edge === "soft").every(({ fill }) => fill.includes("#soft")) && marks.some(({ edge }) => edge === "soft"));
    const paper = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    const announced = marks.filter(({ status, edge }) => status === "announced" && edge === "exact");
    assert.ok(announced.length > 0 && announced.every(({ fill, stroke }) => fill === paper && stroke !== "none"));
    const first = page.locator(".tp-mark").first();
    await first.focus();
    const href = await first.getAttribute("href");
    await changed(page, () => page.keyboard.press("+"));
    const focused = await page.evaluate("[document.activeElement.getAttribute('href'), document.activeElement.className]");
    assert.ok(focused[0] === href || focused[1] === "picture-scroll", `the focus is on ${focused}`);
    await page.goto(`${await address("flagship")}timeline/`);
    await page.waitForSelector(".tp-mark");
    await page.locator(".tp-mark").last().click();
    await page.waitForURL(/events\//u);
  });
});

test("a link that has the focus while the marks are loaded keeps it", async () => {
  await inPage({}, async (page) => {
    let answer;
    const asked = new Promise((resolve) => { answer = resolve; });
    await page.route("**/marks.json", async (request) => {
      await asked;
      await request.continue();
    });
    await page.goto(`${await address("flagship")}timeline/`);
    const mark = page.locator(".tp-mark").nth(2);
    const href = await mark.getAttribute("href");
    await mark.focus();
    answer();
    await page.waitForSelector(".is-live");
    assert.equal(await page.evaluate("document.activeElement.getAttribute('href')"), href);
    assert.ok(await page.evaluate("document.querySelector('.is-live').contains(document.activeElement)"));
  });
});

test("a drag does not take the next key, nor goes on without a button", async () => {
  await inPage({}, async (page) => {
    await open(page, "flagship", "timeline/#span=2022-01-08/2022-01-23");
    await page.waitForFunction(() => document.querySelector(".zoom-span").textContent);
    const box = await page.locator(".picture-scroll").boundingBox();
    const [x, y] = [box.x + 500, box.y + 70];
    const before = await span(page);
    await page.locator(".picture-scroll").evaluate((region, [clientX, clientY]) => {
      const sign = (name, at, buttons) => region.dispatchEvent(new PointerEvent(name, { pointerId: 1, pointerType: "mouse", button: 0, buttons, clientX: at, clientY, bubbles: true }));
      // Let go outside: no pointerup comes.
      sign("pointerdown", clientX, 1);
      sign("pointermove", clientX + 2, 1);
      sign("pointermove", clientX + 40, 0);
    }, [x, y]);
    await page.waitForTimeout(400);
    assert.deepEqual(await span(page), before, "hovering does not drag");
    await changed(page, async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 60, y, { steps: 4 });
      await page.mouse.up();
    });
    await page.locator(".tp-mark").nth(2).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/events\//u);
  });
});

test("an address that is no address leaves the drawing as it is", async () => {
  await inPage({}, async (page) => {
    await open(page, "flagship", "timeline/#%");
    assert.ok(await page.locator(".tp-mark").count() > 10);
  });
});

test("times past all calendars end, and names are cut between letters", async () => {
  await inPage({}, async (page) => {
    await page.goto(`${await address("flagship")}timeline/`);
    const script = await page.locator("script[src*='zoom/zoom.js']").evaluate((one) => one.src);
    const [dates, names] = await page.evaluate(async (zoom) => {
      const { dateOf } = await import(new URL("axis.js", zoom));
      const { shortened } = await import(new URL("lanes.js", zoom));
      const names = Array.from({ length: 40 }, (_, index) => shortened("a𝕏😀𝕐😀𝕏😀𝕐😀𝕏😀", "14px sans-serif", 20 + 3 * index));
      return [[0, 5e12, -5e12, 1e19, -1e19].map((time) => dateOf(time)), names];
    }, script);
    assert.deepEqual(dates[0], [1970, 1, 1]);
    assert.ok(dates.every((date) => date.every(Number.isFinite)));
    assert.ok(names.some((name) => name.endsWith("…")) && names.every((name) => name.isWellFormed()), names.join(" "));
  });
});

test("the strip chooses a span by drawing, by its ends and by keys", async () => {
  await inPage({}, async (page) => {
    await open(page, "chronicle", "timeline/");
    await page.locator(".span-strip").scrollIntoViewIfNeeded();
    const box = await page.locator(".span-strip").boundingBox();
    const y = box.y + box.height / 2;
    const drawn = await changed(page, async () => {
      await page.mouse.move(box.x + box.width * 0.5, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
      await page.mouse.move(box.x + box.width * 0.7, y, { steps: 4 });
      await page.mouse.up();
    });
    assert.ok(days(drawn) > 0);
    const [from, to] = await page.getByRole("slider").all();
    const values = async () => [Number(await from.getAttribute("aria-valuenow")), Number(await to.getAttribute("aria-valuenow"))];
    const [left, right] = await values();
    assert.ok(Math.abs(left - 560) < 12 && Math.abs(right - 784) < 12, `${left} to ${right}`);
    assert.ok(await from.getAttribute("aria-label") && await from.getAttribute("aria-valuetext"));
    await from.focus();
    await changed(page, () => page.keyboard.press("PageUp"));
    await to.focus();
    await changed(page, () => page.keyboard.press("ArrowLeft"));
    const [later, earlier] = await values();
    assert.ok(later > left && earlier < right, `${later} to ${earlier} within ${left} to ${right}`);
    await from.focus();
    await page.keyboard.press("Home");
    await to.focus();
    await changed(page, () => page.keyboard.press("End"));
    await page.waitForFunction(() => location.hash === "");
  });
});

test("the address keeps the span, and back restores it", async () => {
  const asked = "#span=2022-01-08T00:00/2022-01-12T00:00";
  await inPage({}, async (page) => {
    await page.goto(`${await address("flagship")}timeline/${asked}`);
    await page.waitForFunction(() => document.querySelector(".zoom-span").textContent);
    const told = await page.locator(".zoom-span").textContent();
    assert.match(told, /8 January 2022 – 11 January 2022/u);
    assert.equal(await page.evaluate("decodeURIComponent(location.hash)"), asked);
    await page.locator(".tp-mark").first().click();
    await page.waitForURL(/events\//u);
    await page.goBack();
    await page.waitForFunction((text) => document.querySelector(".zoom-span")?.textContent === text, told);
    assert.equal(await page.evaluate("history.length"), 3, "changing the span leaves no trail in the history");
  });
});

test("a finger moves, two zoom, and up and down stay with the page", async () => {
  await inPage({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true }, async (page, context) => {
    await page.goto(`${await address("flagship")}timeline/#span=2022-01-08/2022-01-20`);
    await page.waitForFunction(() => document.querySelector(".zoom-span").textContent);
    const box = await page.locator(".picture-scroll").boundingBox();
    assert.ok(box.width <= 360 && await page.evaluate("document.querySelector('.picture-scroll svg').getBoundingClientRect().width") <= 360, "it fits the phone");
    assert.equal(await page.evaluate("getComputedStyle(document.querySelector('.picture-scroll')).touchAction"), "pan-y");
    const devtools = await context.newCDPSession(page);
    const touch = (type, ...points) => devtools.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const y = box.y + 120;
    const before = await span(page);
    const moved = await changed(page, async () => {
      await touch("touchStart", [250, y]);
      for (let x = 240; x >= 100; x -= 20) await touch("touchMove", [x, y]);
      await touch("touchEnd");
    });
    assert.ok(moved[0] > before[0], `${moved} after ${before}`);
    const pinched = await changed(page, async () => {
      await touch("touchStart", [150, y], [210, y]);
      for (let by = 5; by <= 60; by += 5) await touch("touchMove", [150 - by, y], [210 + by, y]);
      await touch("touchEnd");
    });
    assert.ok(days(pinched) < days(moved) / 1.5, `${pinched} in ${moved}`);
  });
});

test("with reduced motion a change of scale is one step", async () => {
  await inPage({ reducedMotion: "reduce" }, async (page) => {
    await open(page, "flagship", "timeline/");
    await page.evaluate(() => {
      const strip = document.querySelector(".span-strip");
      globalThis.views = new Set();
      new MutationObserver(() => globalThis.views.add(strip.style.getPropertyValue("--to"))).observe(strip, { attributes: true });
    });
    await changed(page, () => page.locator("[data-zoom=in]").click());
    const steps = await page.evaluate("globalThis.views.size");
    figure(6, "flagship, timeline", "steps of a change of scale with reduced motion", steps, 1);
    assert.equal(steps, 1);
  });
});

test("an Arabic timeline zooms from right to left", async () => {
  await inPage({}, async (page) => {
    await open(page, "arabic", "timeline/");
    const closer = await changed(page, () => page.locator("[data-zoom=in]").click());
    await page.locator(".picture-scroll").focus();
    const later = await changed(page, () => page.keyboard.press("ArrowLeft"));
    assert.ok(later[0] > closer[0], "time runs to the left");
    const names = await page.locator(".is-live .tp-tick, .is-live .tp-whole").evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect()).map(({ left, right }) => [left, right]));
    assert.ok(names.length > 0 && names.every(([left, right]) => left >= -1 && right <= 1441));
  });
});

test("where the marks cannot be loaded, and without a script, the drawing of the build stands", async () => {
  await inPage({ allowed: (error) => error.includes("marks.json") }, async (page) => {
    await page.route("**/marks.json", (answer) => answer.abort());
    await page.goto(`${await address("flagship")}timeline/`);
    await page.locator(".picture-scroll").hover();
    await page.waitForFunction(() => document.querySelector(".zoom-tools").hidden);
    assert.ok(await page.locator(".tp-mark").count() > 10);
  });
  await inPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${await address("flagship")}timeline/`);
    assert.ok(await page.locator(".zoom-tools").isHidden() && await page.locator(".span-strip").isHidden());
    assert.ok(await page.locator(".tp-mark").count() > 10);
  });
});

/** Runs in the browser: zooms in, moves and zooms out, one turn of the wheel a frame; the lengths of the frames in ms. */
const travel = async () => {
  const region = document.querySelector(".picture-scroll");
  const box = region.getBoundingClientRect();
  const turn = (values) => region.dispatchEvent(new WheelEvent("wheel", { clientX: box.left + box.width * 0.7, clientY: box.top + 90, bubbles: true, cancelable: true, ...values }));
  const frame = () => new Promise(requestAnimationFrame);
  const lengths = [];
  let last = await frame();
  for (let step = 0; step < 240; step += 1) {
    if (step < 100) turn({ deltaY: -8, ctrlKey: true });
    else if (step < 160) turn({ deltaX: 40 });
    else turn({ deltaY: 8, ctrlKey: true });
    const now = await frame();
    lengths.push(now - last);
    last = now;
  }
  return lengths.sort((a, b) => a - b);
};

test("frames are short while 2,000 events are zoomed and moved", async () => {
  for (const path of ["timeline/", "timeline/by/actors/"]) {
    await inPage({}, async (page, context) => {
      await open(page, "chronicle", path);
      const devtools = await context.newCDPSession(page);
      // The time that the page's own thread has worked: other programs on the machine do not count.
      await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
      const worked = async () => (await devtools.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value;
      const before = await worked();
      const lengths = await page.evaluate(travel);
      const each = ((await worked() - before) * 1000) / lengths.length;
      figure(9, `chronicle, ${path}`, "work for a frame while zooming, ms", each, "≤ 25");
      figure(9, `chronicle, ${path}`, "length of a frame, ms: half of them, 95 of 100", [120, 228].map((place) => lengths[place].toFixed(1)).join(", "));
      assert.ok(each <= 25, `${path}: ${each} ms`);
    });
  }
});

test("at any width the axis says which month it is, where time is left out, and where the scale changes", async () => {
  for (const width of [360, 768, 1440]) {
    await inPage({ viewport: { width, height: 900 } }, async (page) => {
      await open(page, "flagship", "timeline/");
      assert.ok((await page.locator(".picture-scroll .tp-whole").allTextContents()).includes("January 2022"), `${width} px: the month`);
      assert.equal(await page.locator(".picture-scroll .tp-break").count(), 2);
      const shapes = () => page.evaluate(() => [".tp-break-mark", ".tp-seam"].map((one) => document.querySelector(`.is-live .picture-scroll ${one}`).getAttribute("d").split("M").length - 1));
      assert.deepEqual(await shapes(), [5, 1], "two strokes for each break, one for the seam with its line");
      const keys = [".key-break", ".key-seam"].map((key) => page.locator(`.key:not(.is-small) ${key}`));
      for (const key of keys) assert.ok(await key.isVisible());
      await page.goto(`${await address("flagship")}timeline/#span=2022-01-10/2022-01-14`);
      await page.waitForFunction(() => document.querySelector(".zoom-span").textContent);
      for (const key of keys) assert.ok(await key.isHidden(), "an even scale needs no key");
      const labels = await page.locator(".tp-mark text").evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().left));
      const { left } = await page.evaluate("document.querySelector('.picture-scroll').getBoundingClientRect()");
      assert.ok(labels.length > 0 && labels.every((start) => start >= left - 1), `${width} px: labels stand within`);
    });
  }
});

test("on a phone the axis says which month it is, however wide the letters are", async () => {
  for (const letter of [6, 7, 8, 9, 10]) {
    await inPage({ viewport: { width: 360, height: 900 } }, async (page) => {
      await page.addInitScript((wide) => {
        CanvasRenderingContext2D.prototype.measureText = (text) => ({ width: text.length * wide });
      }, letter);
      await open(page, "flagship", "timeline/");
      assert.ok((await page.locator(".picture-scroll .tp-whole").allTextContents()).includes("January 2022"), `letters of ${letter} px`);
    });
  }
});

test("the span is told in days where days are meant, and buttons say when they would do nothing", async () => {
  await inPage({}, async (page) => {
    await open(page, "flagship", "timeline/#span=2022-01-09/2022-01-10");
    await page.waitForFunction(() => document.querySelector(".zoom-span").textContent);
    assert.equal(await page.locator(".zoom-span").textContent(), "9 January 2022");
    const marks = await page.locator(".tp-mark title").allTextContents();
    assert.ok(marks.length > 0 && !marks.some((name) => name.includes("Full session")), "what begins as the view ends is not in it");
    const off = (kind) => page.locator(`[data-zoom=${kind}]`).getAttribute("aria-disabled");
    assert.deepEqual([await off("in"), await off("out"), await off("whole")], ["false", "false", "false"]);
    await page.locator("[data-zoom=in]").focus();
    for (let step = 0; step < 8 && await off("in") === "false"; step += 1) {
      await page.keyboard.press("Enter");
      await page.waitForTimeout(400);
    }
    assert.equal(await off("in"), "true");
    assert.equal(await page.evaluate("document.activeElement.dataset.zoom"), "in", "the button keeps the focus");
    await changed(page, () => page.locator("[data-zoom=whole]").click());
    assert.deepEqual([await off("in"), await off("out"), await off("whole")], ["false", "true", "true"]);
  });
});

test("the caption says what the bars count at this scale", async () => {
  await inPage({ viewport: { width: 768, height: 900 } }, async (page) => {
    await page.goto(`${await address("chronicle")}timeline/#span=2015-01-01/2017-01-01`);
    await page.waitForFunction(() => document.querySelector(".zoom-span").textContent);
    assert.equal(await page.locator("[data-mixed]").textContent(), "Events per month");
    await changed(page, () => page.locator("[data-zoom=whole]").click());
    assert.equal(await page.locator("[data-mixed]").textContent(), "Events per year");
  });
});

test("from right to left the count stands beside a lane's title", async () => {
  await inPage({}, async (page) => {
    await open(page, "arabic", "timeline/");
    const [title, count] = await page.evaluate(() => {
      const text = document.querySelector(".is-live .tp-lane-title");
      const range = document.createRange();
      range.selectNodeContents(text.firstChild);
      return [range.getBoundingClientRect(), text.querySelector(".tp-count").getBoundingClientRect()].map(({ left, right }) => [left, right]);
    });
    assert.ok(count[1] <= title[0] + 1, `${count} beside ${title}`);
  });
});

test("the list of keys has those of the drawing, where there is one", async () => {
  await inPage({}, async (page) => {
    const keys = async (path) => {
      await page.goto((await address("flagship")) + path);
      return page.locator("#keys kbd").allTextContents();
    };
    assert.ok((await keys("timeline/")).includes("Home ↖"));
    assert.ok(!(await keys("")).includes("Home ↖"));
  });
});

test("a site that is read from a disk says why its drawing cannot be zoomed", async () => {
  await inPage({}, async (page) => {
    await page.goto(new URL(`file://${site("disk").folder}/timeline.html`).href);
    assert.equal(await page.locator(".zoom-tools").count(), 0);
    assert.match(await page.locator(".timeline-picture figcaption").textContent(), /read from a disk/u);
  });
});
