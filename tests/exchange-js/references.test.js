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
