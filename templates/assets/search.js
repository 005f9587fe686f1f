// Search as one types, over the files below search/ that the build writes. The index carries the rules by which words
// are compared, so that both sides follow the same ones; small sites have every record in it, larger ones in parts.
"use strict";

const root = document.documentElement.dataset.root;
const box = document.getElementById("q");
const form = document.getElementById("search-form");
const told = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const hint = document.getElementById("search-hint");
const shown = 20;
const mostNames = 6;

// Each file is asked for once.
const files = new Map();
function load(name) {
  if (!files.has(name)) {
    const asked = fetch(`${root}search/${name}.json`).then((answer) => {
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json();
    });
    asked.catch(() => files.delete(name));
    files.set(name, asked);
  }
  return files.get(name);
}

// The classes of the rules as regular expressions, made once.
function patterns(rules) {
  rules.patterns ??= {
    marks: new RegExp(`[${rules.marks}]`, "gu"),
    parts: new RegExp(`[${rules.unspaced}]+|[^${rules.unspaced}]+`, "gu"),
    isUnspaced: new RegExp(`^[${rules.unspaced}]`, "u"),
  };
  return rules.patterns;
}

function fold(text, rules) {
  const bare = text.normalize("NFKD").replace(patterns(rules).marks, "").normalize("NFC");
  return Array.from(bare.toLowerCase(), (letter) => rules.letters[letter] ?? letter).join("");
}

function words(text, rules) {
  const { parts, isUnspaced } = patterns(rules);
  const found = [];
  for (const run of fold(text, rules).match(/[\p{Alphabetic}\p{N}\p{M}]+/gu) ?? []) {
    for (const part of run.match(parts)) {
      const letters = Array.from(part);
      if (isUnspaced.test(part) && letters.length > 1) {
        for (let i = 1; i < letters.length; i += 1) found.push(letters[i - 1] + letters[i]);
      } else {
        found.push(letters.slice(0, rules.word_chars).join(""));
      }
    }
  }
  return found;
}

// For one word of so many: record number → weight, and whether a record without it is left out. A title that has this word
// and no more words than are asked weighs most: with all of them it is what was asked.
async function postings(index, word, count) {
  const weights = new Map();
  let excludes = true;
  const add = (number, weight) => weights.set(number, Math.max(weights.get(number) ?? 0, weight));
  if (index.all) {
    index.all.forEach(([, , title, when, summary, names, more], number) => {
      const called = words(title, index.fold);
      if (called.length === count && called.includes(word)) add(number, 5);
      else if (words(`${title} ${more}`, index.fold).some((w) => w.startsWith(word))) add(number, 3);
      else if (words(`${when} ${summary} ${names.join(" ")}`, index.fold).some((w) => w.startsWith(word))) add(number, 1);
    });
    return { weights, excludes };
  }
  for (const first of filesOf(index.words, word)) {
    const shard = await load(`words/w${hex(first)}`);
    for (const [key, [strong, weak, all, short]] of Object.entries(shard)) {
      if (!key.startsWith(word)) continue;
      if (all) excludes = false;
      const exact = key === word ? 1 : 0;
      for (const number of undelta(strong)) add(number, 3 + exact);
      for (const number of undelta(weak)) add(number, 1 + exact);
      if (exact) for (const number of undelta(short?.[count - 1] ?? [])) add(number, 5);
    }
  }
  return { weights, excludes };
}

// The file whose first word is the last that is not after the word, and those that begin with it.
function filesOf(firsts, word) {
  const after = firsts.findIndex((first) => comparePoints(first, word) > 0);
  const start = Math.max((after < 0 ? firsts.length : after) - 1, 0);
  const named = firsts.slice(start, start + 1);
  for (let i = start + 1; i < firsts.length && firsts[i].startsWith(word); i += 1) named.push(firsts[i]);
  return named;
}

// By code point: JavaScript's own order is by UTF-16 unit.
function comparePoints(a, b) {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = left[i].codePointAt(0) - right[i].codePointAt(0);
    if (difference) return difference;
  }
  return left.length - right.length;
}

function hex(word) {
  return Array.from(new TextEncoder().encode(word), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function undelta(distances) {
  let sum = 0;
  return distances.map((distance) => (sum += distance));
}

// The records that have every word, best first, as [rank, number]: called so, all words whole in the title, all begun in the
// title, the rest; of equals, the later event first. A frequent word that a record lacks counts against it.
async function search(index, asked) {
  const each = await Promise.all(asked.map((word) => postings(index, word, asked.length)));
  const strict = each.filter((one) => one.excludes);
  const start = (strict.length ? strict : each).reduce((a, b) => (b.weights.size < a.weights.size ? b : a));
  const ranked = [];
  for (const number of start.weights.keys()) {
    if (strict.some((one) => !one.weights.has(number))) continue;
    const weights = each.map((one) => one.weights.get(number) ?? 0);
    const least = Math.min(...weights);
    const lacking = weights.filter((weight) => !weight).length;
    ranked.push([least >= 3 ? least : -lacking, number]);
  }
  return ranked.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
}

// 2 for a title that is what was asked, 1 for one that begins so.
function likeness([, , title], index, asked) {
  const [all, start] = [words(title, index.fold).join(" "), asked.join(" ")];
  return all === start ? 2 : all.startsWith(start) ? 1 : 0;
}

// The numbers in the order in which they are shown: actors, places, topics, threads and pages whose names match, as few
// as fit above the events, unless an event is called exactly what was asked; then the rest.
async function ordered(index, asked, ranked) {
  const byLikeness = async (numbers) => {
    const records = await Promise.all(numbers.map((number) => record(index, number)));
    const rated = numbers.map((number, at) => ({ number, kind: records[at][0], like: likeness(records[at], index, asked) }));
    return rated.sort((a, b) => b.like - a.like);
  };
  // What is no event comes first in the index.
  const titled = ranked.filter(([rank]) => rank >= 3).map(([, number]) => number);
  const low = await byLikeness(titled.sort((a, b) => a - b).slice(0, mostNames));
  const names = low.filter(({ kind }) => kind && index.kinds[kind] !== "source");
  const isName = new Set(names.map(({ number }) => number));
  const rest = ranked.map(([, number]) => number).filter((number) => !isName.has(number));
  const head = await byLikeness(rest.slice(0, 2 * shown));
  const events = [...head.map(({ number }) => number), ...rest.slice(2 * shown)];
  const isCalledSo = head[0]?.like === 2 && names[0]?.like !== 2;
  const before = isCalledSo ? events.splice(0, 1) : [];
  return { numbers: [...before, ...isName, ...events], isName };
}

async function record(index, number) {
  if (index.all) return index.all[number];
  const records = await load(`records/${Math.floor(number / index.chunk)}`);
  return records[number % index.chunk];
}

// Texts go in as text nodes; what was found stands in `mark`.
function put(parent, tag, text, index, asked) {
  const element = document.createElement(tag);
  for (const part of text.match(/[\p{Alphabetic}\p{N}\p{M}]+|[^\p{Alphabetic}\p{N}\p{M}]+/gu) ?? []) {
    const hit = words(part, index.fold).some((word) => asked.some((one) => word.startsWith(one)));
    const node = hit ? document.createElement("mark") : document.createTextNode(part);
    if (hit) node.textContent = part;
    element.append(node);
  }
  parent.append(element);
  return element;
}

function entry([kind, url, title, when, summary, names], index, asked) {
  const item = document.createElement("li");
  item.dataset.kind = index.kinds[kind];
  const label = document.createElement("p");
  label.className = "hit-kind";
  label.textContent = index.kind_titles[kind];
  item.append(label);
  const heading = document.createElement("h2");
  const link = put(heading, "a", title, index, asked);
  link.href = root + url;
  item.append(heading);
  if (when || names.length) put(item, "p", [when, ...names].filter(Boolean).join(" · "), index, asked).className = "data";
  if (summary) put(item, "p", summary, index, asked);
  return item;
}

function counted(number, forms) {
  const { lang } = document.documentElement;
  const form = forms[new Intl.PluralRules(lang).select(number)] ?? forms.other;
  return form.replace("{n}", new Intl.NumberFormat(lang).format(number));
}

// How many letters differ, are missing, too many or exchanged with their neighbour, up to two: more is another word.
function distance(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    [older, old] = [old, row];
  }
  return old[b.length];
}

// The words of the index that may be meant: all of a small index, else those of the files that begin like the word.
async function known(index, word) {
  if (index.all) return index.all.flatMap(([, , title, , summary, names, more]) => words([title, summary, ...names, more].join(" "), index.fold));
  const files = new Set([word, word.slice(0, 2), word.slice(0, 1)].flatMap((start) => filesOf(index.words, start).slice(0, 4)));
  return (await Promise.all([...files].slice(0, 6).map((first) => load(`words/w${hex(first)}`)))).flatMap(Object.keys);
}

// What was asked with each word that nothing has replaced by the nearest that something has; nothing where none is near.
async function near(index, asked) {
  const meant = await Promise.all(asked.map(async (word) => {
    const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    const found = await known(index, word);
    if (found.some((one) => one.startsWith(word))) return word;
    const ranked = [...new Set(found)].map((one) => [distance(word, one), one]).filter(([far]) => far <= most);
    return ranked.sort((a, b) => a[0] - b[0])[0]?.[1];
  }));
  return meant.every(Boolean) && meant.some((word, at) => word !== asked[at]) ? meant.join(" ") : undefined;
}

// Tells what may have been meant, as a link that asks for it.
function suggest(text, meant, mine) {
  if (!meant || mine !== turn || text !== box.value.trim()) return;
  const [before, after] = told.dataset.near.split("{word}");
  const link = document.createElement("a");
  link.href = `?q=${encodeURIComponent(meant)}`;
  link.textContent = meant;
  told.append(" ", before, link, after);
}

let turn = 0;
let found;

// Puts the next part of what was found below what is there.
async function extend(mine) {
  const { index, asked, numbers, isName } = found;
  const from = list.children.length;
  const part = numbers.slice(from, from + shown);
  const records = await Promise.all(part.map((number) => record(index, number)));
  if (mine !== turn) return undefined;
  const items = records.map((one) => entry(one, index, asked));
  items.forEach((item, at) => item.classList.toggle("is-name", isName.has(part[at])));
  list.append(...items);
  more.hidden = list.children.length >= numbers.length;
  return items[0];
}

async function show() {
  const mine = (turn += 1);
  const text = box.value.trim();
  history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
  hint.hidden = text !== "";
  try {
    const index = await load("index");
    const asked = index.version === 2 ? words(text, index.fold) : [];
    const { numbers, isName } = await ordered(index, asked, asked.length ? await search(index, asked) : []);
    if (mine !== turn) return;
    const old = [...list.children];
    found = { index, asked, numbers, isName };
    old.forEach((item) => item.remove());
    await extend(mine);
    if (mine !== turn) return;
    told.textContent = !asked.length ? "" : numbers.length ? counted(numbers.length, index.found) : told.dataset.none;
    if (asked.length && !numbers.length) suggest(text, await near(index, asked), mine);
  } catch {
    if (mine === turn) told.textContent = told.dataset.failed;
  }
}

// The focus goes to the first of what is new, so that who uses keys goes on there.
more.addEventListener("click", async () => {
  try {
    const first = await extend(turn);
    if (!first) return;
    const format = (number) => new Intl.NumberFormat(document.documentElement.lang).format(number);
    const [now, all] = [list.children.length, found.numbers.length].map(format);
    told.textContent = told.dataset.shown.replace("{n}", now).replace("{total}", all);
    first.querySelector("a").focus();
  } catch {
    told.textContent = told.dataset.failed;
  }
});

let wait;
box.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(show, 80);
});

// The arrows lead from the box down the results and back; Escape leads to the box and empties it.
document.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll("h2 a")];
  const here = links.indexOf(document.activeElement);
  const inBox = document.activeElement === box;
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || (!inBox && here < 0)) return;
  if (event.key === "ArrowDown") (links[here + 1] ?? links[here] ?? box).focus();
  else if (event.key === "ArrowUp" && !inBox) (links[here - 1] ?? box).focus();
  else if (event.key === "Escape") {
    box.value = "";
    box.focus();
    show();
  } else return;
  event.preventDefault();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
box.value = new URLSearchParams(location.search).get("q") ?? "";
if (box.value) show();
