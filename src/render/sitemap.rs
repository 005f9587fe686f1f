//! The sitemap (sitemaps.org protocol 0.9), in parts with an index where one file would grow too large, and `robots.txt`,
//! which leads to it.

use rayon::prelude::*;

use super::updated::Instant;
use super::xml::Xml;

/// The most addresses that one file may have.
const MOST_PAGES: usize = 50_000;

/// The most bytes that one file may have.
const MOST_BYTES: usize = 50 << 20;

/// The addresses on one line of a file, which one thread writes.
const ON_A_LINE: usize = 256;

/// The bytes around an address in the file: elements, indentation and a date.
const BYTES_AROUND: usize = 120;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The name of the sitemap, or of its index.
pub const SITEMAP_FILE: &str = "sitemap.xml";

/// A page that search engines may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapPage {
    /// Its full address, percent-encoded ([`super::Links`]).
    pub url: String,
    /// When what it shows was last touched, where that is known.
    pub updated: Option<Instant>,
}

/// The files of a sitemap by their names: `sitemap.xml` alone, or as an index of `sitemap-1.xml` and so on.
///
/// The protocol wants full addresses: a site without a base address has no sitemap.
#[must_use]
pub fn render(base_url: &str, pages: &[SitemapPage]) -> Vec<(String, Vec<u8>)> {
    let parts = parts(pages);
    if let [only] = parts[..] {
        return vec![(SITEMAP_FILE.to_owned(), page_list(only))];
    }
    let name = |index: usize| format!("sitemap-{}.xml", index + 1);
    let urls: Vec<String> = (0..parts.len())
        .map(|index| format!("{base_url}{}", name(index)))
        .collect();
    let mut files = vec![(SITEMAP_FILE.to_owned(), index(&urls))];
    let numbered = parts.iter().enumerate();
    files.extend(numbered.map(|(index, part)| (name(index), page_list(part))));
    files
}

/// Every program may read everything.
#[must_use]
pub fn robots(base_url: Option<&str>) -> Vec<u8> {
    let mut text = "User-agent: *\nDisallow:\n".to_owned();
    if let Some(base_url) = base_url {
        text.extend(["\nSitemap: ", base_url, SITEMAP_FILE, "\n"]);
    }
    text.into_bytes()
}

/// The pages in parts that each fit into a file; at least one part.
fn parts(pages: &[SitemapPage]) -> Vec<&[SitemapPage]> {
    let mut parts = Vec::new();
    let (mut first, mut bytes) = (0, 0);
    for (index, page) in pages.iter().enumerate() {
        // An ampersand, the longest of the characters that are escaped, takes five bytes in the place of one.
        let size = page.url.len() + 4 * page.url.matches(['&', '\'']).count() + BYTES_AROUND;
        if index > first && (index - first == MOST_PAGES || bytes + size > MOST_BYTES - 1024) {
            parts.push(&pages[first..index]);
            (first, bytes) = (index, 0);
        }
        bytes += size;
    }
    parts.push(&pages[first..]);
    parts
}

fn page_list(pages: &[SitemapPage]) -> Vec<u8> {
    let lines: Vec<Vec<u8>> = pages.par_chunks(ON_A_LINE).map(line).collect();
    let mut xml = Xml::new();
    xml.element("urlset", &[("xmlns", NAMESPACE)], |xml| {
        for line in &lines {
            xml.whole(line);
        }
    });
    xml.into_bytes()
}

fn line(pages: &[SitemapPage]) -> Vec<u8> {
    let mut xml = Xml::part();
    for page in pages {
        xml.element("url", &[], |xml| {
            xml.text("loc", &[], &page.url);
            if let Some(updated) = page.updated {
                xml.text("lastmod", &[], &updated.rfc3339());
            }
        });
    }
    xml.into_part()
}

fn index(urls: &[String]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("sitemapindex", &[("xmlns", NAMESPACE)], |xml| {
        for url in urls {
            xml.element("sitemap", &[], |xml| xml.text("loc", &[], url));
        }
    });
    xml.into_bytes()
}
