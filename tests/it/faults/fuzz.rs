//! Mutated inputs: seeds from `fuzz/seeds/TARGET/`, changed at random, must end in a site or in diagnostics, and in output
//! that other parsers find sound. Inputs that make the program behave in a way not seen before are changed further.
//!
//! Each target runs two seconds from a fixed start; `DATELINE_FUZZ_SECONDS` gives it more, from a start of its own. A new
//! target is a test that calls [`fuzz`], and a folder of seeds.

mod caches;
mod importers;
mod lsp;
mod mutate;
mod pictures;
mod requests;
mod targets;
mod writers;

use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
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

/// Runs a target on its seeds and on what becomes of them. What `check` returns tells one behaviour from another, as far as
/// that can be told from outside: the codes of diagnostics, the tags of a page, the shape of an answer.
fn fuzz<B: Hash>(target: &str, dictionary: &[&str], check: impl Fn(&[u8]) -> B) {
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
    let mut behaviours = HashSet::new();
    // Whether the input showed a new behaviour.
    let mut try_one = |input: &[u8]| {
        let started = Instant::now();
        let shown = || String::from_utf8_lossy(input).into_owned();
        let Ok(behaviour) = catch_unwind(AssertUnwindSafe(|| check(input))) else {
            panic!(
                "{target}, start {start}: failed on {input:?}, which is:\n{}",
                shown()
            );
        };
        assert!(
            started.elapsed() < Duration::from_secs(20),
            "{target}: too slow on {input:?}:\n{}",
            shown()
        );
        let mut hasher = DefaultHasher::new();
        behaviour.hash(&mut hasher);
        behaviours.insert(hasher.finish())
    };
    let seeds = seeds(target);
    for seed in &seeds {
        try_one(seed);
    }
    let mut mutator = Mutator::new(start, seeds, dictionary);
    let (mut executions, mut new) = (0_u64, 0_u64);
    while Instant::now() < end {
        let input = mutator.next();
        executions += 1;
        if try_one(&input) {
            new += 1;
            mutator.keep(input);
        }
    }
    eprintln!("fuzz {target}: {executions} executions, {new} new behaviours, from start {start}");
}
