// `dateline lsp` and the protocol's reference client, on a copy of the site that stands in this repository: each thing
// that the server offers, asked for as an editor asks. DATELINE names the binary.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import protocol from "vscode-languageserver-protocol";
import { Editor, applied, copyOfFlagship, dateline } from "./client/editor.mjs";

const TALKS = "content/events/deputy-talks.md";
const CRIMEA = "content/events/annexation-of-crimea.md";
let site, remove, editor;

before(async () => {
  ({ site, remove } = copyOfFlagship());
  editor = await Editor.start(site);
});
after(async () => {
  if (editor.process.exitCode === null) editor.process.kill();
  remove();
});

function check(...more) {
  return execFileSync(dateline, ["check", "--site", site, "-q", ...more], { encoding: "utf8" });
}

test("it says what it offers and asks to be told of files", async () => {
  const { capabilities, serverInfo } = editor.initialized;
  assert.equal(serverInfo.name, "dateline");
  assert.equal(capabilities.positionEncoding, "utf-16");
  assert.equal(capabilities.renameProvider.prepareProvider, true);
  await editor.ask(protocol.WorkspaceSymbolRequest.type, { query: "x" });
  assert.equal(editor.registrations[0].method, "workspace/didChangeWatchedFiles");
});

test("diagnostics come while one types, and go when it is mended", async () => {
  await editor.open(CRIMEA);
  await editor.type(CRIMEA, "date: 2014", "date: 2014-13");
  await editor.codes(CRIMEA, ["bad-date"]);
  const [problem] = editor.diagnostics.get(CRIMEA);
  assert.equal(problem.range.start.line, 2);
  assert.equal(problem.severity, protocol.DiagnosticSeverity.Error);
  await editor.type(CRIMEA, "date: 2014-13", "date: 2014");
  await editor.codes(CRIMEA, []);
});

test("a file that goes from the disk, and comes back, counts at once", async () => {
  const path = "content/sources/dw-2022-01-09.md";
  const text = readFileSync(join(site, path), "utf8");
  const changed = (type) => editor.connection.sendNotification(protocol.DidChangeWatchedFilesNotification.type, { changes: [{ uri: editor.uri(path), type }] });
  rmSync(join(site, path));
  await changed(protocol.FileChangeType.Deleted);
  await editor.codes(CRIMEA, ["unknown-source", "unknown-source"]);
  writeFileSync(join(site, path), text);
  await changed(protocol.FileChangeType.Created);
  await editor.codes(CRIMEA, []);
});

async function choices(path, text, words) {
  await editor.open(path, text);
  const list = await editor.ask(protocol.CompletionRequest.type, editor.at(path, words));
  return list.items.map((item) => [item.label, item.textEdit.newText, applied(text, [item.textEdit])]);
}

test("completion knows names, ids, keys and values", async () => {
  const path = "content/events/new.md";
  const front = "---\ntitle: 🕊 Переговори\n";
  const first = async (line, expected) => {
    const text = `${front}${line.replace("|", "")}\n---\n`;
    const [choice] = await choices(path, text, line);
    assert.equal(choice?.[2], `${front}${expected}\n---\n`, line);
  };
  await first("actors: [Russia, bli|]", "actors: [Russia, Antony Blinken]");
  await first("sources: [dw|]", "sources: [dw-2022-01-09]");
  await first("status: |", "status: announced");
  await first("relations: {follows: deputy|}", "relations: {follows: deputy-talks}");
  const keys = await choices(path, `${front}dayp\n---\n`, "dayp|");
  assert.ok(keys.some(([, , text]) => text === `${front}daypart: \n---\n`));
  const body = "---\ntitle: x\ndate: 2022\n---\n🕊 Див. [[deputy\n";
  const [link] = await choices(path, body, "[[deputy|");
  assert.equal(link[2], body.replace("[[deputy", "[[deputy-talks]]"));
  const cited = "---\ntitle: x\ndate: 2022\n---\n🕊 Так [@geo]\n";
  const [citation] = await choices(path, cited, "[@geo|]");
  assert.equal(citation[2], cited.replace("[@geo]", "[@geo-2022-01-21]"));
});

test("hover shows a date's sentence and a source's record", async () => {
  await editor.open(CRIMEA);
  const said = async (words) => (await editor.ask(protocol.HoverRequest.type, editor.at(CRIMEA, words))).contents.value;
  assert.match(await said("date: 20|14"), /Earliest 2014-01-01, latest 2014-12-31/);
  assert.match(await said("[@geo|-2022"), /publisher: /);
  assert.match(await said("sum|mary:"), /sentences/);
  assert.match(await said("places: [Cri|mea]"), /\d events?/);
});

test("definition and references of a term, a source and an event", async () => {
  const at = async (words) => editor.path((await editor.ask(protocol.DefinitionRequest.type, editor.at(CRIMEA, words))).uri);
  assert.equal(await at("[@geo|-2022"), "content/sources/geo-2022-01-21.md");
  assert.equal(await at("related: conflict|-in"), "content/events/conflict-in-eastern-ukraine.md");
  assert.equal(await at("actors: [Rus|sia]"), "content/actors/russia.md");
  const found = await editor.ask(protocol.ReferencesRequest.type, { ...editor.at(CRIMEA, "[@geo|-2022"), context: { includeDeclaration: true } });
  const files = new Set(found.map((one) => editor.path(one.uri)));
  const named = execFileSync("grep", ["-rlE", "geo-2022-01-21", join(site, "content/events")], { encoding: "utf8" }).trim().split("\n").length;
  assert.equal(files.size, named + 1);
});

test("what was meant is one keystroke away", async () => {
  await editor.open(CRIMEA);
  await editor.type(CRIMEA, "actors: [Russia]", "actorz: [Russia]");
  await editor.codes(CRIMEA, ["misspelt-key"]);
  const diagnostics = editor.diagnostics.get(CRIMEA);
  const { textDocument, position } = editor.at(CRIMEA, "act|orz");
  const range = { start: position, end: position };
  const [action] = await editor.ask(protocol.CodeActionRequest.type, { textDocument, range, context: { diagnostics } });
  assert.equal(action.kind, "quickfix");
  const [{ edits }] = action.edit.documentChanges;
  assert.match(applied(editor.text(CRIMEA), edits), /^actors: \[Russia\]$/m);
  await editor.type(CRIMEA, "actorz", "actors");
  await editor.codes(CRIMEA, []);
});

test("symbols are found by title", async () => {
  const found = await editor.ask(protocol.WorkspaceSymbolRequest.type, { query: "annexes crimea" });
  assert.deepEqual(found.map((one) => editor.path(one.location.uri)), [CRIMEA]);
  const own = await editor.ask(protocol.DocumentSymbolRequest.type, { textDocument: { uri: editor.uri(CRIMEA) } });
  assert.equal(own[0].name, "Russia annexes Crimea");
});

test("what is not offered is answered, and what is cancelled does no harm", async () => {
  await assert.rejects(editor.connection.sendRequest("textDocument/moniker", {}), { code: -32601 });
  const source = new protocol.CancellationTokenSource();
  const asked = editor.connection.sendRequest("workspace/symbol", { query: "a" }, source.token);
  source.cancel();
  await asked.catch(() => {});
  assert.ok(await editor.ask(protocol.WorkspaceSymbolRequest.type, { query: "a" }));
});

test("an event is renamed with its file, its links and an alias", async () => {
  await editor.open(TALKS);
  const place = editor.at(TALKS, "title: |");
  const prepared = await editor.ask(protocol.PrepareRenameRequest.type, place);
  assert.equal(prepared.placeholder, "deputy-talks");
  await assert.rejects(editor.ask(protocol.RenameRequest.type, { ...place, newName: "blinken-kyiv" }), /another page/);
  await assert.rejects(editor.ask(protocol.RenameRequest.type, { ...place, newName: "A B" }), /lowercase letters/);
  const before = check("--format", "json");
  editor.apply(await editor.ask(protocol.RenameRequest.type, { ...place, newName: "first-talks" }));
  assert.ok(existsSync(join(site, "content/events/first-talks.md")) && !existsSync(join(site, TALKS)));
  assert.match(readFileSync(join(site, "content/events/first-talks.md"), "utf8"), /^aliases: \[.*\/events\/deputy-talks\/\]$/m);
  assert.equal(check("--format", "json"), before);
});

test("it ends when it is asked to", async () => {
  assert.equal(await editor.end(), 0);
});

test("it ends with 1 where nobody asked", async () => {
  const other = await Editor.start(site);
  await other.connection.sendNotification(protocol.ExitNotification.type);
  assert.equal(await other.exited, 1);
  other.connection.dispose();
});

test("a client that does not watch files is told of changes all the same", async (context) => {
  const other = await Editor.start(site, { workspace: {} });
  context.after(() => other.process.exitCode === null && other.process.kill());
  await other.open(CRIMEA);
  await other.ask(protocol.WorkspaceSymbolRequest.type, { query: "x" });
  writeFileSync(join(site, "content/events/broken.md"), "---\ntitle: x\ndate: no\n---\n");
  await other.codes("content/events/broken.md", ["no-source", "bad-date"]);
  rmSync(join(site, "content/events/broken.md"));
  await other.codes("content/events/broken.md", []);
  assert.equal(await other.end(), 0);
});
