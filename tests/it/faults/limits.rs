//! Each limit of `docs/limits.md`: what is as large as it may be is built, what is one larger is refused with the diagnostic
//! that the table names, and what the settings can raise is built once they do.

use super::site::{Site, event};

const X: &str = "content/events/x.md";

/// A limit, as the documents tell it.
struct Limit {
    /// The words by which its row in the table is found.
    row: &'static str,
    /// The size that is still taken.
    most: usize,
    /// The diagnostic of a larger one.
    code: &'static str,
    /// The key that raises it, and how far.
    raised: Option<(&'static str, usize)>,
    /// An event's file of a size.
    file: fn(usize) -> String,
}

const LIMITS: [Limit; 10] = [
    Limit {
        row: "a text file",
        most: 4 << 20,
        code: "file-too-large",
        raised: Some(("file_bytes", 1 << 30)),
        file: |bytes| {
            let head = event("X", "2022", "");
            let text = "Some words.\n".repeat(bytes / 12);
            let rest = bytes - head.len();
            head + &text[..rest]
        },
    },
    Limit {
        row: "front matter |",
        most: 64 << 10,
        code: "front-matter-too-large",
        raised: None,
        file: |bytes| {
            let head = "title: X\ndate: 2022\n";
            let rest = "# c\n".repeat(bytes / 4);
            format!("---\n{head}{}\n---\n", &rest[..bytes - head.len() - 1])
        },
    },
    Limit {
        row: "nesting of lists and mappings",
        most: 64,
        code: "yaml-syntax",
        raised: None,
        file: |levels| {
            let (open, close) = ("[".repeat(levels), "]".repeat(levels));
            event("X", "2022", &format!("extra:\n  a: {open}{close}\n"))
        },
    },
    Limit {
        row: "a line for each level",
        most: 128,
        code: "yaml-syntax",
        raised: None,
        file: |levels| {
            // The front matter itself is the first level.
            let inner = (1..levels).map(|level| format!("\n{}a:", " ".repeat(level)));
            event(
                "X",
                "2022",
                &format!("extra:{} 1\n", inner.collect::<String>()),
            )
        },
    },
    Limit {
        row: "values that YAML aliases repeat",
        most: 10_000,
        code: "yaml-syntax",
        raised: None,
        file: |values| {
            // A list of 99 is 100 values; each alias repeats them, the last ones a value of their own.
            let list = vec!["x"; 99].join(", ");
            let many = vec!["*a"; values / 100].join(", ");
            let single = ", *b".repeat(values % 100);
            let extra = format!("extra:\n  a: &a [{list}]\n  b: &b x\n  c: [{many}{single}]\n");
            event("X", "2022", &extra)
        },
    },
    Limit {
        row: "a title or another one-line field",
        most: 1_000,
        code: "too-long",
        raised: Some(("title_chars", 10_000)),
        file: |characters| event(&"ü".repeat(characters), "2022", ""),
    },
    Limit {
        row: "lists and quotes within each other",
        most: 64,
        code: "text-too-deep",
        raised: Some(("nesting", 200)),
        file: |levels| event("X", "2022", "") + &"> ".repeat(levels) + "x\n",
    },
    Limit {
        row: "terms of one event",
        most: 500,
        code: "too-long",
        raised: Some(("terms", 5_000)),
        file: |terms| {
            let names: Vec<_> = (0..terms).map(|number| format!("A{number}")).collect();
            event("X", "2022", &format!("actors: [{}]\n", names.join(", ")))
        },
    },
    Limit {
        row: "dates of which all are meant",
        most: 500,
        code: "bad-date",
        raised: None,
        file: |dates| event("X", &format!("\"{{1000..{}}}\"", 999 + dates), ""),
    },
    Limit {
        row: "a slug or an id",
        most: 100,
        code: "bad-slug",
        raised: None,
        file: |bytes| event("X", "2022", &format!("slug: {}\n", "a".repeat(bytes))),
    },
];

/// Checks a site with one file of a size under these settings.
fn check(limit: &Limit, amount: usize, settings: &str) -> super::site::Run {
    let site = Site::new();
    site.put("dateline.yaml", format!("title: Test\n{settings}"));
    site.put(X, (limit.file)(amount));
    site.run(&["check"])
}

#[test]
fn each_limit_is_where_the_documents_say() {
    let documents = include_str!("../../../docs/limits.md");
    for limit in &LIMITS {
        let row = documents.lines().find(|line| line.contains(limit.row));
        let row = row.unwrap_or_else(|| panic!("no row for {}", limit.row));
        let told = [thousands(limit.most), binary(limit.most)];
        assert!(
            told.iter().any(|told| row.contains(told)),
            "{row}: {told:?}"
        );
        assert!(row.contains(&format!("`{}`", limit.code)), "{row}");
        check(limit, limit.most, "").assert(0, &[]);
        let error = format!("error[{}]", limit.code);
        check(limit, limit.most + 1, "").assert(1, &[&error, X]);
        let Some((key, most)) = limit.raised else {
            assert!(row.ends_with("| – |"), "{row}");
            continue;
        };
        assert!(row.contains(&format!("`limits: {{{key}: …}}`")), "{row}");
        let told = [thousands(most), binary(most)];
        assert!(
            told.iter()
                .any(|told| row.contains(&format!("up to {told}"))),
            "{row}: {told:?}"
        );
        let settings = |value: usize| format!("limits: {{{key}: {value}}}\n");
        check(limit, limit.most + 1, &settings(limit.most + 1)).assert(0, &[]);
        let larger = (limit.most + limit.most / 2).min(most);
        check(limit, larger, &settings(most)).assert(0, &[]);
        // No settings raise it further.
        let error = check(limit, 200, &settings(most + 1));
        error.assert(error.code.unwrap_or_default(), &[key]);
        assert_ne!(error.code, Some(0), "{key}");
    }
}

/// `10000` as `10,000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `65536` as `64 KiB`.
fn binary(number: usize) -> String {
    match number.trailing_zeros() {
        30.. => format!("{} GiB", number >> 30),
        20.. => format!("{} MiB", number >> 20),
        10.. => format!("{} KiB", number >> 10),
        _ => String::from("no power"),
    }
}
