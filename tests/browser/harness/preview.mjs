// A small site in a folder of its own and `dateline serve` on it: files are written as an editor saves them, and a page in the
// browser tells what it asked for and whether it was loaded anew.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

import { inPage } from "./browser.mjs";
import { binary } from "./sites.mjs";

/** An event of the site; `text` is its body. */
export const event = (title, text, sources = "[gazette]") => `---\ntitle: ${title}\ndate: 2022-01-21\nactors: [Ada]\nsources: ${sources}\n---\n${text}\n`;

/** A body that is some screens long. */
export const long = (first) => [first, ...Array.from({ length: 80 }, (_, n) => `Paragraph ${n} stays as it is.`)].join("\n\n");

const files = {
  "dateline.yaml": "title: Preview\npreview: { editor: vscode }\n",
  "content/events/first.md": event("First", long("The first text.")),
  "content/events/second.md": "---\ntitle: Second\ndate: 2022-02-03\nactors: [Bruno]\nsources: [gazette]\n---\nThe second text.\n",
  "content/sources/gazette.md": "---\ntitle: A report\npublisher: The Gazette\nurl: https://example.org/\n---\n",
  "static/custom.css": "body { background: rgb(1, 2, 3) }\n",
};

class Preview {
  constructor(folder) {
    this.folder = folder;
  }

  write(path, text) {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** Saves as many editors do: a file beside it takes its place. */
  save(path, text) {
    const beside = join(this.folder, dirname(path), ".saving.tmp");
    writeFileSync(beside, text);
    renameSync(beside, join(this.folder, path));
  }

  replace(path, from, to) {
    const text = readFileSync(join(this.folder, path), "utf8");
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
    this.save(path, text.replace(from, to));
  }

  /** Opens an address in a page that listens, and leaves a mark on its window that a reload would wipe off. */
  async open(page, address, run) {
    const [asked, ways] = [[], []];
    const listens = page.waitForRequest(/_dateline\/events/u);
    await page.goto(this.base + address);
    await listens;
    await page.evaluate(() => (window.kept = true));
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      // The browser asks for the site's icon when it likes.
      if (!pathname.endsWith("/favicon.svg")) asked.push(pathname);
      if (request.resourceType() === "fetch" || request.isNavigationRequest()) ways.push(`${request.resourceType()} ${pathname}`);
    });
    const isKept = () => page.evaluate(() => window.kept === true);
    return run({ page, asked, ways, isKept, times: (path) => asked.filter((it) => it === `/${path}`).length });
  }
}

/** Previews a fresh site, and opens one of its pages. */
export async function preview(address, run, context = {}) {
  const folder = mkdtempSync(join(tmpdir(), "dateline-preview-"));
  const site = new Preview(folder);
  for (const [path, text] of Object.entries(files)) site.write(path, text);
  const child = spawn(binary, ["--site", folder, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    site.base = await said(child);
    return await inPage(context, (page, own) => site.open(page, address, (view) => run(site, view, own)));
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The address that the program says first. */
function said(child) {
  return new Promise((resolve, reject) => {
    child.on("exit", (code) => reject(new Error(`the preview ended with ${code}`)));
    createInterface(child.stdout).on("line", (line) => {
      const address = /http:\S+/u.exec(line)?.[0];
      if (address) resolve(address);
    });
  });
}
