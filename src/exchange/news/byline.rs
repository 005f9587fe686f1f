//! Who wrote a report and whose copy it is: bylines, datelines such as `GENEVA (Reuters) -`, and the credits at its end.

use std::sync::LazyLock;

use regex::Regex;

/// Names of agencies as copy carries them, and the name that they are told by.
const AGENCIES: &[(&str, &str)] = &[
    ("Reuters", "Reuters"),
    ("Thomson Reuters", "Reuters"),
    ("AFP", "AFP"),
    ("Agence France-Presse", "AFP"),
    ("AP", "AP"),
    ("Associated Press", "AP"),
    ("dpa", "dpa"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("PA", "PA Media"),
    ("PA Media", "PA Media"),
    ("Press Association", "PA Media"),
    ("UPI", "UPI"),
    ("TASS", "TASS"),
    ("Interfax", "Interfax"),
    ("RIA Novosti", "RIA Novosti"),
    ("Ukrinform", "Ukrinform"),
    ("Xinhua", "Xinhua"),
    ("Kyodo", "Kyodo"),
    ("Kyodo News", "Kyodo"),
    ("Yonhap", "Yonhap"),
    ("PTI", "PTI"),
    ("ANI", "ANI"),
    ("IANS", "IANS"),
    ("AAP", "AAP"),
    ("ANSA", "ANSA"),
    ("EFE", "EFE"),
    ("Lusa", "Lusa"),
    ("Belga", "Belga"),
    ("ANP", "ANP"),
    ("APA", "APA"),
    ("PAP", "PAP"),
    ("MTI", "MTI"),
    ("Anadolu", "Anadolu"),
    ("Anadolu Agency", "Anadolu"),
    ("Bloomberg", "Bloomberg"),
];

/// Words in the names of outlets, by which they are told from people.
const OUTLET_WORDS: &[&str] = &[
    "News",
    "Press",
    "Agency",
    "Times",
    "Post",
    "Journal",
    "Herald",
    "Gazette",
    "Tribune",
    "Media",
    "Ledger",
    "Courier",
    "Mercury",
    "Observer",
    "Telegraph",
    "Guardian",
    "Chronicle",
    "Standard",
    "Wire",
    "TV",
    "Radio",
    "Magazine",
    "Review",
    "Mail",
    "Star",
    "Sun",
    "Globe",
    "Echo",
    "Voice",
    "Foundation",
    "Network",
    "Broadcasting",
    "Bureau",
];

/// What a byline tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
}

/// What stands below a report's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Credits {
    /// Its bytes, up to the end of the text.
    pub(super) length: usize,
    pub(super) authors: Vec<String>,
    pub(super) agency: Option<String>,
}

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(?:(?P<place>\p{Lu}[\p{Lu}’'./ -]{2,40}(?:, [\p{Lu}][\p{L}. ]{1,20})?)",
        r"(?P<date>, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?(?: ?\((?P<agency>[^()]{2,40})\))?",
        r"|(?:\p{Lu}[\p{L}’'./-]*(?:,? \p{Lu}[\p{L}’'./-]*){0,4} )?\((?P<alone>[^()]{2,40})\)) ?[-–—]{1,2}\s+"
    );
    Regex::new(pattern).expect("a constant pattern")
});

static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:©|\([Cc]\)|[Cc]opyright|[Ss]ource:|[Cc]redit:|[Ww]ith (?:inputs|files|reporting) from|[-–—/(])\s*(?:\d{4}\s+)?(?:[Tt]he )?(?P<agency>[\p{L} -]{2,40}?)(?:\s+\d{4})?[).]*$";
    Regex::new(pattern).expect("a constant pattern")
});

static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?P<role>(?:[Aa]dditional )?[Rr]eporting|[Ww]riting|[Ee]diting) by (?P<names>[^;()]+)";
    Regex::new(pattern).expect("a constant pattern")
});

/// The agency that a name means.
pub(super) fn agency(name: &str) -> Option<&'static str> {
    let name = name
        .trim()
        .trim_start_matches("The ")
        .trim_start_matches("the ");
    let known = AGENCIES.iter().find(|(known, _)| *known == name);
    known.map(|(_, agency)| *agency)
}

/// A line that is a byline.
pub(super) fn of_line(line: &str) -> Option<Byline> {
    let names = line
        .strip_prefix("By ")
        .or_else(|| line.strip_prefix("BY "))?;
    let is_name = names.starts_with(char::is_uppercase) && !names.ends_with(['.', '!', '?']);
    (is_name && line.len() <= 160).then(|| read(names))
}

/// Names as a byline has them: `Ann Lee and Bo Li in Oslo, Reuters`.
pub(super) fn read(names: &str) -> Byline {
    let names = names.trim().trim_start_matches("By ");
    let mut byline = Byline::default();
    let parts: Vec<&str> = names.split([',', '/', '|']).map(str::trim).collect();
    for (index, part) in parts.iter().enumerate() {
        let is_last = index + 1 == parts.len() && index > 0;
        if is_outlet(part) || (is_last && !part.contains(' ') && !part.is_empty()) {
            let name = agency(part).unwrap_or(part);
            byline.outlet.get_or_insert_with(|| name.to_owned());
            continue;
        }
        let people = part.split(" and ").flat_map(|part| part.split(" with "));
        for person in people.flat_map(|part| part.split(" & ")) {
            let person = person
                .trim()
                .trim_start_matches("and ")
                .trim_start_matches("with ");
            let name = person.split(" in ").next().unwrap_or(person).trim();
            if is_person(name) && !byline.authors.iter().any(|known| known == name) {
                byline.authors.push(name.to_owned());
            }
        }
    }
    byline
}

fn is_outlet(name: &str) -> bool {
    let has_word = || {
        name.split_whitespace()
            .any(|word| OUTLET_WORDS.contains(&word))
    };
    agency(name).is_some() || name.starts_with("The ") || has_word()
}

fn is_person(name: &str) -> bool {
    const NOBODY: &[&str] = &[
        "staff",
        "agencies",
        "agency",
        "correspondent",
        "reporter",
        "reporters",
        "writer",
        "editor",
        "desk",
    ];
    let has_role = name
        .to_lowercase()
        .split_whitespace()
        .any(|word| NOBODY.contains(&word));
    let words = name.split_whitespace().count();
    (2..=5).contains(&words) && !has_role && name.starts_with(char::is_uppercase)
}

/// How many bytes the dateline at the start of a text has, and the agency that it names.
pub(super) fn dateline(body: &str) -> (usize, Option<String>) {
    let Some(found) = DATELINE.captures(body) else {
        return (0, None);
    };
    let named = found.name("agency").or_else(|| found.name("alone"));
    let named = named.map(|named| named.as_str().trim());
    let is_name = |name: &&str| {
        name.split_whitespace().count() <= 4 && !name.contains(|c: char| c.is_ascii_digit())
    };
    let name = named
        .filter(is_name)
        .map(|name| agency(name).unwrap_or(name).to_owned());
    (found.get_match().len(), name)
}

/// The credits below a text: who reported and wrote, and whose copy it is.
pub(super) fn credits(body: &str) -> Credits {
    let mut credits = Credits::default();
    let mut end = body.trim_end().len();
    // No report has more lines of them than these.
    for _ in 0..4 {
        let start = body[..end].rfind('\n').map_or(0, |at| at + 1);
        let line = body[start..end].trim();
        if start == 0 || !(take_agency(line, &mut credits) || take_roles(line, &mut credits)) {
            break;
        }
        end = body[..start].trim_end().len();
        credits.length = body.len() - end;
    }
    credits
}

fn take_agency(line: &str, credits: &mut Credits) -> bool {
    let name = match CREDIT.captures(line) {
        Some(found) => agency(&found["agency"]),
        None => agency(line),
    };
    let Some(name) = name else { return false };
    credits.agency.get_or_insert_with(|| name.to_owned());
    true
}

fn take_roles(line: &str, credits: &mut Credits) -> bool {
    let is_credit = line.trim_start_matches('(').to_lowercase();
    if ![
        "reporting by",
        "additional reporting",
        "writing by",
        "editing by",
    ]
    .iter()
    .any(|lead| is_credit.starts_with(lead))
    {
        return false;
    }
    for found in ROLE.captures_iter(line) {
        if !found["role"].eq_ignore_ascii_case("editing") {
            credits.authors.extend(read(&found["names"]).authors);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_tell_people_from_outlets() {
        let check = |line: &str, authors: &[&str], outlet: Option<&str>| {
            let byline = of_line(line).expect(line);
            assert_eq!(
                (byline.authors.as_slice(), byline.outlet.as_deref()),
                (
                    &*authors
                        .iter()
                        .map(|name| (*name).to_owned())
                        .collect::<Vec<_>>(),
                    outlet
                ),
                "{line}"
            );
        };
        check("By Ann Lee", &["Ann Lee"], None);
        check("By Ann Lee and Bo Li in Oslo", &["Ann Lee", "Bo Li"], None);
        check(
            "By Ann Lee, Bo Li and Cy Poe",
            &["Ann Lee", "Bo Li", "Cy Poe"],
            None,
        );
        check(
            "By Ann Lee with Bo Li in Kyiv, Agence France-Presse",
            &["Ann Lee", "Bo Li"],
            Some("AFP"),
        );
        check("By Ann Lee, Northwire", &["Ann Lee"], Some("Northwire"));
        check(
            "By Staff Reporter, The Eastern Ledger",
            &[],
            Some("The Eastern Ledger"),
        );
        check("By AFP", &[], Some("AFP"));
        assert_eq!(of_line("By the river it was cold."), None);
        assert_eq!(of_line("By Monday the water had gone."), None);
    }

    #[test]
    fn datelines_name_agencies() {
        let check = |body: &str, rest: &str, expected: Option<&str>| {
            let (length, agency) = dateline(body);
            assert_eq!(
                (&body[length..], agency.as_deref()),
                (rest, expected),
                "{body}"
            );
        };
        check(
            "GENEVA (Reuters) - Rain fell.",
            "Rain fell.",
            Some("Reuters"),
        );
        check(
            "GENEVA, Jan 21 (Reuters) - Rain fell.",
            "Rain fell.",
            Some("Reuters"),
        );
        check(
            "PORT MERROW, Norway (AP) — Rain fell.",
            "Rain fell.",
            Some("AP"),
        );
        check("Geneva (AFP) – Rain fell.", "Rain fell.", Some("AFP"));
        check("(dpa) - Rain fell.", "Rain fell.", Some("dpa"));
        check("OSLO - Rain fell.", "Rain fell.", None);
        check(
            "OSLO, March 3 (Meridian Press) - Rain.",
            "Rain.",
            Some("Meridian Press"),
        );
        check(
            "Rain fell - and hail (much of it) - on Oslo.",
            "Rain fell - and hail (much of it) - on Oslo.",
            None,
        );
        check(
            "NATO said on Monday that rain fell.",
            "NATO said on Monday that rain fell.",
            None,
        );
    }

    #[test]
    fn credits_are_no_text() {
        let body = "Rain fell.\n\n(Reporting by Ann Lee; additional reporting by Bo Li in Oslo; Editing by Cy Poe)\n© 2022 AFP\n";
        let credits = credits(body);
        assert_eq!(&body[..body.len() - credits.length], "Rain fell.");
        assert_eq!(credits.authors, ["Ann Lee", "Bo Li"]);
        assert_eq!(credits.agency.as_deref(), Some("AFP"));
        assert_eq!(
            super::credits("Rain fell.\n\nAP\n").agency.as_deref(),
            Some("AP")
        );
        assert_eq!(super::credits("Rain fell.\n\nThe end.").length, 0);
    }
}
