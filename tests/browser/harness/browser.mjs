// One Chromium for all checks, a server for each site, and pages in a state of their own.
import { chromium } from "playwright-core";

import { serve } from "./server.mjs";
import { site } from "./sites.mjs";

let launched;
const servers = new Map();

async function browser() {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  return launched;
}

/** Where a site is served: the address of its root. */
export async function address(name) {
  if (!servers.has(name)) servers.set(name, await serve(site(name).folder));
  return servers.get(name).base;
}

/** The address of an output file as a reader writes it. */
export const route = (file) => file.replace(/(^|\/)index\.html$/u, "$1");

/** Runs something in a page of its own; the options are those of a Playwright context. What the page logs as an error fails. */
export async function inPage(options, run) {
  const { allowed = () => false, ...rest } = options;
  const context = await (await browser()).newContext({ viewport: { width: 1440, height: 900 }, ...rest });
  const errors = [];
  context.on("console", (message) => message.type() === "error" && errors.push(`${message.text()} (${message.location().url})`));
  context.on("weberror", (error) => errors.push(String(error.error())));
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const result = await run(page, context);
    const faults = errors.filter((error) => !allowed(error));
    if (faults.length) throw new Error(`the console says:\n${faults.join("\n")}`);
    return result;
  } finally {
    await context.close();
  }
}

/** Ends the browser and the servers. */
export async function finish() {
  await (await launched)?.close();
  for (const server of servers.values()) server.close();
}
