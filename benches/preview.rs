//! How long an editor waits: from saving an event to its new page and its new year, actor and source pages, served.
//!
//! `cargo bench --bench preview [-- EVENTS …]` makes sites of so many events (1,000 and 10,000), previews them with the
//! program itself, and prints medians of 20 edits of a text and of a title, the wait for the editor to finish included.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const EDITS: usize = 20;
const ACTORS: usize = 200;
const WORDS: [&str; 12] = [
    "council",
    "railway",
    "minister",
    "harbour",
    "signed",
    "rejected",
    "report",
    "evening",
    "budget",
    "winter",
    "agreement",
    "witness",
];

fn main() {
    let counts: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|it| it.parse().ok())
        .collect();
    for count in if counts.is_empty() {
        vec![1_000, 10_000]
    } else {
        counts
    } {
        measure(count);
    }
}

fn measure(count: usize) {
    let site = tempfile::tempdir().unwrap();
    make(site.path(), count);
    let (mut child, address, ready) = serve(site.path());
    println!("{count} events: ready after {} ms", ready.as_millis());
    let mut client = Client::new(&address);
    for what in ["text", "title"] {
        let mut times: Vec<[f64; 2]> = (0..EDITS)
            .map(|n| edit(site.path(), &mut client, count, n, what))
            .collect();
        let mut median = |column: usize| {
            times.sort_by(|a, b| a[column].total_cmp(&b[column]));
            (times[EDITS / 2][column], times[EDITS * 9 / 10][column])
        };
        let ((page, slow), (all, all_slow)) = (median(0), median(1));
        println!(
            "  {what}: the event's page {page:.1} ms (p90 {slow:.1}), with its year, actor and source {all:.1} ms (p90 {all_slow:.1})"
        );
    }
    println!("  resident memory: {} MB", resident(&child));
    let _ = child.kill();
    let _ = child.wait();
}

/// Saves an event and asks until its page is new, then for the pages that list it: milliseconds to both.
fn edit(site: &Path, client: &mut Client, count: usize, edit: usize, what: &str) -> [f64; 2] {
    // These stand on the first page of their year, among the first 60 of its first day by slug.
    let number = 10 + edit % (count / 20).min(40);
    let mark = format!("Edited {what} {edit}");
    let pages = [
        "/2000/".to_owned(),
        format!("/actors/actor-{}/", number % ACTORS),
        format!("/sources/gazette-{number}/"),
    ];
    let (title, text) = if what == "title" {
        (mark.clone(), String::new())
    } else {
        (title(number), mark.clone())
    };
    fs::write(file(site, number), event(number, &title, &text)).unwrap();
    let saved = Instant::now();
    let page = format!("/events/e{number}/");
    while !client.get(&page).contains(&mark) {
        assert!(
            saved.elapsed() < Duration::from_mins(1),
            "the edit never came"
        );
        std::thread::sleep(Duration::from_micros(500));
    }
    let first = saved.elapsed();
    for page in &pages {
        let shown = client.get(page);
        assert!(what == "text" || shown.contains(&mark), "{page} is stale");
    }
    let all = saved.elapsed();
    // An editor takes a moment between two edits, and the one before must not weigh on the next.
    std::thread::sleep(Duration::from_millis(150));
    [first, all].map(|took| took.as_secs_f64() * 1_000.0)
}

fn make(site: &Path, count: usize) {
    fs::create_dir_all(site.join("content/events")).unwrap();
    fs::write(
        site.join("dateline.yaml"),
        "title: Bench\nsources: { implied: true }\n",
    )
    .unwrap();
    for number in 0..count {
        fs::write(file(site, number), event(number, &title(number), "")).unwrap();
    }
}

fn file(site: &Path, number: usize) -> std::path::PathBuf {
    site.join(format!("content/events/e{number}.md"))
}

fn title(number: usize) -> String {
    format!(
        "The {} and the {} {number}",
        WORDS[number % 12],
        WORDS[number / 12 % 12]
    )
}

/// An event of about 1.9 KB; the first ones lie on the first of January 2000.
fn event(number: usize, title: &str, text: &str) -> String {
    let date = match number {
        0..100 => "2000-01-01".to_owned(),
        _ => format!(
            "{}-{:02}-{:02}",
            2000 + number % 10,
            1 + number / 10 % 12,
            2 + number / 120 % 27
        ),
    };
    let mut event = format!(
        "---\ntitle: {title}\ndate: {date}\nactors: [Actor {}, Actor {}]\nplaces: [Place {}]\ntopics: [Topic {}]\n\
         sources: [Gazette {number}, Gazette {}]\n---\n{text}\n\n",
        number % ACTORS,
        (number * 7 + 3) % ACTORS,
        number % 60,
        number % 25,
        number * 3 / 4
    );
    for word in 0..220 {
        let end = if word % 40 == 39 { ".\n\n" } else { " " };
        let _ = write!(event, "{}{end}", WORDS[(number * 31 + word * word) % 12]);
    }
    let _ = writeln!(event, "See also [[e{}]].", number / 2);
    event
}

fn serve(site: &Path) -> (Child, String, Duration) {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("--site")
        .arg(site)
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    let ready = began.elapsed();
    let show = std::env::var_os("PREVIEW_LINES").is_some();
    std::thread::spawn(move || {
        for line in lines.lines().map_while(Result::ok).filter(|_| show) {
            println!("    {line}");
        }
    });
    let (_, rest) = line.split_once("http://").unwrap();
    (child, rest.split_once('/').unwrap().0.to_owned(), ready)
}

/// Megabytes that a process holds, where the system tells.
fn resident(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1_000
}

/// One connection that stays open.
struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    fn new(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::new(stream),
        }
    }

    fn get(&mut self, path: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut length, mut line) = (0, String::new());
        loop {
            line.clear();
            self.stream.read_line(&mut line).unwrap();
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        String::from_utf8(body).unwrap()
    }
}
