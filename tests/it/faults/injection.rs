//! Faults 24–33: texts that were written to become something else in what is published. [`Site::build`] itself looks at
//! every page for what must not be there.

use super::site::{Site, builds, event, refuses};

const X: &str = "content/events/x.md";

/// A text that would run, in whatever it is put.
const HOSTILE: &str = "</script><script>alert(1)</script><!--<script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>&lt;b&gt;]]>{{ 7*7 }}{% raw %}";

/// A site with a hostile text in every place that takes one.
fn hostile_site(settings: &str) -> Site {
    let quoted = HOSTILE.replace('\'', "''");
    let site = Site::new();
    site.put("dateline.yaml", format!("title: '{quoted}'\nsubtitle: '{quoted}'\ndescription: '{quoted}'\npublisher: '{quoted}'\nauthors: ['{quoted}']\nlicence: '{quoted}'\nbase_url: https://example.org/t/\n{settings}views:\n  v: {{title: '{quoted}', summary: '{quoted}', actors: ['{quoted}']}}\nstatuses:\n  odd: '{quoted}'\ntaxonomies:\n  lanes: {{title: '{quoted}', singular: '{quoted}'}}\n"));
    site.put(X, format!("---\ntitle: '{quoted}'\ndate: 2022-01-21\nsummary: '{quoted}'\nstatus: odd\nlead: true\nactors: ['{quoted}']\nplaces: ['{quoted}']\nlanes: ['{quoted}']\nsources:\n  - title: '{quoted}'\n    url: https://example.org/a\n    publisher: '{quoted}'\n    agency: '{quoted}'\n    note: '{quoted}'\n    authors: ['{quoted}']\naccounts:\n  - claim: '{quoted}'\ncorrections:\n  - date: 2022-01-23\n    note: '{quoted}'\nextra:\n  a: '{quoted}'\n---\n{HOSTILE}\n\n# {HOSTILE}\n\n| {HOSTILE} |\n|---|\n\n```{HOSTILE}\n{HOSTILE}\n```\n\n[^1]\n\n[^1]: {HOSTILE}\n\n![{HOSTILE}](x.png)\n"));
    for picture in ["events/x.png", "events/x", "actors/x", "pages/x"] {
        site.put(&format!("content/{picture}"), "no picture");
    }
    site.put("content/actors/a.md", format!("---\ntitle: A\nsummary: '{quoted}'\nrole: '{quoted}'\nkind: '{quoted}'\nalso: ['{quoted} 2']\n---\n{HOSTILE}\n"));
    site.put(
        "content/pages/p.md",
        format!("---\ntitle: '{quoted}'\nsummary: '{quoted}'\n---\n{HOSTILE}\n"),
    );
    site
}

#[test]
fn fault_24_scripts_in_every_text() {
    for settings in ["", "markdown: {raw_html: sanitised}\n", "urls: file\n"] {
        let site = hostile_site(settings);
        let run = site.run(&["build"]);
        run.assert(0, &[]);
        if settings.is_empty() {
            site.assert_sound();
            let page = site.output("events/x/index.html");
            assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
        }
        for (path, bytes) in site.outputs() {
            if let Some(bytes) = bytes
                && path.ends_with(".html")
            {
                let text = String::from_utf8(bytes).unwrap();
                assert_eq!(super::html::dangers(&text), Vec::<String>::new(), "{path}");
            }
        }
    }
}

#[test]
fn fault_25_links_that_run() {
    for address in [
        "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "java\\\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "&#1;javascript:x",
        "\\javascript:x",
        "feed:javascript:x",
        "blob:x",
        "view-source:x",
    ] {
        for text in [
            format!("[a]({address})"),
            format!("[a](<{address}>)"),
            format!("![a]({address})"),
            format!("<{address}>"),
            format!("[a]\n\n[a]: {address}"),
            format!("[[{address}|a]]"),
        ] {
            let site = Site::new();
            site.put(X, event("X", "2022", "") + &text + "\n");
            if site.run(&["build", "-q"]).code == Some(0) {
                site.assert_sound();
            }
        }
        let site = Site::new();
        site.put(
            X,
            event(
                "X",
                "2022",
                &format!(
                    "sources: [{{title: S, url: \"{}\"}}]\n",
                    address.replace('\\', "\\\\")
                ),
            ),
        );
        if site.run(&["build", "-q"]).code == Some(0) {
            site.assert_sound();
        }
    }
    refuses(
        X,
        event("X", "2022", "") + "[a](JaVaScRiPt:x)\n",
        &["error[forbidden-link]", "x.md:6"],
    );
    refuses(
        X,
        event(
            "X",
            "2022",
            "sources: [{title: S, url: 'data:text/html,x'}]\n",
        ),
        &["error[bad-url]"],
    );
}

#[test]
fn fault_26_raw_html() {
    let html = "<div onclick=x><b>a</b></div>\n\n<iframe src=//evil.example></iframe>\n\n<style>*{}</style>\n\n<a href=javascript:x>b</a>\n";
    let (site, run) = builds(X, event("X", "2022", "") + html);
    run.assert(0, &["warning[raw-html]"]);
    assert!(site.output("events/x/index.html").contains("&lt;iframe"));
    let site = Site::new();
    site.put(
        "dateline.yaml",
        "title: T\nbase_url: https://example.org/t/\nmarkdown: {raw_html: sanitised}\n",
    );
    site.put(
        X,
        event("X", "2022", "")
            + "<div onclick=x><b>a</b></div>\n\n<iframe src=//evil.example></iframe>\n",
    );
    site.build();
    assert!(site.output("events/x/index.html").contains("<b>a</b>"));
}

#[test]
fn fault_27_json_within_a_page() {
    let site = hostile_site("");
    site.build();
    let page = site.output("events/x/index.html");
    let start = page.find("application/ld+json\">").unwrap() + "application/ld+json\">".len();
    let json = &page[start..start + page[start..].find("</script>").unwrap()];
    let data: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(data["@graph"][0]["headline"], HOSTILE);
    assert!(!json.contains(['<', '>', '&']), "{json}");
}

#[test]
fn fault_28_feeds() {
    let site = hostile_site("");
    site.build();
    for path in ["atom.xml", "sitemap.xml", "actors/a/atom.xml"] {
        let text = site.output(path);
        roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    for path in [
        "feed.json",
        "events.json",
        "timeline.json",
        "places.geojson",
    ] {
        let text = site.output(path);
        serde_json::from_str::<serde_json::Value>(&text)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    let feed = feed_rs::parser::parse(site.output("atom.xml").as_bytes()).unwrap();
    let titles: Vec<_> = feed
        .entries
        .iter()
        .filter_map(|e| e.title.as_ref())
        .map(|t| t.content.as_str())
        .collect();
    assert!(titles.contains(&HOSTILE), "{titles:?}");
}

#[test]
fn fault_29_calendars() {
    let title = "\"a\\nEND:VEVENT\\nATTACH:x; b, c\\\\n ünï🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂\"";
    let (site, _) = builds(X, event(title, "2022-01-22T11:00", "summary: 'x; y, z'\n"));
    let text = site.output("timeline.ics");
    let calendar: icalendar::Calendar = text.parse().unwrap();
    assert_eq!(calendar.components.len(), 2, "{text}");
    for line in text.split_inclusive('\n') {
        assert!(line.ends_with("\r\n") && line.len() <= 77, "{line:?}");
        assert!(!line.trim_end_matches("\r\n").contains('\r'), "{line:?}");
    }
    assert!(
        !text.contains("\r\nATTACH") && text.matches("END:VEVENT").count() >= 2,
        "{text}"
    );
}

#[test]
fn fault_30_formulas_in_csv() {
    for title in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\\t=1",
        "=HYPERLINK(\\\"x\\\")",
        " =1",
        "\\n=1",
    ] {
        let (site, _) = builds(
            X,
            event(
                &format!("\"{title}\""),
                "2022",
                &format!("summary: \"{title}\"\nactors: [\"{title} a\"]\n"),
            ),
        );
        let text = site.output("events.csv");
        let mut reader = csv_cells(&text);
        assert!(
            reader.all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])),
            "{text}"
        );
    }
}

/// The cells of a table in CSV (RFC 4180), read by the letter.
fn csv_cells(text: &str) -> impl Iterator<Item = String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    cells.into_iter()
}

#[test]
fn fault_31_overrides_of_the_direction_of_text() {
    for control in ["\u{202e}", "\u{2066}", "\u{202a}"] {
        let (site, run) = builds(X, event(&format!("A {control}drawkcab"), "2022", ""));
        run.assert(0, &["warning[bidi-override]", "x.md:2"]);
        assert!(
            !run.stderr.contains(control),
            "the terminal is not turned, either"
        );
        let page = site.output("events/x/index.html");
        assert!(
            page.contains(&format!("<bdi>A {control}drawkcab</bdi>")),
            "{page}"
        );
    }
}

#[test]
fn fault_32_search_text_in_the_address() {
    let (site, _) = builds(X, event("X", "2022", ""));
    let page = site.output("search/index.html");
    assert!(
        page.contains("script-src 'self'") && !page.contains("unsafe-inline"),
        "{page}"
    );
    for (path, bytes) in site
        .outputs()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".js"))
    {
        let script = String::from_utf8(bytes.unwrap()).unwrap();
        for writes_markup in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
        ] {
            assert!(!script.contains(writes_markup), "{path}: {writes_markup}");
        }
    }
}

#[test]
fn fault_33_template_syntax_in_content() {
    let code = "{{ 7 * 7 }} {% raw %} {# x #} {{ site.title }}";
    let (site, _) = builds(
        X,
        event(
            &format!("'{code}'"),
            "2022",
            &format!("summary: '{code}'\nactors: ['{code}']\n"),
        ) + code
            + "\n",
    );
    let page = site.output("events/x/index.html");
    assert!(page.matches("{{ 7 * 7 }}").count() >= 4, "{page}");
    assert!(!page.contains("49"), "{page}");
}
