//! What templates use, read off their texts.

use super::*;

const THEME: [(&str, &str); 8] = [
    (
        "base.html",
        "{% include \"nav.html\" %}<title>{{ site.title }}</title>",
    ),
    (
        "nav.html",
        "{% for item in site.menu %}{{ item }}{% endfor %}",
    ),
    (
        "event.html",
        "{%- extends \"base.html\" %}{{ <badge s={event.status} /> }}",
    ),
    (
        "badge.html",
        "{% component badge(s) %}{{ s }}{% endcomponent badge %}",
    ),
    (
        "plain.html",
        "the site of {{ opposite.value }} {{ page.site }}",
    ),
    (
        "foot.html",
        "{% component foot(@site, @root) %}{{ site.title }}{% endcomponent foot %}",
    ),
    ("whole.html", "{% set s = site %}{{ site['title'] }}"),
    ("quoted.html", r"{{ '}}' ~ '\'}}' ~ site.home }}"),
];

fn uses(changed: Option<&str>) -> Uses {
    let texts = THEME.map(|(name, text)| {
        let more = if changed == Some(name) { "!" } else { "" };
        (name.to_owned(), Cow::Owned(format!("{text}{more}")))
    });
    Uses::of(&texts.into())
}

#[test]
fn a_changed_template_changes_those_that_lead_to_it() {
    let check = |changed: &str, expected: &[&str]| {
        let (before, after) = (uses(None), uses(Some(changed)));
        let differs = |name: &&str| {
            before.template(name).unwrap().texts != after.template(name).unwrap().texts
        };
        let names: Vec<&str> = THEME
            .iter()
            .map(|(name, _)| *name)
            .filter(differs)
            .collect();
        assert_eq!(names, expected, "{changed}");
    };
    check("nav.html", &["base.html", "nav.html", "event.html"]);
    check("base.html", &["base.html", "event.html"]);
    check("badge.html", &["event.html", "badge.html"]);
    check("event.html", &["event.html"]);
    check("plain.html", &["plain.html"]);
}

#[test]
fn the_parts_of_the_frame_that_a_template_names_are_found() {
    let uses = uses(None);
    let check = |name: &str, expected: Option<&[&str]>| {
        let frame = uses.template(name).unwrap().frame.as_ref();
        let frame = frame.map(|parts| parts.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(frame.as_deref(), expected, "{name}");
    };
    check("event.html", Some(&["menu", "title"]));
    check("nav.html", Some(&["menu"]));
    check("badge.html", Some(&[]));
    check("plain.html", Some(&[]));
    check("foot.html", Some(&["title"]));
    check("whole.html", None);
    check("quoted.html", Some(&["home"]));
}

#[test]
fn names_are_those_of_a_template_and_of_what_it_leads_to() {
    let texts = [
        (
            "base.html",
            "{% block main %}{% endblock %}{{ page.json_ld | safe }}",
        ),
        (
            "event.html",
            "{% extends \"base.html\" %}{{ <when when={event.when} /> }} cite",
        ),
        (
            "when.html",
            "{% component when(when) %}{{ when.short }}{% endcomponent when %}",
        ),
        ("bare.html", "{{ page.title }}"),
        ("whole.html", "{{ __tera_context }}"),
    ];
    let texts = texts.map(|(name, text)| (name.to_owned(), Cow::Borrowed(text)));
    let uses = Uses::of(&texts.into());
    let check = |name: &str, expected: [bool; 3]| {
        let names = uses.names(name).unwrap();
        let fields = ["json_ld", "short", "cite"];
        assert_eq!(fields.map(|field| names.has(field)), expected, "{name}");
    };
    check("event.html", [true, true, false]);
    check("base.html", [true, false, false]);
    check("bare.html", [false; 3]);
    check("whole.html", [true; 3]);
    assert!(uses.names_of_component("when").has("short"));
}

#[test]
fn a_name_that_is_worked_out_may_be_any() {
    let texts = [
        ("a.html", "{% include name %}"),
        ("b.html", "{{ site.title }}"),
    ];
    let texts = texts.map(|(name, text)| (name.to_owned(), Cow::Borrowed(text)));
    let uses = Uses::of(&texts.into());
    assert!(
        uses.template("a.html")
            .unwrap()
            .frame
            .as_ref()
            .unwrap()
            .contains("title")
    );
}

/// An event's pages are most of a site: one that did would be given every field of every view.
#[test]
fn the_built_in_template_of_events_does_not_take_every_name() {
    let texts = crate::embedded::THEME.iter();
    let texts = texts.filter(|(path, _)| !path.starts_with("assets/"));
    let texts = texts.map(|(path, bytes)| {
        let text = std::str::from_utf8(bytes).unwrap();
        ((*path).to_owned(), Cow::Borrowed(text))
    });
    let uses = Uses::of(&texts.collect());
    assert!(!uses.names("event.html").unwrap().has("nowhere_named"));
    assert!(!uses.names_of_component("event_row").has("nowhere_named"));
}
