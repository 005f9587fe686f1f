//! Many at once: five hundred open pages and a thousand connections that never finish a request keep nobody waiting.
#![cfg(unix)]

use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use super::events::Listener;
use super::server::Server;

const STREAMS: usize = 500;
const SLOW: usize = 1_000;
const REQUESTS: usize = 400;
const EVENTS: usize = 100;
/// Set in the process that has room for so many connections.
const ROOM: &str = "DATELINE_TEST_HAS_ROOM";

/// Systems allow a process 1,024 open files, often fewer, and the other tests need theirs: a process of its own asks for more.
#[test]
fn five_hundred_pages_and_a_thousand_slow_connections_keep_nobody_waiting() {
    if std::env::var_os(ROOM).is_some() {
        return crowd();
    }
    let own = std::env::current_exe().unwrap();
    let name =
        "preview::crowd::five_hundred_pages_and_a_thousand_slow_connections_keep_nobody_waiting";
    let output = Command::new("sh")
        .args([
            "-c",
            "ulimit -n 4096 && exec \"$0\" --exact --nocapture \"$1\"",
        ])
        .arg(own)
        .arg(name)
        .env(ROOM, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    println!("{said}");
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

fn crowd() {
    let server = Server::start();
    for number in 0..EVENTS {
        let text = format!("---\ntitle: Event {number}\ndate: 2022-02\nsources: [gazette]\n---\n");
        server.write(&format!("content/events/n{number}.md"), &text);
    }
    let began = Instant::now();
    while server.get(&address(EVENTS - 1)).status != 200 {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "the events never came"
        );
    }
    let alone = percentile_99(&server, |_| {});
    let mut open: Vec<Listener> = (0..STREAMS)
        .map(|number| Listener::of(&server, &server.get(&address(number))))
        .collect();
    for page in &mut open {
        page.wait("problems");
    }
    let slow: Vec<TcpStream> = (0..SLOW).map(|_| unfinished(&server)).collect();
    let crowded = percentile_99(&server, |_| {});
    // A change of the settings is a change of every page, and each of them is told of it.
    let edited = percentile_99(&server, |number| {
        if number % 100 == 50 {
            server.write("dateline.yaml", &format!("title: Edit {number}\n"));
        }
    });
    for page in &mut open {
        page.wait("page");
    }
    println!("p99 of a page: alone {alone:?}, crowded {crowded:?}, crowded and edited {edited:?}");
    assert_eq!(slow.len(), SLOW);
    // 20 ms on a machine that has nothing else to do; where it has, what it takes without a crowd is the measure.
    let limit = (alone * 5).max(Duration::from_millis(20));
    assert!(crowded <= limit, "{crowded:?} instead of {limit:?}");
    // Each edit makes the server render every page that is open, beside the one that is asked for.
    assert!(
        edited <= limit * 10,
        "{edited:?} instead of {:?}",
        limit * 10
    );
}

fn address(number: usize) -> String {
    format!("/events/n{}/", number % EVENTS)
}

/// A connection that asks for something and never comes to the end of it.
fn unfinished(server: &Server) -> TcpStream {
    let mut stream = server.connect();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    stream
}

/// How long 99 of 100 requests take at most, each on a connection of its own.
fn percentile_99(server: &Server, before: impl Fn(usize)) -> Duration {
    let mut times: Vec<Duration> = (0..REQUESTS)
        .map(|number| {
            before(number);
            let began = Instant::now();
            assert_eq!(server.get(&address(number)).status, 200);
            began.elapsed()
        })
        .collect();
    times.sort();
    times[REQUESTS * 99 / 100]
}
