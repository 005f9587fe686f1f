// All checks of the pages in one process, so that each site is built once and one browser serves all; see README.md.
import { after } from "node:test";

import { finish } from "./harness/browser.mjs";
import { summary, table } from "./harness/figures.mjs";

const groups = [
  "validity", "head", "structure", "axe", "keyboard", "reflow", "modes", "without_script", "filters", "print", "weight", "policy", "data",
  "links", "sharing", "search", "images", "drawing", "zoom", "edition", "restyle", "preview", "preview_problems",
];
for (const group of groups) await import(`./checks/${group}.mjs`);

after(async () => {
  await finish();
  console.log(`\n${table()}\n\n${summary()}\n`);
});
