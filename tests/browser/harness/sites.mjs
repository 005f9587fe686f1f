// The sites that the checks look at: the binary builds each into a temporary folder, once.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { arabic, chronicle, onDisk, restyling, small } from "../fixture.mjs";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
/** The program that is tested. */
export const binary = resolve(process.env.DATELINE ?? join(project, "target/release/dateline"));
const work = mkdtempSync(join(tmpdir(), "dateline-browser-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

/** Writes files below a folder. */
function write(folder, files) {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function build(name, folder) {
  if (!existsSync(binary)) throw new Error(`there is no ${binary}: run \`cargo build --release\`, or name another in DATELINE`);
  const out = join(work, name, "public");
  execFileSync(binary, ["build", "--quiet", "--site", folder, "--out", out], { stdio: ["ignore", "inherit", "inherit"] });
  return new Site(name, out);
}

function made(name, files) {
  const folder = join(work, name, "site");
  write(folder, files);
  return build(name, folder);
}

/** The timeline in this repository with files of its own laid over it. */
function flagshipWith(name, files) {
  const folder = join(work, name, "site");
  mkdirSync(folder, { recursive: true });
  for (const part of ["content", "dateline.yaml"]) cpSync(join(project, part), join(folder, part), { recursive: true });
  write(folder, files);
  return build(name, folder);
}

/** A site of forty events, built again after one of them has got another title. */
function retitled(name) {
  const files = chronicle(40);
  made(name, files);
  const path = "content/events/event-7.md";
  files.set(path, files.get(path).replace(/^title: .*$/mu, 'title: "Nothing is called what it was"'));
  return made(name, files);
}

/** The output of a build. */
export class Site {
  constructor(name, folder) {
    this.name = name;
    this.folder = folder;
    this.files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
      .sort();
    this.documents = this.files.filter((file) => file.endsWith(".html"));
  }

  /** Builds it once more into the same place. */
  again() {
    makers[this.name](this.folder);
  }

  read(file) {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** What kind of page a document is: the class of its body, with the unit of a period; `redirect` where it has none. */
  kind(file) {
    const kind = /<body class="page-([\w-]+)/u.exec(this.read(file))?.[1] ?? "redirect";
    if (kind !== "period") return /\/page\/\d+(\/|\.html)/u.test(file) ? `${kind}, later page` : kind;
    if (/^(decades|centuries)/u.test(file)) return file.split("/")[0];
    const unit = ["year", "month", "day"][(file.match(/\d+(?=\/|\.html)/gu) ?? []).length - 1] ?? "period";
    return /page\//u.test(file) ? "period, later page" : unit;
  }

  /** One document of each kind but redirects: the largest, which has the most to go wrong. */
  get samples() {
    this.sampled ??= sample(this);
    return this.sampled;
  }
}

function sample(site) {
  const largest = new Map();
  for (const file of site.documents) {
    const kind = site.kind(file);
    if (kind === "redirect") continue;
    const size = site.read(file).length;
    if (!largest.has(kind) || largest.get(kind).size < size) largest.set(kind, { file, size });
  }
  return new Map([...largest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, { file }]) => [kind, file]));
}

const makers = {
  flagship: () => build("flagship", project),
  chronicle: () => made("chronicle", chronicle()),
  arabic: () => made("arabic", arabic()),
  disk: () => made("disk", onDisk()),
  empty: () => made("empty", small.empty()),
  single: () => made("single", small.single()),
  restyled: () => flagshipWith("restyled", restyling),
  before: () => made("before", chronicle(40)),
  retitled: () => retitled("retitled"),
};
const sites = new Map();

/** A site by its name. */
export function site(name) {
  if (!sites.has(name)) sites.set(name, makers[name]());
  return sites.get(name);
}

/** The sites that every point is checked on. */
export const both = () => [site("flagship"), site("chronicle")];
