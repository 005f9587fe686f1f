// Point 1, first half: the HTML checker of the W3C finds no error.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";

import { cell, figure } from "../harness/figures.mjs";
import { site } from "../harness/sites.mjs";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** Every document of a small site; of the large one each kind, redirects, and every twentieth of all. */
function chosen({ documents, samples }) {
  if (documents.length < 1000) return documents;
  const some = documents.filter((file, index) => index % 20 === 0 || file.startsWith("old/"));
  return [...new Set([...samples.values(), ...some])];
}

function errors(paths) {
  const options = ["-Xss4m", "-jar", jar, "--errors-only", "--format", "json", "--stdout", "--exit-zero-always", ...paths];
  return new Promise((resolve, reject) => {
    execFile("java", options, { maxBuffer: 1 << 28 }, (failure, output) => {
      if (failure) reject(failure);
      else resolve(JSON.parse(output).messages);
    });
  });
}

for (const name of ["flagship", "chronicle", "arabic", "disk", "empty", "single"]) {
  test(`${name}: the checker finds no error`, async () => {
    const built = site(name);
    const files = chosen(built);
    const found = await errors(files.map((file) => join(built.folder, file)));
    figure(1, name, `errors in ${files.length} documents`, found.length, 0);
    for (const [kind, file] of built.samples) cell(name, kind, "vnu", found.filter(({ url }) => url.endsWith(`/${file}`)).length);
    const told = found.slice(0, 10).map((one) => `${one.url}:${one.lastLine}: ${one.message}\n  ${one.extract}`);
    assert.equal(found.length, 0, told.join("\n"));
  });
}
