//! Random sequences of publishes, each compared with a clean one.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::site::{Site, tree};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any sequence of publishes, some of them failing or half done, ends in what a clean publish gives.
    #[test]
    fn any_history_ends_in_a_clean_output(history in history()) {
        let site = Site::new();
        for plan in &history {
            let plan: Vec<_> = plan.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
            let fails = plan.iter().any(|(_, text)| *text == "!");
            let before = site.out().exists().then(|| tree(&site.out()));
            let result = site.publish(&plan);
            prop_assert_eq!(result.is_err(), fails, "{:?}", result);
            if fails {
                let after = site.out().exists().then(|| tree(&site.out()));
                prop_assert_eq!(after, before);
            } else {
                site.assert_has(&plan);
            }
        }
    }
}

/// Plans over a few paths that often turn from files into folders and back.
fn history() -> impl Strategy<Value = Vec<BTreeMap<String, String>>> {
    let path = prop::sample::select(vec![
        "a",
        "a/b",
        "a/b/c",
        "d/e",
        "d",
        "D",
        "f/g/h",
        "index.html",
        "style.css",
    ]);
    let text = prop::sample::select(vec!["1", "2", "22", "333", "4444", "a", "b", "cc", "!"]);
    let file = (path, text).prop_map(|(path, text)| (path.to_owned(), text.to_owned()));
    let plan = prop::collection::vec(file, 0..7);
    prop::collection::vec(plan.prop_map(consistent), 1..6)
}

/// Leaves out files that lie in another file.
fn consistent(files: Vec<(String, String)>) -> BTreeMap<String, String> {
    let all: BTreeMap<String, String> = files.into_iter().collect();
    let paths: Vec<_> = all.keys().cloned().collect();
    let below_a_file = |path: &str| paths.iter().any(|p| path.starts_with(&format!("{p}/")));
    all.into_iter()
        .filter(|(path, _)| !below_a_file(path))
        .collect()
}
