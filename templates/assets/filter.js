// Filters of a list, in place: by terms, status, sources and dates, with counts, kept in the address. A list that runs over
// several pages is fetched whole, up to a size; past it only this page is filtered, and the page says so.
"use strict";

{
  const mostPages = 40;
  const byId = (id) => document.getElementById(id);
  const [details, form, told] = ["filters", "filters-form", "filters-status"].map(byId);
  const { first, last, page = "1", pages = "1", shown, part } = told.dataset;
  const own = document.querySelector(".chronology");
  const pager = document.querySelector(".pager");
  const contents = document.querySelector(".contents-rail");
  const { format: number } = new Intl.NumberFormat(document.documentElement.lang);
  const lists = [own];
  let rows = read(own);
  let whole = pages === "1";

  /** The rows of a list: what each is linked to, by the first part of the address, and the days that its date can mean. */
  function read(list) {
    return [...list.querySelectorAll(".entry")].map((entry) => {
      const facets = new Map();
      for (const line of entry.dataset.facets.split("\n")) {
        const [, address, title] = /^(\S+) ?(.*)$/u.exec(line);
        const parts = address.replace(/\/$|\.html$/u, "").split("/");
        if (!facets.has(parts[0])) facets.set(parts[0], new Map());
        facets.get(parts[0]).set(parts.at(-1), { address, title });
      }
      const { earliest, latest } = entry.dataset;
      return { item: entry.closest("li"), facets, earliest: earliest ? day(earliest) : -Infinity, latest: latest ? day(latest) : Infinity };
    });
  }

  /** A number that grows with the day; years may be negative or have more than four digits. */
  function day(text) {
    const [, year, month, date] = /^(-?\d+)-(\d\d)-(\d\d)$/u.exec(text);
    return (year * 12 + (month - 1)) * 31 + Number(date);
  }

  const chosen = () => [...new FormData(form)].filter(([, value]) => value);

  function matches(row, choices, except) {
    return choices.every(([key, value]) => {
      if (key === except) return true;
      if (key === "from") return row.latest >= day(value);
      if (key === "to") return row.earliest <= day(value);
      return row.facets.get(key)?.has(value);
    });
  }

  /** The choices of a facet among the rows that the other choices leave, with their counts. */
  function fill(select, choices) {
    const counts = new Map();
    for (const row of rows) {
      if (!matches(row, choices, select.name)) continue;
      for (const [value, { title }] of row.facets.get(select.name) ?? []) {
        if (!counts.has(value)) counts.set(value, { title, count: 0 });
        counts.get(value).count += 1;
      }
    }
    const kept = select.value;
    const title = select.selectedOptions[0]?.dataset.title;
    if (kept && !counts.has(kept)) counts.set(kept, { title, count: 0 });
    const sorted = [...counts].sort(([, a], [, b]) => a.title.localeCompare(b.title, document.documentElement.lang));
    const options = sorted.map(([value, { title: name, count }]) => {
      const option = new Option(`${name} (${number(count)})`, value, false, value === kept);
      option.dataset.title = name;
      return option;
    });
    select.replaceChildren(select.options[0], ...options);
  }

  const isEmpty = (list) => !list.querySelector("li:not([hidden])");

  /** Shows the rows that match, and the headings that have any. */
  function show(choices) {
    for (const row of rows) row.item.hidden = !matches(row, choices);
    for (const list of lists) {
      for (const entries of list.querySelectorAll(".entries")) {
        entries.hidden = isEmpty(entries);
        entries.previousElementSibling.hidden = entries.hidden;
      }
      for (const year of list.querySelectorAll(".year")) year.hidden = isEmpty(year);
      list.hidden = list !== own && choices.length === 0;
    }
    if (pager) pager.hidden = whole && choices.length > 0;
    if (contents) contents.hidden = choices.length > 0;
  }

  function tell(choices) {
    told.replaceChildren();
    if (choices.length === 0) return;
    const count = rows.filter((row) => !row.item.hidden).length;
    told.append(shown.replace("{n}", number(count)).replace("{total}", number(rows.length)));
    if (whole) return;
    told.append(". ", part.replace("{page}", number(page)).replace("{pages}", number(pages)));
    // What is chosen has pages of its own, and they have everything.
    for (const [key, value] of choices) {
      const found = rows.find((row) => key !== "status" && row.facets.get(key)?.has(value))?.facets.get(key).get(value);
      if (!found) continue;
      const link = document.createElement("a");
      link.href = document.documentElement.dataset.root + found.address;
      link.textContent = found.title;
      told.append(" ", link);
    }
  }

  function update(changed) {
    const choices = chosen();
    for (const select of form.querySelectorAll("select")) if (select !== changed) fill(select, choices);
    show(choices);
    tell(choices);
    const query = new URLSearchParams(choices).toString();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  }

  /** The list on another of its pages, with links that lead to the same places from here. */
  async function fetched(at) {
    const url = new URL(at === 1 ? first : last.replace(/\d+(?=\/$|\.html$)/u, at), location.href);
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    const other = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = document.importNode(other.querySelector(".chronology"), true);
    for (const link of list.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), url);
    for (const attribute of ["id", "aria-labelledby"]) {
      for (const element of list.querySelectorAll(`[${attribute}]`)) element.setAttribute(attribute, `${element.getAttribute(attribute)}-page-${at}`);
    }
    return list;
  }

  async function loadWhole() {
    if (whole || pages > mostPages) return;
    const numbers = Array.from({ length: Number(pages) }, (_, index) => index + 1);
    try {
      const all = await Promise.all(numbers.map((at) => (at === Number(page) ? own : fetched(at))));
      own.before(...all.slice(0, page - 1));
      own.after(...all.slice(page));
      lists.splice(0, 1, ...all);
      rows = all.flatMap(read);
      whole = true;
    } catch {
      // A page from a disk may not fetch others: then this one is filtered, and says so.
    }
  }

  let loaded;
  const ready = () => (loaded ??= loadWhole().then(() => update()));

  details.addEventListener("toggle", ready, { once: true });
  form.addEventListener("change", (event) => ready().then(() => update(event.target)));
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (event) => event.preventDefault());

  const asked = [...new URLSearchParams(location.search)].filter(([key, value]) => value && form.elements.namedItem(key));
  if (asked.length) {
    details.open = true;
    ready().then(() => {
      for (const [key, value] of asked) form.elements.namedItem(key).value = value;
      update();
    });
  }
}
