// The preview's part of a page: hears what changed, shows it without losing the place, and shows what is wrong.
// It runs before the page's own deferred scripts, so that it can tell what they change. No part of a published site.
"use strict";

(() => {
  const own = document.currentScript;
  const page = { address: own.dataset.page, mark: own.dataset.mark, revision: Number(own.dataset.revision), edit: own.dataset.edit };
  const placeKept = `dateline-preview-place:${location.href}`;

  // ---- What is wrong, and the way to the editor: in a tree of its own, out of reach of the page's styles.

  const host = document.createElement("dateline-preview");
  const tree = host.attachShadow({ mode: "open" });
  const style = element("link", { rel: "stylesheet", href: "/_dateline/preview.css" });
  const errors = element("section", { className: "errors", hidden: true });
  errors.setAttribute("role", "alert");
  const corner = element("aside", { className: "corner" });
  tree.append(style, errors, corner);
  document.documentElement.append(host);

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function problem(it) {
    const place = it.edit ? element("a", { href: it.edit }, it.place) : it.place;
    return element("li", {}, element("p", { className: "place" }, place), element("pre", {}, it.text));
  }

  function show(problems) {
    const of = (severity) => problems.filter((it) => it.severity === severity);
    const wrong = of("error");
    errors.hidden = wrong.length === 0;
    errors.replaceChildren();
    if (wrong.length > 0) {
      const close = element("button", { type: "button", onclick: () => (errors.hidden = true) }, "Hide");
      errors.append(
        element("h1", {}, wrong.length === 1 ? "This edit has an error" : `This edit has ${wrong.length} errors`),
        element("p", {}, "The page below is the last one without. This goes when the file is mended."),
        element("ol", {}, ...wrong.map(problem)),
        close,
      );
    }
    const edit = page.edit ? [element("a", { href: page.edit, className: "edit" }, "Edit this page")] : [];
    corner.replaceChildren(...edit, ...warnings(of("warning")));
  }

  function warnings(list) {
    if (list.length === 0) return [];
    // The last may stand for all that are not listed.
    const all = list.reduce((sum, { count }) => sum + count, 0);
    const count = all === 1 ? "1 warning" : `${all} warnings`;
    return [element("details", {}, element("summary", {}, count), element("ol", {}, ...list.map(problem)))];
  }

  // ---- Style sheets and pictures are changed where they stand.

  function changeFiles(addresses, revision) {
    const changed = new Set(addresses.map((address) => `/${address}`));
    const of = (url) => {
      const parsed = new URL(url, location.href);
      return parsed.origin === location.origin && changed.has(decodeURIComponent(parsed.pathname)) ? parsed : null;
    };
    const fresh = (url) => {
      url.searchParams.set("revision", revision);
      return url.href;
    };
    for (const script of document.querySelectorAll("script[src]")) {
      if (of(script.src)) return reload();
    }
    for (const link of document.querySelectorAll("link[rel~=stylesheet], link[rel~=icon]")) {
      const url = of(link.href);
      if (!url) continue;
      // The old sheet stays until the new one is there: the page is never without style.
      const next = link.cloneNode();
      next.href = fresh(url);
      next.onload = next.onerror = () => link.remove();
      link.after(next);
    }
    for (const picture of document.querySelectorAll("img, source, video, audio")) {
      for (const name of ["src", "srcset", "poster"]) {
        const value = picture.getAttribute(name);
        const url = value && !value.includes(",") ? of(value.split(" ")[0]) : null;
        if (url) picture.setAttribute(name, fresh(url));
      }
    }
  }

  // ---- The page itself: parts that differ are put in the place of the old ones. Where the page's own scripts have made
  // more of a part than was sent, or other scripts are needed, the page is loaded again.

  const parts = (root) => [...root.body.children].filter((it) => it.localName !== "script");
  // The theme shows `.needs-script` once its script runs; that is no change that could be lost.
  const text = (part) => part.outerHTML.replaceAll(' hidden=""', "");
  const sent = parts(document).map(text);

  function reload() {
    try {
      sessionStorage.setItem(placeKept, String(scrollY));
    } catch {
      // Without storage the browser's own memory of the place has to do.
    }
    location.reload();
  }

  async function changePage() {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const script = next.querySelector("script[data-mark]");
    const old = parts(document);
    const fresh = parts(next);
    const scripts = (root) => [...root.querySelectorAll("script[src]:not([data-mark])")].map((it) => it.getAttribute("src")).join("\n");
    const touched = old.some((part, index) => fresh[index] && text(fresh[index]) !== sent[index] && text(part) !== sent[index]);
    if (!script || !response.headers.get("content-type")?.startsWith("text/html")) return reload();
    if (old.length !== sent.length || fresh.length !== old.length || touched || scripts(document) !== scripts(next)) return reload();

    const ready = ![...document.querySelectorAll(".needs-script")].some((part) => part.hidden);
    const place = scrollY;
    old.forEach((part, index) => {
      const now = text(fresh[index]);
      if (sent[index] === now) return;
      sent[index] = now;
      part.replaceWith(document.adoptNode(fresh[index]));
    });
    if (ready) for (const part of document.querySelectorAll(".needs-script")) part.hidden = false;
    document.title = next.title;
    document.body.className = next.body.className;
    for (const { name, value } of next.documentElement.attributes) document.documentElement.setAttribute(name, value);
    changeHead(next);
    scrollTo({ top: place, behavior: "instant" });
    Object.assign(page, { mark: script.dataset.mark, revision: Number(script.dataset.revision), edit: script.dataset.edit });
  }

  // Style sheets and scripts stay as they are; what describes the page is exchanged.
  function changeHead(next) {
    const told = "meta[name], meta[property], link:not([rel~=stylesheet]):not([rel~=icon]), script[type='application/ld+json']";
    for (const old of document.head.querySelectorAll(told)) old.remove();
    document.head.append(...[...next.head.querySelectorAll(told)].map((it) => document.adoptNode(it)));
    const sheets = (root) => [...root.head.querySelectorAll("link[rel~=stylesheet]")].map((it) => new URL(it.getAttribute("href"), location.href).pathname);
    if (sheets(document).join() !== sheets(next).join()) reload();
  }

  // ---- What the server says.

  let working = Promise.resolve();
  let problems = [];

  function listen() {
    const query = new URLSearchParams({ page: page.address, mark: page.mark, revision: page.revision });
    const events = new EventSource(`/_dateline/events?${query}`);
    events.addEventListener("files", (event) => changeFiles(JSON.parse(event.data), event.lastEventId));
    events.addEventListener("page", (event) => {
      if (event.data === page.mark) return;
      working = working.then(changePage).catch(reload).then(() => show(problems));
    });
    events.addEventListener("problems", (event) => show((problems = JSON.parse(event.data))));
    // The browser connects again by itself, unless it was refused.
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    });
    addEventListener("pagehide", () => events.close(), { once: true });
  }

  addEventListener("pageshow", (event) => event.persisted && reload());
  try {
    const place = sessionStorage.getItem(placeKept);
    sessionStorage.removeItem(placeKept);
    if (place) addEventListener("load", () => scrollTo({ top: Number(place), behavior: "instant" }), { once: true });
  } catch {
    // The browser keeps the place as well as it can.
  }
  show(problems);
  listen();
})();
