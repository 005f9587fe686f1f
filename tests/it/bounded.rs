//! No page grows without bound: what a whole archive links to, or shares an agency with, is told by a number.

use std::fmt::Write;

use dateline::compile::Options;
use dateline::folder::Folder;

use crate::output::Output;

/// More than any page lists of one record's links.
const MANY: usize = 260;

fn site() -> Output {
    let mut site = String::from("-- dateline.yaml --\ntitle: T\nbase_url: https://example.org/\n");
    site.push_str("-- content/events/hub.md --\n---\ntitle: Hub\ndate: 1999\n---\n");
    for number in 0..MANY {
        let _ = write!(
            site,
            "-- content/events/e{number}.md --\n---\ntitle: Event {number}\ndate: {}\nsources: [s{number}]\nrelations: {{ causes: [hub] }}\n---\n\
             -- content/events/m{number}.md --\n---\ntitle: Other {number}\ndate: {}\n---\nSee [[hub]].\n\
             -- content/sources/s{number}.yaml --\ntitle: Report {number}\npublisher: Outlet {number}\nagency: Agency\n",
            2000 + number,
            2000 + number,
        );
    }
    Output::of(&Folder::from_literal(&site), &Options::default())
}

/// How many links to other pages of this kind a page has.
fn links(page: &str, kind: &str) -> usize {
    page.matches(&format!("href=\"../../{kind}/")).count()
}

#[test]
fn what_many_link_to_is_listed_in_part_and_counted() {
    let site = site();
    let hub = site.text("events/hub/index.html");
    assert_eq!(hub.matches("and 60 more").count(), 2, "{hub}");
    assert!(
        (400..420).contains(&links(hub, "events")),
        "{}",
        links(hub, "events")
    );
    let report = site.text("sources/s7/index.html");
    assert!(report.contains("and 59 more"), "{report}");
    assert!(
        (200..210).contains(&links(report, "sources")),
        "{}",
        links(report, "sources")
    );
}
