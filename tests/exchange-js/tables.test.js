// The tables that Dateline writes, read by a CSV parser that it does not use and held against the rules of Data Packages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { unzipSync, strFromU8 } from "fflate";
import Papa from "papaparse";
import { AWKWARD, exported, site } from "./site.js";

const folder = site();

function rows(csv) {
  const read = Papa.parse(csv, { header: true, skipEmptyLines: true });
  assert.deepEqual(read.errors, []);
  return read.data;
}

test("the sheet of TimelineJS has a row for each event", () => {
  const sheet = rows(exported(folder, "timelinejs-csv").toString());
  const talks = sheet.find((row) => row.Year === "2022");
  // A headline is HTML there.
  assert.equal(talks.Headline.replaceAll("&quot;", '"'), AWKWARD);
  assert.equal(talks.Time, "11:00");
  assert.ok(sheet.every((row) => row.__parsed_extra === undefined));
});

// https://specs.frictionlessdata.io/ — data-package, data-resource, tabular-data-resource and table-schema, version 1.
test("the data package keeps its own promises", () => {
  const files = unzipSync(new Uint8Array(exported(folder, "datapackage")));
  const descriptor = JSON.parse(strFromU8(files["datapackage.json"]));
  assert.equal(descriptor.profile, "tabular-data-package");
  assert.match(descriptor.name, /^[-a-z0-9._]+$/);
  assert.ok(descriptor.licenses.every((licence) => licence.name || licence.path));
  assert.ok(descriptor.resources.length > 0);
  const tables = new Map();
  for (const resource of descriptor.resources) {
    assert.match(resource.name, /^[-a-z0-9._]+$/);
    assert.ok(!resource.path.startsWith("/") && !resource.path.includes(".."));
    assert.equal(resource.profile, "tabular-data-resource");
    const table = rows(strFromU8(files[resource.path]));
    tables.set(resource.name, table);
    const fields = resource.schema.fields.map((field) => field.name);
    for (const row of table) assert.deepEqual(Object.keys(row), fields);
    for (const field of resource.schema.fields) {
      assert.ok(["string", "boolean"].includes(field.type));
      if (field.type === "boolean") for (const row of table) assert.match(row[field.name], /^(true|false)$/);
    }
    const keys = table.map((row) => resource.schema.primaryKey.map((name) => row[name]).join("\u0000"));
    assert.equal(new Set(keys).size, keys.length, resource.name);
    assert.ok(keys.every((key) => key !== ""));
  }
  for (const resource of descriptor.resources) {
    for (const { fields, reference } of resource.schema.foreignKeys ?? []) {
      const known = new Set(tables.get(reference.resource).map((row) => row[reference.fields]));
      for (const row of tables.get(resource.name)) assert.ok(known.has(row[fields]), `${resource.name}.${fields}: ${row[fields]}`);
    }
  }
  const titles = tables.get("events").map((row) => row.title);
  assert.ok(titles.includes(AWKWARD), titles.join("\n"));
  assert.equal(tables.get("events").find((row) => row.slug === "a").text, "First *line*.\n\n- one\n- two");
  assert.equal(tables.get("citations").find((row) => row.event === "b").note, "page 3; and 4");
});
