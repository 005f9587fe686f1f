//! Hostile files end in diagnostics or in content that passes the check, never in a panic.

use dateline::exchange::IMPORTERS;
use proptest::prelude::*;

use super::{add, empty, read, site_of};

/// Texts that try to be more than text.
pub(crate) const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "[a](javascript:alert(1)) ![b](../../etc/passwd) [[nowhere]] [@nobody]",
    "---\ntitle: x\n---\n",
    "{{ site.title }} {% include \"x\" %}",
    "=cmd|' /C calc'!A0",
    "]]> -->",
    "# a\n> b\n- c\n1. d\n```\ne",
    "*alias &anchor !tag %x @y `z` \"q\" 'r' : # ?",
    "\u{202e}turned",
    "a\\\nb\tc\u{2028}d\u{85}e",
    "~~~~ | a | b |\n|---|---|\n| c | d |",
    "term\n: definition\n\n[^1]: note",
    "<!-- a --> &lt; &#x41; &amp;amp;",
    "\u{1F600} ٣ ß ﬁ",
];

#[test]
fn hostile_cells_become_plain_text() {
    for text in HOSTILE {
        let quoted = text.replace('"', "\"\"");
        let row = format!(
            "title,date,text,actors,source,extra\n\"{quoted}\",2022,\"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\"\n"
        );
        let (folder, _) = site_of("csv", &row);
        assert_eq!(folder.content.len(), 1, "{text}");
    }
}

#[test]
fn what_is_too_long_is_cut_or_told() {
    let long = "word ".repeat(30_000);
    let (folder, _) = site_of("csv", &format!("title,date\n{long},2022\n"));
    assert!(folder.content[0].bytes.len() < 2_000);
    let mut folder = empty();
    let (_, arranged) = add(
        &mut folder,
        "csv",
        &format!("title,date,other\nA,2022,{long}\n"),
    );
    assert_eq!((arranged.files.len(), arranged.diagnostics.len()), (0, 1));
    let message = &arranged.diagnostics[0].message;
    assert!(
        message.starts_with("this would become a file that the check refuses"),
        "{message}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_makes_an_importer_panic(text in "(?s).{0,200}") {
        for importer in IMPORTERS {
            let _ = read(importer.name, &text, &[], None);
        }
    }

    #[test]
    fn every_table_passes_the_check(
        title in "\\PC{1,20}",
        text in "[ -~\n]{0,60}",
        name in "[ -~]{0,20}",
        year in 1i32..3000,
    ) {
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let row = format!("title,date,text,actors,other\n{},{year:04},{},{},{}\n", cell(&title), cell(&text), cell(&name), cell(&text));
        let mut folder = empty();
        let (_, arranged) = add(&mut folder, "csv", &row);
        prop_assert!(arranged.diagnostics.is_empty(), "{:?}", arranged.diagnostics);
    }
}
