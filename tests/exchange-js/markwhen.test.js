// What `dateline export markwhen` writes, read by Markwhen's own parser. DATELINE names the binary.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "@markwhen/parser";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const dateline = process.env.DATELINE ?? join(root, "target/release/dateline");
const site = mkdtempSync(join(tmpdir(), "dateline-exchange-"));
after(() => rmSync(site, { recursive: true }));

function write(path, text) {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
}

function entries(node) {
  return node.children ? node.children.flatMap(entries) : [node];
}

test("every entry is read with its date, its headline and its properties", () => {
  write("dateline.yaml", "title: Test\ntimezone: Europe/Zurich\n");
  write("content/events/a.md", "---\ntitle: Talks\ndate: 2022-01-21T11:00\nthreads: [Round]\nplaces: [Geneva]\n---\nText.\n\n# Heading\n");
  write("content/events/b.md", "---\ntitle: A siege\ndate: 1850~\n---\n");
  write("content/events/c.md", "---\ntitle: Since then\ndate: 2014-03/..\n---\n");
  const text = execFileSync(dateline, ["export", "markwhen", "--site", site, "-q"], { encoding: "utf8" });
  const parsed = parse(text);
  assert.deepEqual(parsed.documentMessages, []);
  assert.equal(parsed.header.title, "Test");
  const found = entries(parsed.events).map((entry) => [
    entry.id,
    entry.firstLine.restTrimmed,
    entry.dateRangeIso.fromDateTimeIso.slice(0, 16),
  ]);
  assert.deepEqual(found, [
    ["b", "A siege", "1850-01-01T00:00"],
    ["c", "Since then", "2014-03-01T00:00"],
    ["a", "Talks", "2022-01-21T11:00"],
  ]);
  const [siege, , talks] = entries(parsed.events);
  assert.equal(siege.properties.edtf, "1850~");
  assert.deepEqual(talks.properties.places, ["Geneva"]);
});
