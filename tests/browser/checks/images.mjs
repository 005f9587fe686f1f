// Point 15: pictures have a text that stands for them and a size, and are loaded late where they stand low.
import assert from "node:assert/strict";
import test from "node:test";

import { address, inPage } from "../harness/browser.mjs";
import { figure } from "../harness/figures.mjs";
import { survey } from "../harness/survey.mjs";

test("pictures have alt, width and height, and all but the first of a page are lazy", async () => {
  let count = 0;
  for (const { path, kind, images } of await survey("chronicle")) {
    images.forEach((image, index) => {
      assert.ok(image.alt !== null && image.width > 0 && image.height > 0, `${path}: ${JSON.stringify(image)}`);
      if (index > 0 || kind !== "event") assert.ok(image.lazy, `${path}: ${image.src} is not lazy`);
      count += 1;
    });
  }
  figure(15, "chronicle", "pictures with alt, width, height", count);
  assert.ok(count > 1000);
});

test("a picture is there and keeps its shape on a phone", async () => {
  const base = await address("chronicle");
  const { path } = (await survey("chronicle")).find(({ images }) => images.length > 1);
  await inPage({ viewport: { width: 360, height: 800 } }, async (page) => {
    await page.goto(base + path);
    const picture = page.locator("main img").first();
    await picture.scrollIntoViewIfNeeded();
    const [width, height, natural] = await picture.evaluate((image) => image.decode().then(() => [image.clientWidth, image.clientHeight, image.naturalWidth / image.naturalHeight]));
    assert.ok(width <= 360 && Math.abs(width / height - natural) < 0.05, `${width} × ${height}`);
  });
});
