//! Templates of a site's own that take values apart without naming their fields: each sees all of them.

use dateline::compile::Options;
use dateline::folder::Folder;
use dateline::prepare::prepare;
use dateline::render::Rendered;

/// What an event's own template makes of an event with a summary and two origins.
fn page_with(template: &str) -> String {
    let mut folder = Folder::default();
    for (path, text) in [
        ("dateline.yaml", "title: Test\n"),
        ("templates/event.html", template),
        (
            "content/events/talks.md",
            "---\ntitle: Talks\ndate: 2022-01-21\nsummary: Told briefly\nsources: [gazette, herald]\n---\n",
        ),
        (
            "content/sources/gazette.md",
            "---\ntitle: One\npublisher: Gazette\n---\n",
        ),
        (
            "content/sources/herald.md",
            "---\ntitle: Two\npublisher: Herald\n---\n",
        ),
    ] {
        folder.insert(path, text.as_bytes());
    }
    let prepared = prepare(&folder, &Options::default());
    let renderer = prepared.renderer.unwrap();
    let output = renderer.plan().of_file("events/talks/index.html").unwrap();
    let Rendered::Bytes(bytes) = renderer.render(output).unwrap() else {
        panic!("a page is no copy of a file");
    };
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_field_that_is_not_named_is_found() {
    let check = |template: &str, expected: &str| {
        let page = page_with(&format!("{{% set name = 'sum' ~ 'mary' %}}{template}"));
        assert!(page.contains(expected), "{template}: {page}");
    };
    let brief = "Told briefly";
    for template in [
        "{% set all = [v for k, v in event] %}{{ all }}",
        "{% for key, value in\n event %}{{ value }}{% endfor %}",
        "{% for\nkey, value in event %}{{ value }}{% endfor %}",
        "{{ event?[name] }}",
        "{{ event [name] }}",
        "{{ event[name] }}",
        "{{ event | get(key='sum' ~ 'mary', default='') }}",
    ] {
        check(template, brief);
    }
    for template in [
        "{% if name in event %}there{% endif %}",
        "{% if event is containing(pat=name) %}there{% endif %}",
    ] {
        check(template, "there");
    }
    check("{{ event.origins | unique | length }} origins", "2 origins");
}
