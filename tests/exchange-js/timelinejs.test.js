// What `dateline export timelinejs` and `timelinejs-csv` write, read and shown by TimelineJS itself in a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { AWKWARD, exported, site } from "./site.js";

const library = join(dirname(createRequire(import.meta.url).resolve("@knight-lab/timelinejs/package.json")), "dist");
const folder = site();
const answers = {
  "/": ["text/html", '<!doctype html><div id="timeline" style="height: 600px"></div><script src="/js/timeline.js"></script>'],
  "/data.json": ["application/json", exported(folder, "timelinejs")],
  "/sheet.csv": ["text/csv", exported(folder, "timelinejs-csv")],
};

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  const [type, body] = answers[path] ?? ["text/javascript", path.startsWith("/js/") ? readFileSync(join(library, path)) : ""];
  response.writeHead(200, { "content-type": type });
  response.end(body);
});
let browser;
before(async () => {
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser.close();
  server.close();
});

/** The events as TimelineJS holds them after it has read a file. */
async function read(file) {
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (fault) => faults.push(String(fault)));
  const address = `http://127.0.0.1:${server.address().port}`;
  await page.goto(address);
  const found = await page.evaluate(async (source) => {
    const timeline = new TL.Timeline("timeline", source, { language: "en" });
    for (let i = 0; i < 200 && !(timeline.ready || timeline.config?.messages?.errors.length); i += 1) {
      await new Promise((done) => setTimeout(done, 50));
    }
    const plain = (date) => date && { ...date.data, when: date.data.date_obj ? date.data.date_obj.toString() : undefined };
    return {
      errors: timeline.config.messages.errors,
      headlines: [...document.querySelectorAll(".tl-slide h2")].map((heading) => heading.textContent.trim()),
      eras: timeline.config.eras.map((era) => era.headline),
      events: timeline.config.events.map((event) => ({
        headline: event.text.headline,
        text: event.text.text,
        group: event.group,
        start: plain(event.start_date),
        end: plain(event.end_date),
        shown: event.display_date,
      })),
    };
  }, `${address}${file}`);
  await page.close();
  assert.deepEqual(faults, []);
  return found;
}

const years = (found) => found.events.map((event) => [event.headline.replaceAll("&quot;", '"'), Number(event.start.year)]);

for (const file of ["/data.json", "/sheet.csv"]) {
  test(`${file} is read without an error, with every date`, async () => {
    const found = await read(file);
    assert.deepEqual(found.errors, []);
    // Its year −490 is 490 BCE, which EDTF calls −0489.
    assert.deepEqual(years(found), [["A battle", -490], ["A siege", 1850], ["Since then", 2014], ["A congress", 2021], [AWKWARD, 2022]]);
    assert.ok(found.headlines.includes(AWKWARD), found.headlines.join("\n"));
    assert.deepEqual(found.eras, ["The early days"]);
    const talks = found.events.at(-1);
    assert.equal(talks.group, "Round");
    assert.equal(`${Number(talks.start.month)} ${Number(talks.start.day)} ${Number(talks.start.hour)}`, "1 21 11");
    assert.match(talks.text, /<em>line<\/em>/);
    const congress = found.events.at(-2);
    assert.equal(`${Number(congress.start.day)} ${Number(congress.end.day)}`, "1 5");
  });
}
