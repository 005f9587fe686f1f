//! What citations must look like: works with and without authors, dates and addresses go in, entries in CSL and BibTeX come out.

use super::*;

fn work<'a>(date: &'a EventDate, authors: &'a [String]) -> Work<'a> {
    Work {
        slug: "deputy-talks",
        title: "50 % of {A & B}: \"x_y\" \\ done?",
        when: "9 January 2022",
        date,
        authors,
        site: "The talks",
        publisher: Some("A Press"),
        url: Some("https://example.org/events/deputy_talks/"),
        language: "en-GB",
    }
}

fn date(text: &str) -> EventDate {
    EventDate::parse(text).expect("the tests write dates")
}

#[test]
fn a_line_ends_its_parts_once() {
    let day = date("2022-01-09");
    let mut work = work(&day, &[]);
    work.title = "Who met whom?";
    work.publisher = None;
    assert_eq!(
        plain(&work),
        "Who met whom? (9 January 2022). The talks. https://example.org/events/deputy_talks/"
    );
}

#[test]
fn tex_sees_letters_alone() {
    let day = date("2022-01-09");
    let authors = ["Ann Lee".to_owned(), "Smith and Sons, Ltd".to_owned()];
    let expected = r#"@misc{deputy-talks,
  author = {Ann Lee and {Smith and Sons, Ltd}},
  title = {{50 \% of \{A \& B\}: "x\_y" \textbackslash{} done?}},
  howpublished = {The talks},
  publisher = {A Press},
  note = {9 January 2022},
  language = {en-GB},
  url = {https://example.org/events/deputy_talks/},
}"#;
    assert_eq!(bibtex(&work(&day, &authors)), expected);
}

#[test]
fn csl_dates_claim_no_more_than_the_source() {
    let check = |text: &str, expected: serde_json::Value| {
        let day = date(text);
        let items: serde_json::Value =
            serde_json::from_str(&csl_json(&work(&day, &[]))).expect("it is JSON");
        assert_eq!(items[0]["event-date"], expected, "{text}");
        assert_eq!(items[0]["title"], "50 % of {A & B}: \"x_y\" \\ done?");
    };
    let words = serde_json::json!({ "literal": "9 January 2022" });
    check(
        "2022-01-09",
        serde_json::json!({ "date-parts": [[2022, 1, 9]] }),
    );
    check(
        "2022-01-09/2022-01-12",
        serde_json::json!({ "date-parts": [[2022, 1, 9], [2022, 1, 12]] }),
    );
    check("2022-01", words.clone());
    check("2022-01~/2022-03", words.clone());
    check("2014/..", words.clone());
    check("[2022-01-13..2022-01-20]", words);
}
