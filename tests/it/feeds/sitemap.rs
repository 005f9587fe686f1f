//! The sitemap, read by `roxmltree`, and `robots.txt`.

use dateline::render::Instant;
use dateline::render::sitemap::{SitemapPage, render, robots};
use roxmltree::Document;

use super::site::BASE_URL;

fn pages(count: usize) -> Vec<SitemapPage> {
    (0..count)
        .map(|index| SitemapPage {
            url: format!("{BASE_URL}events/{index}/"),
            updated: (index % 2 == 0).then_some(Instant::NONE),
        })
        .collect()
}

/// The root element's name and the text of each `loc`.
fn read(bytes: &[u8]) -> (String, Vec<String>) {
    let text = std::str::from_utf8(bytes).unwrap();
    let document = Document::parse(text).unwrap();
    let root = document.root_element().tag_name();
    assert_eq!(
        root.namespace(),
        Some("http://www.sitemaps.org/schemas/sitemap/0.9")
    );
    let elements = document
        .descendants()
        .filter(|node| node.has_tag_name((root.namespace().unwrap(), "loc")));
    let locations = elements.map(|node| node.text().unwrap().to_owned());
    (root.name().to_owned(), locations.collect())
}

#[test]
fn a_sitemap_holds_exactly_the_pages() {
    for count in [0, 1, 3, 50_000] {
        let pages = pages(count);
        let files = render(BASE_URL, &pages);
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].0, "sitemap.xml");
        let (root, locations) = read(&files[0].1);
        assert_eq!(root, "urlset");
        assert!(locations.iter().eq(pages.iter().map(|page| &page.url)));
    }
}

#[test]
fn many_pages_are_listed_in_parts() {
    let pages = pages(100_001);
    let files = render(BASE_URL, &pages);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "sitemap.xml",
            "sitemap-1.xml",
            "sitemap-2.xml",
            "sitemap-3.xml"
        ]
    );
    let (root, parts) = read(&files[0].1);
    assert_eq!(root, "sitemapindex");
    assert_eq!(parts[2], format!("{BASE_URL}sitemap-3.xml"));
    let all = files[1..].iter().flat_map(|(_, bytes)| read(bytes).1);
    assert!(all.eq(pages.iter().map(|page| page.url.clone())));
}

#[test]
fn no_file_is_larger_than_the_protocol_lets_it_be() {
    let page = |index: usize| SitemapPage {
        url: format!("{BASE_URL}{index}?{}", "&".repeat(2000)),
        updated: None,
    };
    let pages: Vec<SitemapPage> = (0..7000).map(page).collect();
    let files = render(BASE_URL, &pages);
    assert_eq!(files.len(), 3);
    assert!(files.iter().all(|(_, bytes)| bytes.len() <= 50 << 20));
}

#[test]
fn robots_lead_to_the_sitemap() {
    let text = String::from_utf8(robots(Some(BASE_URL))).unwrap();
    assert_eq!(
        text,
        "User-agent: *\nDisallow:\n\nSitemap: https://example.org/talks/sitemap.xml\n"
    );
    assert_eq!(robots(None), b"User-agent: *\nDisallow:\n");
}
