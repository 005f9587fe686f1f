//! What nobody else may do: other sites, other machines' names, other methods, and those who only hold connections.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::server::{Server, command};

#[test]
fn fault_47_paths_that_lead_elsewhere_are_refused() {
    let server = Server::start();
    let secret = "../".repeat(12) + "etc/passwd";
    for path in [
        "/../dateline.yaml",
        "/events/../../dateline.yaml",
        "/%2e%2e/dateline.yaml",
        "/%2e%2e%2fdateline.yaml",
        "/%252e%252e/dateline.yaml",
        "/..%5cdateline.yaml",
        "/..\\dateline.yaml",
        "/a%00.html",
        "//dateline.yaml",
        "/C:/dateline.yaml",
        "/c:%5cdateline.yaml",
        "/own.css::$DATA",
        "/dateline.yaml",
        "/content/events/first.md",
        "/static/own.css",
        "/.dateline/",
        "/%",
        "/%zz",
        "/%ff",
        &format!("/{secret}"),
        "/_dateline/../dateline.yaml",
    ] {
        let answer = server.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {answer:?}");
        assert!(
            !answer.body.contains("title: Test") && !answer.body.contains("root:"),
            "{path}"
        );
    }
    for raw in [
        "GET dateline.yaml HTTP/1.1\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\0\0\0\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
    ] {
        let answer = server.raw(raw.as_bytes());
        assert_ne!(answer.status, 200, "{raw:?}");
    }
    assert_eq!(server.get("/").status, 200, "it is still alive");
}

#[test]
fn links_out_of_the_site_are_not_followed() {
    let server = Server::start();
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.txt"), "secret").unwrap();
    assert_eq!(server.get("/digits.txt").body, "0123456789");
    // The plan knows the file; what it is, has changed since.
    let file = server.path().join("static/digits.txt");
    std::fs::remove_file(&file).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), &file).unwrap();
    let answer = server.get("/digits.txt");
    assert_ne!(answer.status, 200);
    assert!(!answer.body.contains("secret"));
}

#[test]
fn fault_48_other_names_are_refused() {
    let server = Server::start();
    let port = server.address.rsplit(':').next().unwrap();
    let check = |host: &str, status: u16| {
        let answer = server.ask("GET", "/", &[&format!("Host: {host}")]);
        assert_eq!(answer.status, status, "{host}");
    };
    for host in [
        "localhost",
        "site.localhost",
        "127.0.0.1",
        "127.1.2.3",
        "[::1]",
    ] {
        check(&format!("{host}:{port}"), 200);
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "0.0.0.0",
        "192.168.1.1",
        "[::ffff:1.2.3.4]",
        "",
    ] {
        check(host, 403);
    }
    let forwarded = [
        "Host: evil.example",
        "X-Forwarded-Host: localhost",
        "Forwarded: host=localhost",
    ];
    assert_eq!(server.ask("GET", "/", &forwarded).status, 403);
    assert_eq!(server.raw(b"GET / HTTP/1.0\r\n\r\n").status, 403);
    assert_eq!(server.ask("GET", "http://evil.example/", &[]).status, 403);
}

#[test]
fn fault_49_and_fault_50_other_origins_are_refused() {
    let server = Server::start();
    let own = format!("Origin: http://{}", server.address);
    let stream = "/_dateline/events?page=%2F&mark=x&revision=1";
    for (header, status) in [
        (own.as_str(), 200),
        ("Sec-Fetch-Site: same-origin", 200),
        ("Sec-Fetch-Site: none", 200),
        ("Origin: https://evil.example", 403),
        ("Origin: http://localhost:1", 403),
        ("Origin: null", 403),
        ("Sec-Fetch-Site: cross-site", 403),
        ("Sec-Fetch-Site: same-site", 403),
    ] {
        let answer = server.ask("GET", "/", &[header]);
        assert_eq!(answer.status, status, "{header}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some("same-origin")
        );
        if status == 403 {
            assert_eq!(
                server.ask("GET", stream, &[header]).status,
                403,
                "the events, {header}"
            );
        }
    }
}

#[test]
fn fault_51_redirects_stay_here() {
    let server = Server::start();
    let moved = server.get("/events/first");
    assert_eq!(
        (moved.status, moved.header("location")),
        (308, Some("/events/first/"))
    );
    for path in [
        "//evil.example/..",
        "//evil.example",
        "//events/first",
        "/%2fevil.example",
        "/\\evil.example",
        "/events//first",
    ] {
        let answer = server.get(path);
        assert!(answer.header("location").is_none(), "{path}: {answer:?}");
        assert!([400, 404].contains(&answer.status), "{path}");
    }
}

#[test]
fn fault_53_methods_and_ranges() {
    let server = Server::start();
    let get = server.get("/events/first/");
    let head = server.ask("HEAD", "/events/first/", &[]);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), get.header("content-length"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        let answer = server.ask(method, "/", &["Content-Length: 0"]);
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, Some("GET, HEAD")),
            "{method}"
        );
    }
    let range = |range: &str| server.ask("GET", "/digits.txt", &[&format!("Range: {range}")]);
    let part = range("bytes=2-4");
    assert_eq!((part.status, part.body.as_str()), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(range("bytes=-3").body, "789");
    assert_eq!(range("bytes=0-1,3-4").body, "0123456789");
    let beyond = range("bytes=10-");
    assert_eq!(
        (beyond.status, beyond.header("content-range")),
        (416, Some("bytes */10"))
    );
}

#[test]
fn fault_54_a_missing_page_is_the_sites_own() {
    let server = Server::start();
    let missing = server.get("/no/such/page/");
    assert_eq!(missing.status, 404);
    assert!(
        missing.body.contains("Test") && missing.body.contains("<h1>"),
        "{}",
        missing.body
    );
    assert!(
        !missing.script("data-mark").is_empty(),
        "it goes when the page comes"
    );
}

#[test]
fn fault_55_every_answer_has_its_headers() {
    let server = Server::start();
    for (path, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/own.css", "text/css; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/script.js", "text/javascript; charset=utf-8"),
        ("/assets/favicon.svg", "image/svg+xml; charset=utf-8"),
        ("/digits.txt", "text/plain; charset=utf-8"),
        ("/atom.xml", "application/xml; charset=utf-8"),
        ("/events.json", "application/json; charset=utf-8"),
        ("/timeline.ics", "text/calendar; charset=utf-8"),
        ("/_dateline/preview.js", "text/javascript; charset=utf-8"),
        ("/nowhere", "text/html; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.header("content-type"), Some(media_type), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
    }
}

#[test]
fn fault_52_slow_heads_are_closed() {
    let server = Server::start();
    let began = Instant::now();
    let mut slow = server.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    let mut silent = server.connect();
    let mut idle = server.connect();
    idle.write_all(b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    for stream in [&mut slow, &mut silent, &mut idle] {
        let _ = stream.read_to_end(&mut Vec::new());
    }
    let took = began.elapsed();
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(
        took > Duration::from_secs(1),
        "nobody is cut off at once: {took:?}"
    );
}

#[test]
fn fault_52_a_thousand_idle_connections_keep_nobody_out() {
    let server = Server::start();
    // Below the limit of open files that many systems give this process too.
    let idle: Vec<TcpStream> = (0..900)
        .map_while(|_| TcpStream::connect(&server.address).ok())
        .collect();
    assert!(idle.len() > 200, "{}", idle.len());
    let mut times: Vec<Duration> = (0..50)
        .map(|_| {
            let began = Instant::now();
            assert_eq!(server.get("/events/first/").status, 200);
            began.elapsed()
        })
        .collect();
    times.sort();
    assert!(times[45] < Duration::from_millis(500), "{times:?}");
    // All of them are closed in the end, from the first to the last.
    let began = Instant::now();
    for mut stream in idle {
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let read = stream.read(&mut [0; 1]).map_err(|error| error.kind());
        let is_open = matches!(read, Err(ErrorKind::WouldBlock | ErrorKind::TimedOut));
        assert!(!is_open && began.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn fault_56_a_port_that_is_taken_is_named() {
    let server = Server::start();
    let port = server.address.rsplit(':').next().unwrap();
    let output = command(server.path(), port)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains(&format!("port {port} of 127.0.0.1 is taken")) && said.contains("`--port`"),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly() {
    let mut server = Server::start();
    let mut stream = server.connect();
    stream
        .write_all(b"GET /_dateline/events?page=%2F&mark=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    stream.read_exact(&mut [0; 16]).unwrap();
    let began = Instant::now();
    let signalled = std::process::Command::new("kill")
        .args(["-INT", &server.id().to_string()])
        .status();
    assert!(signalled.unwrap().success());
    assert_eq!(server.ended(), Some(0));
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "an open event stream does not hold it"
    );
}
