//! Completion and hover.

use serde_json::{Value, json};

use super::{Editor, SITE};

const EVENT: &str = "content/events/new.md";

/// The text that each choice leaves, for a document that is being written.
fn choices(path: &str, marked: &str) -> Vec<(String, String)> {
    let mut editor = Editor::new(SITE);
    let answer = editor.ask_at("textDocument/completion", path, marked, json!({}));
    let list = answer.expect("an answer");
    let text = marked.replacen('|', "", 1);
    let items = list["items"].as_array().cloned().unwrap_or_default();
    let apply = |item: &Value| {
        let edit = &item["textEdit"];
        let line = edit["range"]["start"]["line"].as_u64().expect("a line");
        let line = text
            .split('\n')
            .nth(usize::try_from(line).expect("small"))
            .expect("a line");
        let column = |end: &str| {
            usize::try_from(edit["range"][end]["character"].as_u64().expect("a column"))
                .expect("small")
        };
        let units: Vec<u16> = line.encode_utf16().collect();
        let before = String::from_utf16(&units[..column("start")]).expect("whole characters");
        let after = String::from_utf16(&units[column("end")..]).expect("whole characters");
        format!(
            "{before}{}{after}",
            edit["newText"].as_str().expect("a text")
        )
    };
    items
        .iter()
        .map(|item| {
            (
                item["label"].as_str().expect("a label").to_owned(),
                apply(item),
            )
        })
        .collect()
}

/// The first choices are these, and choosing the first gives this line.
#[track_caller]
fn check(path: &str, marked: &str, labels: &[&str], line: &str) {
    let found = choices(path, marked);
    let shown: Vec<&str> = found
        .iter()
        .map(|(label, _)| label.as_str())
        .take(labels.len())
        .collect();
    assert_eq!(shown, labels, "{marked}");
    assert_eq!(
        found.first().map_or("", |(_, line)| line.as_str()),
        line,
        "{marked}"
    );
}

#[test]
fn names_are_offered_where_they_belong() {
    check(
        EVENT,
        "---\nactors: [|]\n---\n",
        &["NATO"],
        "actors: [NATO]",
    );
    check(
        EVENT,
        "---\nactors: [na|]\n---\n",
        &["NATO"],
        "actors: [NATO]",
    );
    check(
        EVENT,
        "---\nactors: [\"na|\"]\n---\n",
        &["NATO"],
        "actors: [NATO]",
    );
    check(EVENT, "---\nplaces:\n  - Gen|\n", &["Geneva"], "  - Geneva");
    check(EVENT, "---\nplaces:\n  - 🕊|\n---\n", &[], "");
    check(
        EVENT,
        "---\nsources: [|]\n---\n",
        &["No breakthrough"],
        "sources: [dw-1]",
    );
    check(
        EVENT,
        "---\nsources:\n  - id: d|\n",
        &["No breakthrough"],
        "  - id: dw-1",
    );
    check(
        EVENT,
        "---\nsources:\n  - id: dw-1\n    says: |\n",
        &["announced", "reported", "disputed"],
        "    says: announced",
    );
    check(
        EVENT,
        "---\nrelations:\n  follows: ta|\n---\n",
        &["Geneva talks"],
        "  follows: talks",
    );
    check(
        EVENT,
        "---\nrelations:\n  f|\n---\n",
        &["follows"],
        "  follows: ",
    );
    check(
        EVENT,
        "---\naccounts:\n  - claim: x\n    sources: [|]\n---\n",
        &["No breakthrough"],
        "    sources: [dw-1]",
    );
    check(
        "content/places/x.md",
        "---\npart_of: |\n---\n",
        &["Geneva", "The hall"],
        "part_of: Geneva",
    );
    check(
        "dateline.yaml",
        "title: x\nviews:\n  a: {places: [ha|]}\n",
        &["The hall"],
        "  a: {places: [The hall]}",
    );
}

#[test]
fn keys_and_their_values_are_offered() {
    check(EVENT, "---\nstatu|\n---\n", &["title", "date"], "title: ");
    check(
        EVENT,
        "---\nstatus: |\n---\n",
        &[
            "announced",
            "reported",
            "confirmed",
            "disputed",
            "cancelled",
            "leaked",
        ],
        "status: announced",
    );
    check(
        EVENT,
        "---\ndaypart: ev|\n",
        &["morning"],
        "daypart: morning",
    );
    check(
        EVENT,
        "---\nlead: |\n---\n",
        &["true", "false"],
        "lead: true",
    );
    check(EVENT, "---\nrela|tions:\n---\n", &["title"], "title:");
    check(
        "dateline.yaml",
        "markdown:\n  raw_html: |\n",
        &["text", "sanitised"],
        "  raw_html: text",
    );
    check(
        "dateline.yaml",
        "views:\n  a:\n    status: |\n",
        &["announced"],
        "    status: announced",
    );
    let keys = |path, text| -> Vec<String> {
        choices(path, text)
            .into_iter()
            .map(|(label, _)| label)
            .collect()
    };
    let of_event = keys(EVENT, "---\ntitle: x\n|\n---\n");
    assert!(!of_event.contains(&"title".to_owned()), "{of_event:?}");
    for key in ["lanes", "threads", "daypart", "slug"] {
        assert!(of_event.contains(&key.to_owned()), "{key}: {of_event:?}");
    }
    assert!(keys("content/places/x.md", "---\n|\n---\n").contains(&"wikidata".to_owned()));
    assert!(keys("dateline.yaml", "theme:\n  |\n").contains(&"accent_dark".to_owned()));
    assert!(keys(EVENT, "---\nsources:\n  - |\n---\n").contains(&"says".to_owned()));
}

#[test]
fn links_and_citations_are_offered_in_texts() {
    let front = "---\ntitle: x\ndate: 2022\n---\n";
    let check = |body: &str, label: &str, line: &str| {
        super::completion::check(EVENT, &format!("{front}{body}"), &[label], line);
    };
    check("🕊 Київ [[gen|", "Geneva talks", "🕊 Київ [[talks]]");
    check("[[gen|]] on", "Geneva talks", "[[talks]] on");
    check("[[abo|]]", "About", "[[about]]");
    check("[[breakthr|]]", "No breakthrough", "[[dw-1]]");
    check("So [@|", "No breakthrough", "So [@dw-1]");
    check(
        "So [@x; @D|W, p. 3]",
        "No breakthrough",
        "So [@x; @dw-1, p. 3]",
    );
    assert_eq!(choices(EVENT, &format!("{front}Plain | text")), []);
    assert_eq!(choices("templates/page.html", "{{ | }}"), []);
}

#[test]
fn a_name_of_two_records_is_offered_by_its_address() {
    let site =
        format!("{SITE}-- content/events/nato.md --\n---\ntitle: A summit\ndate: 2022\n---\n");
    let mut editor = Editor::new(&site);
    let answer = editor.ask_at(
        "textDocument/completion",
        "content/pages/about.md",
        "---\ntitle: x\n---\n[[nato|]]",
        json!({}),
    );
    let items = answer.expect("an answer")["items"].clone();
    let texts: Vec<&str> = items
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["textEdit"]["newText"].as_str())
        .collect();
    assert_eq!(texts, ["events/nato", "actors/nato"]);
}

/// What is said of a place in a file of the site holds all of these.
#[track_caller]
fn check_hover(path: &str, words: &str, expected: &[&str]) {
    let mut editor = Editor::new(SITE);
    let answer = editor
        .ask_in("textDocument/hover", path, words, json!({}))
        .expect("an answer");
    let said = answer["contents"]["value"].as_str().unwrap_or_default();
    for part in expected {
        assert!(said.contains(part), "{words}: {said}");
    }
    assert_eq!(said.is_empty(), expected.is_empty(), "{words}: {said}");
}

#[test]
fn what_stands_at_a_place_is_told() {
    let talks = "content/events/2022-01-21-talks.md";
    let letters = "content/events/letters.md";
    check_hover(
        letters,
        "date: 2021|-12?",
        &[
            "December 2021",
            "Earliest 2021-12-01, latest 2021-12-31",
            "month",
        ],
    );
    check_hover(
        talks,
        "[dw|-1]",
        &[
            "No breakthrough",
            "publisher: DW",
            "January 21, 2022",
            "<https://example.org/a_b>",
            "cited by 2 events",
        ],
    );
    check_hover(talks, "[@dw|-1]", &["No breakthrough"]);
    check_hover(talks, "[[let|ters]]", &["**Letters**", "December 2021"]);
    check_hover(
        letters,
        "[[talks|#x",
        &["**Geneva talks**", "They \\*met\\*."],
    );
    check_hover(
        talks,
        "[NA|TO]",
        &["alliance, 1 event", "Also: The alliance", "A treaty."],
    );
    check_hover(talks, "sum|mary:", &["One or two sentences"]);
    check_hover(
        letters,
        "sa|ys:",
        &["`announced` · `reported` · `disputed`"],
    );
    check_hover("dateline.yaml", "vie|ws:", &["Saved selections"]);
    check_hover(
        "content/sources/dw-1.md",
        "published: 2022|",
        &["January 21, 2022"],
    );
    check_hover(talks, "tit|le: Geneva", &["The headline"]);
    check_hover(talks, "title: Gen|eva", &["Geneva talks"]);
    check_hover(talks, "th|e alliance", &["NATO"]);
    check_hover(talks, " an|d [@", &[]);
}
