// Sites made up for the tests, as maps from paths to texts or bytes: a chronicle of 2,000 events with every kind of date, an
// Arabic site, one that is read from a disk, and three that hardly say anything. The same numbers give the same sites.
import { plain } from "./harness/png.mjs";

/** A generator of numbers that are the same on every run: a linear congruence modulo 2^32. */
function numbers(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  const some = (list, most) => [...new Set(Array.from({ length: 1 + below(most) }, () => pick(list)))];
  return { below, pick, some };
}

const two = (number) => String(number).padStart(2, "0");
const quoted = (text) => JSON.stringify(text);
const listed = (texts) => `[${texts.map(quoted).join(", ")}]`;

const firstNames = ["Ada", "Bruno", "Chiara", "Đorđe", "Elif", "Fjodor", "Greta", "Håkon", "Inés", "Jürgen", "Kateřina", "Łucja"];
const lastNames = ["Albers", "Brânză", "Castro", "Dvořák", "Eriksen", "Fournier"];
const actors = firstNames.flatMap((first) => lastNames.slice(0, 5).map((last) => `${first} ${last}`));
const places = [
  "Altdorf", "Brunnental", "Cassel Bridge", "Dömitz", "Ebenau", "Fribourg", "Genève", "Horn", "Innsund", "Jåttå", "Kraków",
  "Łódź", "Malmö", "Nørre Havn", "Orléans", "Prešov", "Qormi", "Rīga", "São Bento", "Tórshavn", "Umeå", "Vác", "Włocławek",
  "Xanten", "Ystad", "Žilina", "Київ", "القاهرة", "北京", "Αθήνα",
];
const topics = ["Water", "Railways", "Harbours", "Elections", "Budgets", "Strikes", "Floods", "Schools", "Treaties", "Courts", "Energy & gas", "Bridges"];
const threads = ["The canal", "The inquiry", "The strike at the docks", "The second bridge", "The long negotiation", "The flood", "The vote", "The trial"];
const outlets = ["Morning Post", "Evening Herald", "Радио Север", "La Gazette", "Harbour Times", "صحيفة النهر", "Courier", "Observer of Ebenau"];
const agencies = ["Wire One", "Northern Agency", "Agence Centrale", "Press Union"];
const statuses = ["announced", "reported", "reported", "reported", "confirmed", "disputed", "cancelled"];
const deeds = ["opens", "closes", "is debated in", "is put off in", "is signed in", "is refused in", "begins in", "ends in", "is questioned in"];
const things = [
  "The canal treaty", "A council session", "The budget", "A strike", "The inquiry's third hearing", "The “second bridge”", "A vote of no confidence",
  "Запрос комиссии", "اجتماع اللجنة", "会议", "A <script>alert(1)</script> headline", "The ferry & its timetable",
];
const said = [
  "The council met behind closed doors and published no minutes.",
  "Both sides said that they would go on talking.",
  "A spokesman spoke of progress, and of work that was left to do.",
  "The figures were given a day later, and differ from the first ones.",
  "Nobody was hurt; the road stayed closed until the evening.",
  "The paper was handed over in the morning.",
];

/** A date of one of the kinds that chronicles have, in one of the years from 2008 to 2023, most of them late. */
function date(random) {
  const year = 2008 + Math.max(random.below(16), random.below(16));
  const month = two(1 + random.below(12));
  const day = 1 + random.below(28);
  const exact = `${year}-${month}-${two(day)}`;
  switch (random.below(24)) {
    case 0: return String(year);
    case 1: return `${year}-${month}`;
    case 2: return `${year}~`;
    case 3: return `${exact}?`;
    case 4: return `${year}-${month}/${year + 1}-${month}`;
    case 5: return `[${exact}..${year}-${month}-28]`;
    case 6: return `${exact}/..`;
    case 7: return `${year}-${21 + random.below(4)}`;
    case 8: case 9: case 10: return `${exact}T${two(random.below(24))}:${two(random.below(60))}`;
    default: return exact;
  }
}

function source(random, index) {
  const year = 2008 + random.below(16);
  const lines = [
    `title: ${quoted(`Report ${index}: ${random.pick(things)}`)}`,
    `publisher: ${quoted(random.pick(outlets))}`,
    `published: ${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
    `url: https://press.example/${index}?a=1&b=2`,
    `language: ${random.pick(["en", "fr", "ru", "ar"])}`,
    `authors: ${listed(random.some(actors, 2))}`,
  ];
  if (random.below(3)) lines.push(`agency: ${quoted(random.pick(agencies))}`);
  return `---\n${lines.join("\n")}\n---\n`;
}

function event(random, index, sources) {
  const place = random.pick(places);
  const cited = random.some(sources, 4);
  const lines = [
    `title: ${quoted(`${random.pick(things)} ${random.pick(deeds)} ${place}, no. ${index}`)}`,
    `date: ${quoted(date(random))}`,
    `summary: ${quoted(`${random.some(said, 2).join(" ")} It is the matter of file ${index}.`)}`,
    `status: ${random.pick(statuses)}`,
    `lead: ${random.below(100) === 0}`,
    `actors: ${listed(random.some(actors, 4))}`,
    `places: ${listed([place])}`,
    `topics: ${listed(random.some(topics, 2))}`,
    `sources: ${listed(cited)}`,
  ];
  if (random.below(3) === 0) lines.push(`threads: ${listed([random.pick(threads)])}`);
  if (index > 0 && random.below(4) === 0) lines.push(`relations: { follows: event-${random.below(index)} }`);
  if (random.below(20) === 0) lines.push(`corrections: [{ date: 2024-01-05, note: ${quoted(random.pick(said))} }]`);
  if (random.below(20) === 0) lines.push(`accounts: [{ claim: ${quoted(random.pick(said))}, sources: ${listed([cited[0]])} }]`);
  if (random.below(50) === 0) lines.push(`image: { file: picture.png, alt: "A square of one colour", credit: ${quoted(random.pick(outlets))} }`);
  const paragraphs = Array.from({ length: 1 + random.below(4) }, () => `${random.some(said, 4).join(" ")} [@${random.pick(cited)}]`);
  return `---\n${lines.join("\n")}\n---\n${paragraphs.join("\n\n")}\n\n![A square of one colour](picture.png)\n`;
}

/** A site of so many events, 320 sources, and terms of every built-in taxonomy. */
export function chronicle(count = 2000) {
  const random = numbers(20081);
  const files = new Map();
  files.set("dateline.yaml", [
    "title: The chronicle of Ebenau",
    "subtitle: Made up, so that pages can be tested with it",
    "description: Two thousand events that never were, with dates of every kind.",
    "base_url: https://chronicle.example/",
    "language: en-GB",
    "timezone: Europe/Vienna",
    "views:",
    "  votes: { title: The votes, summary: Every event of one thread., threads: [The vote] }",
    "",
  ].join("\n"));
  const sources = Array.from({ length: 320 }, (_, index) => `report-${index}`);
  sources.forEach((id, index) => files.set(`content/sources/${id}.md`, source(random, index)));
  for (let index = 0; index < count; index += 1) files.set(`content/events/event-${index}.md`, event(random, index, sources));
  files.set("content/events/ancient.md", `---\ntitle: The budget\ndate: "-0499~"\naliases: [/old/budget/]\n---\nNobody knows the year [^1].\n\n[^1]: Or the bridge.\n`);
  files.set("content/pages/about.md", "---\ntitle: About\n---\n## One\n\nText.\n\n## Two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n## Three\n\n- [ ] open\n- [x] done\n");
  places.slice(0, 12).forEach((name, index) => {
    files.set(`content/places/place-${index}.md`, `---\ntitle: ${quoted(name)}\nlocation: { lat: ${46 + index / 4}, lon: ${7 + index / 3} }\nsummary: A place on the river.\n---\nA place.\n`);
  });
  files.set("content/events/picture.png", plain(640, 360));
  return files;
}

/** A small site in Arabic, which is written from right to left. */
export function arabic() {
  const event = (title, when, status) => `---\ntitle: ${title}\ndate: ${quoted(when)}\nstatus: ${status}\nsummary: خلاصة قصيرة لما جرى.\nactors: [لجنة النهر]\nplaces: [القاهرة]\ntopics: [المياه]\nthreads: [المفاوضات]\nsources: [report]\n---\nنصّ الخبر [@report].\n`;
  return new Map([
    ["dateline.yaml", "title: سجلّ النهر\nsubtitle: موقع للاختبار\ndescription: أحداث لم تقع.\nlanguage: ar\ntimezone: Africa/Cairo\nbase_url: https://nahr.example/\n"],
    ["content/sources/report.md", "---\ntitle: تقرير الصباح\npublisher: صحيفة النهر\npublished: 2022-01-21\nurl: https://press.example/ar\nlanguage: ar\n---\n"],
    ["content/events/first.md", event("افتتاح القناة", "2022-01-21T11:00", "reported")],
    ["content/events/second.md", event("جلسة اللجنة الأولى", "2022-01/2022-03", "announced")],
    ["content/events/third.md", event("الجسر الأوّل", "1922~", "confirmed")],
    ["content/events/fourth.md", event("توقيع المعاهدة", "2022-01-25", "disputed")],
    ["content/events/fifth.md", event("مدرسة جديدة", "2023-02-11", "reported")],
  ]);
}

/** The same few events with the settings of a site that is opened from a disk. */
export function onDisk() {
  const files = chronicle(40);
  files.set("dateline.yaml", "title: On a disk\nurls: file\npage_size: 10\n");
  return files;
}

/** Sites that have nothing, one event, and nothing but sources. */
export const small = {
  empty: () => new Map([["dateline.yaml", "title: Nothing yet\n"]]),
  single: () => new Map([["dateline.yaml", "title: One event\n"], ["content/events/only.md", "---\ntitle: The only one\ndate: 2022-01\n---\n"]]),
};

/** What gives a site another face: a style sheet of ten lines, and one component of its own. Both are told of in docs/templates.md. */
export const restyling = new Map([
  ["static/custom.css", `:root {
  --paper: light-dark(#fff, #0d1420);
  --ink: light-dark(#0d1f33, #e6edf5);
  --accent: light-dark(#06549c, #8cc2ff);
  --serif: Georgia, "Liberation Serif", serif;
  --sans: Verdana, "DejaVu Sans", sans-serif;
  --measure: 44rem;
}
.nameplate { font-family: var(--sans); letter-spacing: -.03em; }
.entry { border-inline-start: 3px solid var(--accent); }
`],
  ["templates/components/lead_row.html", `{% component lead_row(event: map, @root) -%}
<article class="lead is-card" data-status="{{ event.status.key }}" aria-labelledby="lead-{{ event.slug }}">
<h3 id="lead-{{ event.slug }}"><a href="{{ root }}{{ event.url }}">{{ event.title }}</a></h3>
<p class="lead-date">{{ <when when={event.when} full={true} /> }}</p>
</article>
{%- endcomponent lead_row %}
`],
]);
