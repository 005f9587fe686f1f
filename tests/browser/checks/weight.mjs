// Point 9: bytes, nodes, the largest paint and shifts of the layout on a slow line and a slow machine; no request to others.
import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";

import { address, inPage, route } from "../harness/browser.mjs";
import { cell, figure } from "../harness/figures.mjs";
import { both, site } from "../harness/sites.mjs";

const kilobyte = 1024;
const packed = (text) => gzipSync(text, { level: 9 }).length;

/** The scripts of a page, with the modules that they import. */
function scripts(built, file) {
  const place = (address, from) => new URL(address, `http://x/${from}`).pathname.slice(1);
  const asked = [...built.read(file).matchAll(/<script (?:type="module" )?src="([^"]+)"/gu)].map(([, src]) => place(src, file));
  const found = new Set();
  while (asked.length) {
    const script = asked.pop();
    if (found.has(script)) continue;
    found.add(script);
    asked.push(...[...built.read(script).matchAll(/^import .* from "([^"]+)";$/gmu)].map(([, from]) => place(from, script)));
  }
  return [...found];
}

/** The pages whose drawing can be zoomed. */
const zoomed = (built, file) => built.read(file).includes("data-marks=");

/** How many elements each sample has once its scripts have run. */
function elements(built, base) {
  return inPage({}, async (page) => {
    const counts = new Map();
    for (const file of built.samples.values()) {
      await page.goto(base + route(file));
      counts.set(file, await page.evaluate("document.querySelectorAll('*').length"));
    }
    return counts;
  });
}

for (const built of both()) {
  const { name } = built;
  test(`${name}: pages are small`, async () => {
    const base = await address(name);
    const counts = await elements(built, base);
    for (const [kind, file] of built.samples) {
      const html = packed(built.read(file));
      const sheets = [...built.read(file).matchAll(/<link rel="stylesheet" href="([^"]+)"/gu)].map(([, href]) => new URL(href, `http://x/${file}`).pathname.slice(1));
      const styles = sheets.reduce((sum, sheet) => sum + packed(built.read(sheet)), 0);
      const script = scripts(built, file).reduce((sum, one) => sum + packed(built.read(one)), 0);
      const nodes = counts.get(file);
      const where = `${name}, ${kind}`;
      figure(9, where, "HTML, gzip, KB", html / kilobyte, "≤ 100");
      figure(9, where, "elements", nodes, "≤ 1400");
      assert.ok(html <= 100 * kilobyte, `${file}: ${html} bytes of HTML`);
      assert.ok(nodes <= 1400, `${file}: ${nodes} elements`);
      assert.ok(styles <= 15 * kilobyte, `${file}: ${styles} bytes of CSS`);
      const most = zoomed(built, file) ? 20 : 10;
      figure(9, where, "CSS, gzip, KB", styles / kilobyte, "≤ 15");
      figure(9, where, "scripts, gzip, KB", script / kilobyte, `≤ ${most}`);
      assert.ok(script <= most * kilobyte, `${file}: ${script} bytes of script`);
      for (const [column, value] of [["HTML KB", html / kilobyte], ["CSS KB", styles / kilobyte], ["JS KB", script / kilobyte], ["elements", nodes]]) cell(name, kind, column, value);
    }
  });

  test(`${name}: no page asks anyone else`, async () => {
    const base = await address(name);
    let asked = 0;
    const others = [];
    await inPage({}, async (page) => {
      page.on("request", (request) => {
        asked += 1;
        if (!request.url().startsWith(base) && !request.url().startsWith("data:")) others.push(request.url());
      });
      for (const file of built.samples.values()) await page.goto(base + route(file));
    });
    figure(9, name, `requests to others, of ${asked}`, others.length, 0);
    assert.deepEqual(others, []);
  });
}

/** Runs in the browser before the page: keeps the time of the largest paint and the sum of the shifts. */
const watch = () => {
  globalThis.measured = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.measured.paint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.measured.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
};

/** Loads a page as a phone would on a slow line; the time of its largest paint in ms, and the sum of its shifts. */
const load = (built, file) =>
  inPage({ viewport: { width: 360, height: 800 } }, async (page, context) => {
    const devtools = await context.newCDPSession(page);
    // A slow 4G line: 1.6 Mbit/s down, 750 kbit/s up, 150 ms; a processor four times slower.
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.addInitScript(watch);
    await page.goto((await address(built.name)) + route(file), { waitUntil: "load" });
    // The drawing of a zoomed page comes on a phone once its marks are loaded: that must not move the page either.
    if (zoomed(built, file)) await page.waitForSelector(".is-live");
    await page.waitForTimeout(500);
    return page.evaluate("measured");
  });

/** The fastest of up to five loads: what else the machine does can only make a page slower than it is. */
const fastest = async (built, file, most) => {
  const loads = [];
  do loads.push(await load(built, file));
  while (loads.length < 5 && loads.at(-1).paint > most);
  return { paint: Math.min(...loads.map(({ paint }) => paint)), shift: Math.max(...loads.map(({ shift }) => shift)) };
};

for (const built of both()) {
  test(`${built.name}: on a slow line and a slow machine pages show soon and do not move`, async () => {
    const { name } = built;
    for (const kind of ["front", "timeline", "lanes", "year", "event", "term", "source", "search"]) {
      const { paint, shift } = await fastest(built, built.samples.get(kind), 2500);
      figure(9, `${name}, ${kind}`, "largest contentful paint, s", paint / 1000, "≤ 2.5");
      figure(9, `${name}, ${kind}`, "cumulative layout shift", shift, "≤ 0.1");
      cell(name, kind, "LCP s", paint / 1000);
      cell(name, kind, "CLS", shift);
      assert.ok(paint > 0 && paint <= 2500, `${kind}: painted after ${paint} ms`);
      assert.ok(shift <= 0.1, `${kind}: shifted by ${shift}`);
    }
  });
}
