// A small site in a folder of its own, what `dateline export` makes of it and `dateline import` brings to it. DATELINE names the binary.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const dateline = process.env.DATELINE ?? join(root, "target/release/dateline");

// Texts that another program's parser could take for something else.
export const AWKWARD = 'A "quoted", comma; =1+1 \\ ünï — and more';

const FILES = {
  "dateline.yaml": `title: Test
timezone: Europe/Zurich
base_url: https://example.org/
licence: CC-BY-4.0
views:
  early:
    title: The early days
    dates: 1800/1900
`,
  "content/events/a.md": `---
title: '${AWKWARD}'
date: 2022-01-21T11:00
summary: Two met.
threads: [Round]
places: [Geneva]
topics: [Talks]
actors: [Ann Lee]
sources: [wire-2022]
relations: { follows: b }
image: { file: hall.jpg, alt: A hall, credit: Bo Li }
---
First *line*.

- one
- two
`,
  "content/events/b.md": "---\ntitle: A siege\ndate: 1850~\nsources: [{ id: book, says: reported, note: 'page 3; and 4' }]\n---\n",
  "content/events/c.md": "---\ntitle: Since then\ndate: 2014-03/..\n---\n",
  "content/events/d.md": "---\ntitle: A battle\ndate: -0489-09\nstatus: disputed\n---\n",
  "content/events/e.md": "---\ntitle: A congress\ndate: 2021-06-01/2021-06-05\nstatus: announced\n---\n",
  "content/events/hall.jpg": "",
  "content/sources/wire-2022.md": "---\ntitle: 'Two {met} & 50% of \"it\"'\npublisher: Calder Post\nagency: Northwire\nauthors: [Ann Lee, 'Müller, Jan']\npublished: 2022-01-21T10:37Z\nurl: https://example.org/a_b?c=1&d=%20#e\nlanguage: en\nkind: news report\n---\n",
  "content/sources/book.md": "---\ntitle: A history\nauthors: [Cy Poe]\npublished: 1901~\nkind: book\n---\n",
};

/** A site with files of its own besides; it is removed when the process ends. */
export function site(files = {}) {
  const folder = mkdtempSync(join(tmpdir(), "dateline-exchange-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries({ ...FILES, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The bytes that `dateline export FORMAT` writes to standard output. */
export function exported(folder, format) {
  return execFileSync(dateline, ["export", format, "--site", folder, "-q"], { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}

/** What `dateline import` would make of a file in the site's folder, as it tells programs. */
export function imported(folder, format, file) {
  const line = ["import", format, join(folder, file), "--site", folder, "--format", "json", "-q"];
  return JSON.parse(execFileSync(dateline, line, { stdio: ["ignore", "pipe", "ignore"] }).toString());
}
