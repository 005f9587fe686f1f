//! Building again after a change: what is made anew, what is kept, and that the result is always that of a clean build.

mod again;
mod cases;
mod edits;
mod model;
mod site;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use edits::Edits;
use model::Model;
use site::Site;

/// How long edits are made; `DATELINE_EDITS` asks for so many instead, from a start of its own.
const PATIENCE: Duration = Duration::from_secs(12);

/// How many edits are made at least, however slow the machine is.
const LEAST: usize = 10;

/// Kinds of edits that a thousand of them cannot all miss.
const KINDS: [&str; 12] = [
    "add", "delete", "rename", "retitle", "redate", "re-term", "body", "set", "override", "write",
    "tamper", "touch",
];

/// The edits of one sequence: then another site begins.
const SEQUENCE: usize = 20;

/// Random edits, each followed by a build that keeps what it can and by a clean one into another place, whose output is the
/// same to the byte, manifest and all.
#[test]
fn a_build_after_any_edits_is_a_clean_one() {
    let given: Option<usize> = std::env::var("DATELINE_EDITS")
        .ok()
        .and_then(|text| text.parse().ok());
    let start = match (std::env::var("DATELINE_EDITS_START"), given) {
        (Ok(start), _) => start.parse().unwrap(),
        (_, Some(_)) => std::process::id().into(),
        _ => 1,
    };
    let end = Instant::now() + PATIENCE;
    let goes_on = |done: usize| {
        given.map_or_else(
            || done < LEAST || Instant::now() < end,
            |total| done < total,
        )
    };
    let (mut done, mut kept, mut written) = (0, 0, 0);
    let mut kinds = BTreeSet::new();
    for sequence in 0_u64.. {
        if !goes_on(done) {
            break;
        }
        let mut edits = Edits::new(start + sequence);
        let mut model = Model::new(&mut edits);
        let site = Site::new(&model);
        let mut told = vec![format!("DATELINE_EDITS_START={}", start + sequence)];
        site.build(&told).unwrap();
        for _ in 0..SEQUENCE {
            if !goes_on(done) {
                break;
            }
            let before = model.clone();
            let edit = edits.apply(&mut model, &site);
            kinds.insert(edit.split(' ').next().unwrap().to_owned());
            told.push(edit);
            site.bring_to(&model);
            if let Ok(summary) = site.build(&told) {
                kept += summary.unchanged;
                written += summary.written.len();
            } else {
                told.push("take it back".to_owned());
                model = before;
                site.bring_to(&model);
                site.build(&told).unwrap();
            }
            done += 1;
        }
    }
    eprintln!("{done} edits from start {start}: {kept} files stood, {written} were written");
    assert!(kept > written, "most of a site stands after most edits");
    let missed: Vec<_> = KINDS
        .iter()
        .filter(|kind| !kinds.contains(**kind))
        .collect();
    assert!(done < 1_000 || missed.is_empty(), "never made: {missed:?}");
}
