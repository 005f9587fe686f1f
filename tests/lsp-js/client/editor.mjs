// An editor made of the protocol's reference client, the one in VS Code: it starts the server, opens documents, applies
// what it is answered, and keeps the diagnostics that it is told.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import rpc from "vscode-jsonrpc/node.js";
import protocol from "vscode-languageserver-protocol";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
export const dateline = process.env.DATELINE ?? join(root, "target/release/dateline");

const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  workspace: {
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
    symbol: {},
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "refactor"] } } },
    rename: { prepareSupport: true },
    hover: { contentFormat: ["markdown"] },
  },
};

/** A copy of the site that stands in this repository, which a test may change. */
export function copyOfFlagship() {
  const site = mkdtempSync(join(tmpdir(), "dateline-lsp-"));
  for (const path of ["dateline.yaml", "content", "templates"]) cpSync(join(root, path), join(site, path), { recursive: true });
  return { site, remove: () => rmSync(site, { recursive: true }) };
}

export class Editor {
  #documents = new Map();
  #waiting = [];
  diagnostics = new Map();
  registrations = [];

  /** Starts the server in a site, with the editor's own words added to its capabilities. */
  static async start(site, capabilities = {}) {
    const editor = new Editor();
    editor.site = site;
    editor.process = spawn(dateline, ["lsp", "--stdio"], { cwd: site, stdio: ["pipe", "pipe", "inherit"] });
    editor.exited = new Promise((resolve) => editor.process.on("exit", resolve));
    const { stdin, stdout } = editor.process;
    editor.connection = rpc.createMessageConnection(new rpc.StreamMessageReader(stdout), new rpc.StreamMessageWriter(stdin));
    editor.connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => editor.#told(params));
    editor.connection.onRequest(protocol.RegistrationRequest.type, (params) => void editor.registrations.push(...params.registrations));
    editor.connection.listen();
    const rootUri = pathToFileURL(site).href;
    editor.initialized = await editor.connection.sendRequest(protocol.InitializeRequest.type, {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: "site" }],
      capabilities: { ...CAPABILITIES, ...capabilities },
    });
    await editor.connection.sendNotification(protocol.InitializedNotification.type, {});
    return editor;
  }

  uri(path) {
    return pathToFileURL(join(this.site, path)).href;
  }

  path(uri) {
    return fileURLToPath(uri).slice(this.site.length + 1).replaceAll("\\", "/");
  }

  text(path) {
    return this.#documents.get(path)?.text ?? readFileSync(join(this.site, path), "utf8");
  }

  async open(path, text = this.text(path)) {
    this.#documents.set(path, { text, version: 1 });
    const textDocument = { uri: this.uri(path), languageId: "markdown", version: 1, text };
    await this.connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** Writes words in the place of others, as somebody types who has a document open. */
  async type(path, before, after) {
    const document = this.#documents.get(path);
    const at = document.text.indexOf(before);
    if (at < 0) throw new Error(`${path} has no ${before}`);
    const range = { start: position(document.text, at), end: position(document.text, at + before.length) };
    document.text = document.text.slice(0, at) + after + document.text.slice(at + before.length);
    document.version += 1;
    await this.connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path), version: document.version },
      contentChanges: [{ range, text: after }],
    });
  }

  /** The place of `|` in some words of a file. */
  at(path, words) {
    const [before, after] = words.split("|");
    const at = this.text(path).indexOf(before + after);
    if (at < 0) throw new Error(`${path} has no ${words}`);
    return { textDocument: { uri: this.uri(path) }, position: position(this.text(path), at + before.length) };
  }

  ask(type, params) {
    return this.connection.sendRequest(type, params);
  }

  /** The codes of a file's diagnostics, once they are these. */
  codes(path, expected) {
    const are = () => JSON.stringify((this.diagnostics.get(path) ?? []).map((one) => one.code)) === JSON.stringify(expected);
    if (are()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${path}: ${JSON.stringify(this.diagnostics.get(path))}`)), 10_000);
      this.#waiting.push(() => are() && (clearTimeout(late), resolve(), true));
    });
  }

  #told({ uri, diagnostics }) {
    this.diagnostics.set(this.path(uri), diagnostics);
    this.#waiting = this.#waiting.filter((is) => !is());
  }

  /** Applies changes to documents and files, and saves them. */
  apply(edit) {
    for (const change of edit.documentChanges) {
      if (change.kind === "create") writeFileSync(fileURLToPath(change.uri), "");
      else if (change.kind === "rename") renameSync(fileURLToPath(change.oldUri), fileURLToPath(change.newUri));
      else {
        const file = fileURLToPath(change.textDocument.uri);
        writeFileSync(file, applied(readFileSync(file, "utf8"), change.edits));
      }
    }
  }

  async end() {
    await this.connection.sendRequest(protocol.ShutdownRequest.type);
    await this.connection.sendNotification(protocol.ExitNotification.type);
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }
}

function position(text, at) {
  const lines = text.slice(0, at).split("\n");
  return { line: lines.length - 1, character: lines.at(-1).length };
}

function offset(text, { line, character }) {
  return text.split("\n").slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
}

/** A text after edits, of which the first at a place stands first. */
export function applied(text, edits) {
  const placed = edits.map((edit) => [offset(text, edit.range.start), offset(text, edit.range.end), edit.newText]);
  return placed
    .reverse()
    .sort((a, b) => b[0] - a[0])
    .reduce((whole, [start, end, words]) => whole.slice(0, start) + words + whole.slice(end), text);
}
