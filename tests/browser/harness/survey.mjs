// What stands in every document of a site, read by the browser's own parser without showing any of them.
import { address, inPage, route } from "./browser.mjs";
import { site } from "./sites.mjs";

/** Runs in the browser: fetches documents and tells what is in each. */
async function read([base, routes]) {
  // A document stands apart when it is no page of the site but leads to one (a redirect) or stands in other pages (an embed).
  const facts = async (path) => {
    const url = new URL(path, base);
    const answer = await fetch(url);
    const document = new DOMParser().parseFromString(await answer.text(), "text/html");
    const all = (selector) => [...document.querySelectorAll(selector)];
    const value = (selector, name) => document.querySelector(selector)?.getAttribute(name) ?? null;
    const landed = (href) => new URL(href, url).href;
    const unnamed = (element) => !element.hasAttribute("aria-label") && !document.getElementById(element.getAttribute("aria-labelledby"));
    return {
      path,
      url: url.href,
      kind: document.body.className.replace("page-", "") || "redirect",
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
      title: document.title,
      description: value("meta[name=description]", "content"),
      canonical: value("link[rel=canonical]", "href"),
      robots: value("meta[name=robots]", "content"),
      apart: value("meta[name=robots]", "content") === "noindex" && !document.querySelector(".page-search, .page-not-found"),
      shares: Object.fromEntries(all("meta[property^='og:']").map((meta) => [meta.getAttribute("property"), meta.content])),
      feeds: all("link[rel=alternate][type]").map((link) => [link.type, landed(link.getAttribute("href"))]),
      levels: all("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.tagName[1])),
      mains: all("main").length,
      unnamedNavs: all("nav").filter(unnamed).length,
      unnamedArticles: all("article").filter((article) => !document.getElementById(article.getAttribute("aria-labelledby"))).length,
      firstLink: value("a", "href"),
      ids: all("[id]").map((element) => element.id),
      links: all("a[href], link[href], script[src], img[src], form[action]").map((element) =>
        [element.tagName, landed(element.getAttribute("href") ?? element.getAttribute("src") ?? element.getAttribute("action"))]),
      inline: all("[style], style, script:not([src]):not([type='application/ld+json'])").length
        + all("*").filter((element) => element.getAttributeNames().some((name) => name.startsWith("on"))).length,
      data: all("script[type='application/ld+json']").map((script) => script.textContent),
      times: all("time").map((time) => [time.getAttribute("datetime"), time.textContent]),
      lists: all(".chronology ol").filter((list) => list.getAttribute("role") !== "list" || [...list.children].some((item) => !item.querySelector(":scope > article"))).length,
      entries: all(".chronology article").map((article) => article.querySelector("h4").id),
      images: all("img").map((image) => ({
        src: image.getAttribute("src"), alt: image.getAttribute("alt"), width: image.getAttribute("width"), height: image.getAttribute("height"), lazy: image.loading === "lazy",
      })),
      headline: document.querySelector("h1")?.textContent.trim() ?? null,
      crumbs: all(".breadcrumbs a").map((link) => link.textContent.trim()),
      nodes: all("*").length,
    };
  };
  return Promise.all(routes.map(facts));
}

const surveys = new Map();

/** The facts of every document of a site. */
export function survey(name) {
  if (!surveys.has(name)) surveys.set(name, surveyed(name));
  return surveys.get(name);
}

async function surveyed(name) {
  const routes = site(name).documents.map(route);
  const base = await address(name);
  return inPage({}, async (page) => {
    await page.goto(base);
    const facts = [];
    for (let start = 0; start < routes.length; start += 100) {
      facts.push(...await page.evaluate(read, [base, routes.slice(start, start + 100)]));
    }
    return facts;
  });
}
