// The sources as Dateline exports them, read by the processors that reference managers use.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BibLatexParser } from "biblatex-csl-converter";
import CSL from "citeproc";
import { exported, site } from "./site.js";

const folder = site();

const STYLE = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Test</title><id>test</id>
<updated>2022-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout delimiter=" "><names variable="author"><name delimiter="; "/></names><text variable="title" prefix=" | "/>
<text variable="container-title" prefix=" | "/><date variable="issued" prefix=" | "><date-part name="year"/><date-part name="month" form="numeric" prefix="-"/>
<date-part name="day" prefix="-"/></date><text variable="URL" prefix=" | "/></layout></bibliography></style>`;
const LOCALE = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><info/><terms>
<term name="open-quote">“</term><term name="close-quote">”</term><term name="circa">c.</term><term name="et-al">et al.</term><term name="and">and</term></terms></locale>`;

test("CSL-JSON is cited with authors, title, outlet, date and address", () => {
  const items = JSON.parse(exported(folder, "csl-json").toString());
  const byId = new Map(items.map((item) => [item.id, item]));
  const engine = new CSL.Engine({ retrieveLocale: () => LOCALE, retrieveItem: (id) => byId.get(id) }, STYLE);
  engine.updateItems([...byId.keys()]);
  const [, entries] = engine.makeBibliography();
  const plain = entries.map((entry) => entry.replace(/<[^>]+>/g, "").replaceAll("&#38;", "&").trim());
  const wire = plain.find((entry) => entry.includes("Calder Post"));
  assert.match(wire, /^Ann Lee; Müller, Jan \| Two \{met\} & 50% of .it. \| Calder Post \| 2022-1-21 \| https:\/\/example\.org\/a_b\?c=1/);
  assert.ok(plain.some((entry) => entry.startsWith("Cy Poe | A history | 1901")), plain.join("\n"));
});

// The part of the schema of CSL-JSON 1.0.2 (csl-data.json, MIT) that names what Dateline writes; it allows nothing else.
const TYPES = "article-newspaper book broadcast dataset graphic interview legislation map motion_picture personal_communication post report speech thesis treaty webpage".split(" ");
const TEXTS = "title container-title source URL archive_location language genre note".split(" ");

function isDate(date) {
  const { "date-parts": parts, circa, raw, ...rest } = date;
  assert.deepEqual(rest, {});
  assert.ok(circa === undefined || circa === true);
  if (raw !== undefined) return assert.equal(typeof raw, "string");
  assert.ok(parts.length >= 1 && parts.length <= 2);
  for (const part of parts) assert.ok(part.length >= 1 && part.length <= 3 && part.every(Number.isInteger), JSON.stringify(parts));
}

test("CSL-JSON has the fields of its schema and no others", () => {
  const kinds = ["Interview", "Treaty text", "Law", "Speech", "Letter", "Photograph", "Video", "Map", "Thesis", "Dataset", "Broadcast", "Post on a network", "Report", "x"];
  const dates = ["2022-01-21T10:37Z", "-0499", "2022-01", "199X", "1850?", "2021-06-01/2021-06-05", "[2022-01-10..2022-01-16]"];
  const sources = kinds.map((kind, index) => [
    `content/sources/more-${index}.md`,
    `---\ntitle: More\nkind: ${kind}\npublished: "${dates[index % dates.length]}"\naccessed: 2022\narchive_url: https://archive.example/${index}\nnote: A note\n---\n`,
  ]);
  const items = JSON.parse(exported(site(Object.fromEntries(sources)), "csl-json").toString());
  assert.equal(items.length, kinds.length + 2);
  for (const { id, type, author, issued, accessed, ...texts } of items) {
    assert.equal(typeof id, "string");
    assert.ok(TYPES.includes(type), type);
    for (const name of author ?? []) assert.deepEqual(Object.entries(name).map(([key, value]) => [key, typeof value]), [["literal", "string"]]);
    for (const date of [issued, accessed]) if (date) isDate(date);
    for (const [key, value] of Object.entries(texts)) assert.ok(TEXTS.includes(key) && typeof value === "string", key);
  }
});

test("BibLaTeX is read without an error, with its dates as EDTF", () => {
  const parser = new BibLatexParser(exported(folder, "bibtex").toString(), { processUnexpected: true, processUnknown: true });
  const { entries, errors } = parser.parse();
  assert.deepEqual(errors, []);
  const found = Object.values(entries);
  const text = (nodes) => nodes.map((node) => node.text ?? "").join("");
  const wire = found.find((entry) => entry.entry_key === "wire-2022");
  // LaTeX prints `\textbraceleft`; this parser does not know it and leaves it out.
  assert.equal(text(wire.fields.title), 'Two met & 50% of "it"');
  assert.equal(wire.fields.date, "2022-01-21");
  assert.equal(wire.fields.url, "https://example.org/a_b?c=1&d=%20#e");
  assert.equal(wire.fields.author.length, 2);
  assert.equal(found.find((entry) => entry.entry_key === "book").fields.date, "1901~");
});
