// Takes the pictures of README.md anew, of the timeline in this repository: `node tests/browser/screenshots.mjs` after
// `cargo build --release`. Each is written to docs/images as a PNG of at most 256 colours, which drawings and text do not
// exceed by much; the same pages give the same bytes on the same machine.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { address, finish, inPage } from "./harness/browser.mjs";
import { indexed } from "./harness/png.mjs";

const images = resolve(dirname(fileURLToPath(import.meta.url)), "../../docs/images");
const wide = { width: 1200, height: 900 };
const phone = { width: 390, height: 844 };
const shots = [
  { name: "front", path: "", viewport: wide },
  { name: "front-dark", path: "", viewport: wide, colorScheme: "dark" },
  { name: "event", path: "events/blinken-lavrov-geneva/", viewport: wide },
  { name: "timeline", path: "timeline/#span=2022-01-08/2022-01-16", viewport: wide },
  { name: "phone", path: "timeline/", viewport: phone },
];

/** The pixels of a picture, as the browser decodes it: red, green, blue, opacity. */
const pixels = async (source) => {
  const picture = await createImageBitmap(await (await fetch(source)).blob());
  const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  return { width: picture.width, height: picture.height, bytes: Array.from(data) };
};

mkdirSync(images, { recursive: true });
const base = await address("flagship");
for (const { name, path, viewport, colorScheme = "light" } of shots) {
  const taken = await inPage({ viewport, colorScheme, reducedMotion: "reduce", bypassCSP: true }, async (page) => {
    await page.goto(base + path, { waitUntil: "networkidle" });
    if (path.startsWith("timeline")) await page.waitForSelector(".is-live");
    await page.waitForTimeout(400);
    const shot = await page.screenshot();
    return page.evaluate(pixels, `data:image/png;base64,${shot.toString("base64")}`);
  });
  const file = indexed(taken.width, taken.height, taken.bytes);
  writeFileSync(join(images, `${name}.png`), file);
  console.log(`${name}.png: ${taken.width} × ${taken.height}, ${Math.ceil(file.length / 1024)} KB`);
}
await finish();
