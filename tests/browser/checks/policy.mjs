// Point 10: the content security policy, as a header and in the page, is never violated; nothing stands inline.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage, route } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { policy } from "../harness/server.mjs";
import { both, site } from "../harness/sites.mjs";
import { survey } from "../harness/survey.mjs";

for (const built of both()) {
  const { name } = built;
  test(`${name}: nothing stands inline`, async () => {
    const all = await survey(name);
    const faulty = all.filter(({ inline }) => inline > 0);
    figure(10, name, `documents with inline script, style or handler, of ${all.length}`, faulty.length, 0);
    assert.deepEqual(faulty.map(({ path }) => path).slice(0, 5), []);
  });

  test(`${name}: the policy is in every page and is not violated`, async () => {
    const base = await address(name);
    let violations = 0;
    await inPage({}, async (page) => {
      await page.addInitScript(() => {
        globalThis.violated = [];
        document.addEventListener("securitypolicyviolation", (event) => globalThis.violated.push(`${event.violatedDirective}: ${event.blockedURI}`));
      });
      for (const [, file] of built.samples) {
        assert.ok(built.read(file).includes(`content="${policy}"`), `${file}: the policy`);
        await page.goto(base + route(file), { waitUntil: "load" });
        const violated = await page.evaluate("violated");
        violations += violated.length;
        assert.deepEqual(violated, [], file);
      }
    });
    figure(10, name, `violations on ${built.samples.size} pages`, violations, 0);
  });
}

test("the file for hosts says the policy that the tests' server sends", () => {
  // Rules as Netlify and Cloudflare Pages read them: a pattern, then indented headers.
  const rules = new Map(site("flagship").read("_headers").trim().split(/\n(?=\S)/u).map((rule) => {
    const [pattern, ...headers] = rule.split("\n");
    return [pattern, new Map(headers.map((header) => header.trim().split(/: (.*)/su).slice(0, 2)))];
  }));
  assert.equal(rules.get("/*").get("Content-Security-Policy"), policy);
  assert.equal(rules.get("/*").get("X-Content-Type-Options"), "nosniff");
  for (const pattern of ["/*.json", "/*.ics", "/*.geojson", "/atom.xml"]) assert.equal(rules.get(pattern).get("Access-Control-Allow-Origin"), "*", pattern);
  assert.ok(![...rules.values()].some((headers) => headers.has("X-Frame-Options")), "embeds are shown in frames");
});
