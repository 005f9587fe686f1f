// News reports read by the program as it is built for users: `cargo test` turns on more features of the crates it shares with tests.
import assert from "node:assert/strict";
import { test } from "node:test";
import { imported, site } from "./site.js";

const REPORT = `Envoys weigh another round in Geneva
20220124
https://calderpost.example/2022/01/24/envoys

By Ada Quill

GENEVA (Northwire) - The envoys may meet again on Thursday, two diplomats said on Monday.
`;

test("a report's statements are dated by the day of its publication", () => {
  const told = imported(site({ "report.txt": REPORT }), "news", "report.txt");
  const found = told.statements.map(({ expression, date, says }) => [expression, date, says]);
  assert.deepEqual(found, [["Thursday", "2022-01-27", "announced"], ["Monday", "2022-01-24", "reported"]]);
  assert.match(told.files[0].text, /^agency: Northwire$/m);
  assert.match(told.files[0].text, /^authors: \[Ada Quill\]$/m);
});
