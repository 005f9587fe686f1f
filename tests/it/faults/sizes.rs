//! Faults 20–23: too much of something. Each is refused by its size, or takes time and memory in proportion to it.

use std::fs::File;
use std::process::Command;
use std::time::{Duration, Instant};

use super::in_full;
use super::site::{Run, Site, builds, event, refuses};

const X: &str = "content/events/x.md";

#[test]
fn fault_20_endless_nesting() {
    for opener in [
        "> ", "- ", "1. ", "* > ", "[", "![", "*", "**a ", "[^a]: > ", "<b>", "`",
    ] {
        let text = event("X", "2022", "") + &opener.repeat(10_000) + "x\n";
        let site = Site::new();
        site.put(X, text);
        let run = site.run(&["build"]);
        assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
    }
    for opener in ["> ", "- "] {
        refuses(
            X,
            event("X", "2022", "") + &opener.repeat(10_000) + "x\n",
            &["error[text-too-deep]"],
        );
    }
    let by_line: String = (0..10_000)
        .map(|level| format!("{}- a\n", "  ".repeat(level % 300)))
        .collect();
    refuses(
        X,
        event("X", "2022", "") + &by_line,
        &["error[text-too-deep]"],
    );
}

/// Pieces whose repetition is known to make Markdown parsers slow.
const SUPERLINEAR: [&str; 16] = [
    "[",
    "[[",
    "![",
    "*a",
    "*a_",
    "**a ",
    "<",
    "<!--",
    "[^",
    "[@",
    "[[a|",
    "`",
    "\"'",
    "a[@b][",
    "[a](",
    "|a|\n|-|\n",
];

#[test]
fn fault_21_superlinear_markdown() {
    for piece in SUPERLINEAR {
        let took = |times: usize| {
            let site = Site::new();
            site.put(X, event("X", "2022", "") + &piece.repeat(times) + "\n");
            processor_time(&site)
        };
        let size = 100_000 / piece.len();
        // Other work on the machine makes a run longer, never shorter: the best of several tells. What both sizes share
        // is the time of a site without that text.
        let base = (0..3).map(|_| took(0)).min().unwrap();
        let (mut once, mut twice) = (Duration::MAX, Duration::MAX);
        let is_linear = (0..6).any(|_| {
            once = once.min(took(size));
            twice = twice.min(took(2 * size));
            let beyond = |time: Duration| time.saturating_sub(base).as_secs_f64();
            beyond(twice) <= beyond(once) * 2.3 + 0.01
        });
        assert!(
            is_linear,
            "`{piece}`: {base:?}, then {once:?} and {twice:?} for twice as much"
        );
    }
}

/// A thousand different faults on one endless line are told in a moment.
#[test]
fn fault_21_many_faults_on_one_line() {
    let citations: String = (0..20_000).map(|number| format!("[@b{number}] ")).collect();
    let site = Site::new();
    site.put(X, event("X", "2022", "") + &citations + "\n");
    let started = Instant::now();
    let run = site.run(&["check"]);
    run.assert(
        1,
        &[
            "error[unknown-source]",
            "x.md:6:2",
            "20,000 errors",
            "more are not shown",
        ],
    );
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

/// The processor time of a check of a site, as the shell counts it: the wall's is that of everything on the machine.
fn processor_time(site: &Site) -> Duration {
    let program = env!("CARGO_BIN_EXE_dateline");
    let script = format!("TIMEFORMAT='%U %S'; time {program} check >/dev/null 2>&1");
    let mut shell = Command::new("bash");
    let output = shell
        .args(["-c", &script])
        .current_dir(site.path())
        .output()
        .unwrap();
    let times = String::from_utf8(output.stderr).unwrap();
    let seconds = times
        .split_whitespace()
        .map(|time| time.parse::<f64>().unwrap());
    Duration::from_secs_f64(seconds.sum())
}

#[test]
fn fault_22_a_file_of_a_gigabyte() {
    let site = Site::new();
    site.build();
    File::create(site.file(X))
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    // With address space for the program itself, and none for the file.
    let limited = |arguments: &str| {
        let program = env!("CARGO_BIN_EXE_dateline");
        let mut shell = Command::new("sh");
        shell.args([
            "-c",
            &format!("ulimit -v 700000 && exec {program} {arguments}"),
        ]);
        shell.current_dir(site.path());
        Run::of(assert_cmd::Command::from_std(shell))
    };
    let before = site.outputs();
    for command in ["check", "build"] {
        limited(command).assert(1, &["error[file-too-large]", X]);
    }
    assert!(site.outputs() == before);
    // A file beside the texts is copied, however large, and not taken into memory.
    site.remove(X);
    File::create(site.file("static/large.bin"))
        .or_else(|_| {
            std::fs::create_dir(site.file("static"))?;
            File::create(site.file("static/large.bin"))
        })
        .unwrap()
        .set_len(800 << 20)
        .unwrap();
    if in_full() {
        limited("build").assert(0, &[]);
    }
}

#[test]
fn fault_22_the_limit_of_a_file_can_be_raised() {
    let text = event("X", "2022", "") + &"Some words. ".repeat(400_000);
    refuses(X, &text, &["error[file-too-large]", "limits: {file_bytes"]);
    let site = Site::new();
    site.put(
        "dateline.yaml",
        "title: Test\nlimits: {file_bytes: 8000000}\n",
    );
    site.put(X, &text);
    site.run(&["build"]).assert(0, &[]);
}

#[test]
fn fault_23_many_events() {
    let count = if in_full() { 100_000 } else { 2_000 };
    let site = Site::new();
    for number in 0..count {
        let date = format!(
            "{}-{:02}-{:02}",
            1900 + number / 300 % 400,
            number % 12 + 1,
            number % 28 + 1
        );
        let more = format!(
            "actors: [Actor {}, Actor {}]\nplaces: [Place {}]\n",
            number % 97,
            number % 31,
            number % 53
        );
        site.put(
            &format!("content/events/{}/e{number}.md", number % 100),
            event(&format!("Event {number}"), &date, &more),
        );
    }
    let started = Instant::now();
    site.run(&["build", "-q"]).assert(0, &[]);
    eprintln!("{count} events: {:?}", started.elapsed());
    assert!(site.has_output("events/e0/index.html"));
    assert!(site.has_output(&format!("events/e{}/index.html", count - 1)));
}

/// One event with very many terms or sources costs in proportion to them.
#[test]
fn many_terms_and_sources_of_one_event() {
    let with = |count: usize| {
        let actors: String = (0..count).map(|n| format!(" - A{n}\n")).collect();
        let sources: String = (0..count)
            .map(|n| format!(" - {{title: S{n}}}\n"))
            .collect();
        event(
            "X",
            "2022",
            &format!("actors:\n{actors}sources:\n{sources}"),
        )
    };
    builds(X, with(1_000));
    refuses(X, with(5_000), &["error[front-matter-too-large]"]);
}
