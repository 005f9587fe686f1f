//! Faults 20–23: too much of something. Each is refused by its size, or takes time and memory in proportion to it.

use std::fs::{self, File};
use std::process::{Command, Stdio};
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
    let lines = (0..10_000).map(|level| "  ".repeat(level % 300) + "- a\n");
    let by_line: String = lines.collect();
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
    let citations: Vec<String> = (0..20_000).map(|number| format!("[@b{number}]")).collect();
    let citations = citations.join(" ");
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
        // Each thread takes address space of its own, whether it uses it or not.
        shell.current_dir(site.path()).env("RAYON_NUM_THREADS", "2");
        Run::of(assert_cmd::Command::from_std(shell))
    };
    let before = site.outputs();
    for command in ["check", "build"] {
        limited(command).assert(1, &["error[file-too-large]", X]);
    }
    assert!(site.outputs() == before);
    // A file beside the texts is copied, however large, and not taken into memory.
    site.remove(X);
    site.put("static/large.bin", "");
    File::create(site.file("static/large.bin"))
        .unwrap()
        .set_len(800 << 20)
        .unwrap();
    if in_full() {
        limited("build").assert(0, &[]);
    }
}

/// What is refused for its size is not read to be shown either: a small limit on memory would hide that it was.
#[cfg(target_os = "linux")]
#[test]
fn fault_22_a_refused_file_takes_no_memory() {
    let site = Site::new();
    site.build();
    File::create(site.file(X))
        .unwrap()
        .set_len(300 << 20)
        .unwrap();
    for command in ["check", "build"] {
        let peak = peak_memory(&site, command);
        assert!(peak < 150 << 10, "`{command}` took {peak} KiB");
    }
}

/// The most memory that a refused command ever had, in KiB. The system keeps the peak itself (`VmHWM`), so that it is
/// enough to ask for it shortly before the end.
#[cfg(target_os = "linux")]
fn peak_memory(site: &Site, command: &str) -> u64 {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dateline"));
    program.arg(command).current_dir(site.path());
    let mut child = program.stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let seen = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(seen.unwrap_or(0));
        if let Some(status) = child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(1));
            assert!(peak > 0, "its memory was never seen");
            return peak;
        }
        std::thread::sleep(Duration::from_millis(1));
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

/// The output grows with the square of an event's terms, and so they have a limit; with its sources it grows alike.
#[test]
fn many_terms_and_sources_of_one_event() {
    let list = |key: &str, count: usize| {
        let names: Vec<String> = (0..count)
            .map(|number| format!("{{title: S{number}}}"))
            .collect();
        let names = names.join(", ");
        if key == "actors" {
            format!(
                "actors: [{}]\n",
                names.replace("{title: ", "").replace('}', "")
            )
        } else {
            format!("{key}: [{names}]\n")
        }
    };
    refuses(
        X,
        event("X", "2022", &list("actors", 501)),
        &[
            "error[too-long]",
            "more than 500 terms",
            "x.md:4",
            "limits: {terms",
        ],
    );
    let (site, _) = builds(
        X,
        event(
            "X",
            "2022",
            &(list("actors", 100) + &list("sources", 1_000)),
        ),
    );
    assert!(site.has_output("actors/s99/index.html") && site.has_output("sources/s999/index.html"));
    site.put("dateline.yaml", "title: Test\nlimits: {terms: 20}\n");
    site.run(&["check"]).assert(1, &["more than 20 terms"]);
}
