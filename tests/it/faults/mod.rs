//! The 58 faults that must be survived, each a test that bears its number: 1–23 in `content`, `names` and `sizes`, 24–33
//! in `injection`, 34–46 in `files`, `places` and `kills`, 47–58, which concern the preview, in `tests/it/preview.rs`.
//! `determinism` shows that the same content gives the same bytes, `fuzz` that no input ends in anything but a site or
//! diagnostics. `DATELINE_FAULTS=full` tries what is sampled otherwise; `DATELINE_FUZZ_SECONDS` is the time of a target.

mod content;
mod determinism;
mod edited;
mod files;
mod fuzz;
mod html;
mod injection;
mod kills;
mod limits;
mod names;
mod places;
pub(crate) mod site;
mod sizes;

/// Whether everything is to be tried, instead of samples.
fn in_full() -> bool {
    std::env::var("DATELINE_FAULTS").is_ok_and(|value| value == "full")
}

/// Every fault of the list is tried by a test that bears its number.
#[test]
fn every_number_has_its_test() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut names = String::new();
    for folder in ["faults", "preview"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let tests = text.lines().filter(|line| line.starts_with("fn fault_"));
            names.extend(tests.map(|line| format!("{line}\n")));
        }
    }
    let missing: Vec<_> = (1..=58)
        .filter(|number| !names.contains(&format!("fault_{number:02}_")))
        .collect();
    assert_eq!(missing, Vec::<u32>::new());
}

/// Says that the machine refused what a test needs. In CI that is a failure.
fn refused(what: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "this machine refused {what}, which the test needs"
    );
    eprintln!("left out: this machine refused {what}");
}
