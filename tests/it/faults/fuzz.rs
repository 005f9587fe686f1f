//! Mutated inputs: seeds from `fuzz/seeds/TARGET/`, changed at random, must end in a site or in diagnostics, and in output
//! that other parsers find sound.
//!
//! Each target runs two seconds from a fixed start; `DATELINE_FUZZ_SECONDS` gives it more, from a start of its own.

mod mutate;
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use mutate::Mutator;

/// The seeds of a target, by name.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Runs a target on its seeds and on what becomes of them.
fn fuzz(target: &str, dictionary: &[&str], check: impl Fn(&[u8])) {
    let given = std::env::var("DATELINE_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let start = match given {
        Some(_) => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .subsec_nanos()
            .into(),
        None => 1,
    };
    let end = Instant::now() + Duration::from_secs(given.unwrap_or(2));
    let try_one = |input: &[u8]| {
        let started = Instant::now();
        let shown = || String::from_utf8_lossy(input).into_owned();
        if catch_unwind(AssertUnwindSafe(|| check(input))).is_err() {
            panic!(
                "{target}, start {start}: failed on {input:?}, which is:\n{}",
                shown()
            );
        }
        assert!(
            started.elapsed() < Duration::from_secs(20),
            "{target}: too slow on {input:?}:\n{}",
            shown()
        );
    };
    let seeds = seeds(target);
    seeds.iter().for_each(|seed| try_one(seed));
    let mut mutator = Mutator::new(start, seeds, dictionary);
    let mut executions = 0_u64;
    while Instant::now() < end {
        try_one(&mutator.next());
        executions += 1;
    }
    eprintln!("fuzz {target}: {executions} executions from start {start}");
}
