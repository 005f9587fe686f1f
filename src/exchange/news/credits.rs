//! Whose copy a report is: datelines such as `GENEVA (Reuters) -`, and the credits below its text.

use std::sync::LazyLock;

use regex::Regex;

use super::agencies::agency;
use super::byline::read;

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
