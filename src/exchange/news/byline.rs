//! Who wrote a report: the names of a byline such as `By Ann Lee and Bo Li in Oslo, Reuters`.

use super::agencies::{agency, is_outlet};

/// What a byline tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
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
}
