// What `dateline schema` prints, used by yaml-language-server, which runs in VS Code, Zed, Helix and Neovim: every front
// matter of the site that stands in this repository is sound to it, and what is wrong is marked.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import rpc from "vscode-jsonrpc/node.js";
import protocol from "vscode-languageserver-protocol";
import { copyOfFlagship, dateline } from "./client/editor.mjs";

const KINDS = { events: "event", sources: "source", actors: "term", places: "term", topics: "term", threads: "term", pages: "page" };
const require = createRequire(import.meta.url);
const program = join(dirname(require.resolve("yaml-language-server/package.json")), "bin/yaml-language-server");
const told = new Map();
let site, remove, server, connection;

const uri = (path) => pathToFileURL(join(site, path)).href;

before(async () => {
  ({ site, remove } = copyOfFlagship());
  mkdirSync(join(site, ".schemas"));
  const settings = readFileSync(join(site, "dateline.yaml"), "utf8");
  writeFileSync(join(site, "dateline.yaml"), `${settings}taxonomies: {lanes: {title: Lanes}}\nstatuses: {leaked: Leaked}\n`);
  const schemas = {};
  for (const kind of ["event", "source", "term", "page", "settings"]) {
    writeFileSync(join(site, `.schemas/${kind}.json`), execFileSync(dateline, ["schema", kind, "--site", site]));
    schemas[uri(`.schemas/${kind}.json`)] = kind === "settings" ? "dateline.yaml" : `**/${kind}-*.yaml`;
  }
  server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  connection = rpc.createMessageConnection(new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
  connection.onNotification(protocol.PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => told.get(uri)?.(diagnostics));
  const yaml = { schemas, validate: true, completion: true, hover: true, schemaStore: { enable: false } };
  connection.onRequest("workspace/configuration", ({ items }) => items.map(({ section }) => (section === "yaml" ? yaml : {})));
  connection.onRequest("client/registerCapability", () => null);
  connection.listen();
  await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: uri(""),
    workspaceFolders: null,
    capabilities: { workspace: { configuration: true } },
  });
  await connection.sendNotification(protocol.InitializedNotification.type, {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: { yaml } });
});
after(() => {
  connection.dispose();
  server.kill();
  remove();
});

let documents = 0;

/** What the server says of a text, as of a file of a kind. */
async function messages(kind, text) {
  const name = kind === "settings" ? "dateline.yaml" : `${kind}-${(documents += 1)}.yaml`;
  const textDocument = { uri: uri(name), languageId: "yaml", version: 1, text };
  const answer = new Promise((resolve, reject) => {
    told.set(uri(name), resolve);
    setTimeout(() => reject(new Error(`nothing was said of ${name}`)), 20_000).unref();
  });
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument });
  const found = await answer;
  return found.map((one) => one.message);
}

test("the site's own files are sound", async () => {
  assert.deepEqual(await messages("settings", readFileSync(join(site, "dateline.yaml"), "utf8")), []);
  const files = Object.entries(KINDS).flatMap(([folder, kind]) =>
    readdirSync(join(site, "content", folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => [kind, join(folder, name)]),
  );
  assert.ok(files.length > 40, `${files.length} files`);
  const found = files.map(async ([kind, path]) => {
    const [, front] = readFileSync(join(site, "content", path), "utf8").split(/^---$/m);
    assert.deepEqual(await messages(kind, front), [], path);
  });
  await Promise.all(found);
});

test("what cannot be right is marked", async () => {
  const wrong = async (kind, text, expected) => {
    const found = await messages(kind, text);
    assert.ok(found.some((message) => expected.test(message)), `${text}: ${JSON.stringify(found)}`);
  };
  await wrong("event", "title: T\ndaypart: noon\n", /Value is not accepted|Valid values/);
  await wrong("event", "title: T\nstatus: rumoured\n", /./);
  await wrong("event", "title: T\nlead: perhaps\n", /Incorrect type/);
  await wrong("event", "title: T\nrelations: {after: x}\n", /after is not allowed/);
  await wrong("term", "title: T\nlocation: {lat: 99, lon: 0}\n", /./);
});

test("what the site's settings declare is known", async () => {
  assert.deepEqual(await messages("event", "title: T\nstatus: leaked\nlanes: [Fast]\n"), []);
  const name = `event-${documents}.yaml`;
  const position = { line: 2, character: 1 };
  const hover = await connection.sendRequest(protocol.HoverRequest.type, { textDocument: { uri: uri(name) }, position });
  assert.match(JSON.stringify(hover.contents), /Lanes: names or slugs/);
});
