//! Fields that hold addresses: on the web, within the site, and of files beside the text.

use serde_json::Value;

use super::{Reading, Trail, line, shown};
use crate::content::{Slug, is_reserved};
use crate::diagnostic::{Code, Diagnostic, SitePath};

/// An address on the web: `http:` or `https:`.
pub(crate) fn web_address(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    address(reading, value, trail, &["http", "https"])
}

/// An address on the web or of a mailbox.
pub(crate) fn web_or_mail_address(
    reading: &Reading,
    value: Value,
    trail: &Trail,
) -> Option<String> {
    address(reading, value, trail, &["http", "https", "mailto"])
}

fn address(reading: &Reading, value: Value, trail: &Trail, schemes: &[&str]) -> Option<String> {
    let text = line(reading, value, trail)?;
    let (message, label) = match fault_of(&text, schemes) {
        None => return Some(text),
        Some(Fault::NoScheme) => ("is not a whole address", "begins with no `https://`"),
        Some(Fault::Scheme) => ("has a scheme that is not allowed", "not a link to the web"),
        Some(Fault::NoHost) => ("names no host", "expected `https://host/…`"),
        Some(Fault::Character) => (
            "holds a space or another character that an address cannot have",
            "not an address",
        ),
    };
    let diagnostic = Diagnostic::new(Code::BadUrl, format!("`{}` {message}", shown(&text)))
        .at(reading.value_place(trail), label)
        .help("write the whole address, as the browser shows it: `https://example.org/page`");
    reading.report(diagnostic);
    None
}

enum Fault {
    NoScheme,
    Scheme,
    NoHost,
    Character,
}

/// What keeps a text from being an address of one of the schemes (RFC 3986, 3; letters beyond ASCII are let through,
/// as browsers do).
fn fault_of(text: &str, schemes: &[&str]) -> Option<Fault> {
    if text
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{}|".contains(c))
    {
        return Some(Fault::Character);
    }
    let Some((scheme, rest)) = text.split_once(':') else {
        return Some(Fault::NoScheme);
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    // `example.org:8080/a` has a host before its colon, not a scheme.
    if !is_scheme || (scheme.contains('.') && !rest.starts_with("//")) {
        return Some(Fault::NoScheme);
    }
    if !schemes.contains(&scheme.to_ascii_lowercase().as_str()) {
        return Some(Fault::Scheme);
    }
    if scheme.eq_ignore_ascii_case("mailto") {
        return (!rest.contains('@')).then_some(Fault::NoHost);
    }
    let host = rest
        .strip_prefix("//")
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default())
        .map(|authority| authority.rsplit('@').next().unwrap_or_default());
    match host {
        None | Some("") => Some(Fault::NoHost),
        Some(host) if host.starts_with([':', '.']) => Some(Fault::NoHost),
        Some(_) => None,
    }
}

/// The address of a whole site: on the web, without query and fragment, ending in `/`.
pub(crate) fn base_url(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    let mut address = web_address(reading, value, trail)?;
    if address.contains(['?', '#']) {
        let diagnostic =
            Diagnostic::new(Code::BadUrl, "the site's address has a query or a fragment")
                .at(reading.value_place(trail), "ends before `?` and `#`");
        reading.report(diagnostic);
        return None;
    }
    if !address.ends_with('/') {
        address.push('/');
    }
    Some(address)
}

/// A slug as it is written: nothing is changed silently in what people link to.
pub(crate) fn slug(reading: &Reading, value: Value, trail: &Trail) -> Option<Slug> {
    let text = line(reading, value, trail)?;
    match Slug::parse(&text) {
        Ok(slug) => Some(slug),
        Err(reason) => {
            let message = format!("`{}` cannot be an address: {reason}", shown(&text));
            let diagnostic = Diagnostic::new(Code::BadSlug, message)
                .at(reading.value_place(trail), "not a slug");
            reading.report(match Slug::from_name(&text) {
                Some(slug) => diagnostic
                    .help(format!("write `{slug}`"))
                    .replace_with(slug.as_str()),
                None => diagnostic.help("write lowercase letters, digits and hyphens"),
            });
            None
        }
    }
}

/// An address that a page had before: a path from the site's root, with `/` at both ends.
pub(crate) fn alias(reading: &Reading, value: Value, trail: &Trail) -> Option<String> {
    let text = line(reading, value, trail)?;
    let inner = text.trim_matches('/');
    let reason = if !text.starts_with('/') {
        "it does not begin with `/`"
    } else if inner.is_empty() {
        "it is the front page"
    } else if text.len() > 1_000 || inner.split('/').any(|part| part.len() > 200) {
        "it is too long"
    } else if inner.split('/').any(|part| matches!(part, "" | "." | "..")) {
        "it has empty parts, `.` or `..`"
    } else if inner
        .chars()
        .any(|c| c.is_control() || "\\:?#%*<>\"|".contains(c))
    {
        "it holds one of `\\ : ? # % * < > \" |`"
    } else if inner.split('/').any(|part| part.ends_with(['.', ' '])) {
        "Windows drops a dot or a space at the end of a name"
    } else if inner.split('/').any(is_device) {
        "it holds a name that Windows reserves"
    } else {
        return Some(format!("/{inner}/"));
    };
    let message = format!("`{}` cannot be an alias: {reason}", shown(&text));
    let diagnostic = Diagnostic::new(Code::BadSlug, message)
        .at(reading.value_place(trail), "not an address of this site")
        .help("write the old path from the site's root: `/2014/old-name/`");
    reading.report(diagnostic);
    None
}

/// Whether a part of a path is a device of Windows, which it is with any extension.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    is_reserved(&stem.to_ascii_lowercase())
}

/// A file that is named beside the text: its path from the site's root. `/hall.jpg` lies in `static/`.
pub(crate) fn site_file(reading: &Reading, value: Value, trail: &Trail) -> Option<SitePath> {
    let text = line(reading, value, trail)?;
    let resolved = resolve(reading.file, &text);
    if resolved.is_none() {
        let message = format!("`{}` is not a file beside the text", shown(&text));
        reading.wrong_value(
            trail,
            message,
            "put the file into the text's folder and write its name, or into `static/` and write `/name`",
        );
    }
    resolved
}

fn resolve(file: &str, text: &str) -> Option<SitePath> {
    if text.contains(['\\', ':', '\0']) || text.starts_with("//") {
        return None;
    }
    let (root, path) = match text.strip_prefix('/') {
        Some(path) => ("static", path),
        None => (file.rsplit_once('/').map_or("", |(folder, _)| folder), text),
    };
    let mut parts: Vec<&str> = root.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    // Only these two folders are read for files that are copied.
    let within = matches!(parts.first(), Some(&"content" | &"static")) && parts.len() > 1;
    within.then(|| parts.join("/").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_files_beside_the_text() {
        for (text, expected) in [
            ("hall.jpg", Some("content/events/2022/hall.jpg")),
            ("./a/../hall.jpg", Some("content/events/2022/hall.jpg")),
            ("../hall.jpg", Some("content/events/hall.jpg")),
            ("/img/hall.jpg", Some("static/img/hall.jpg")),
            ("../../../dateline.yaml", None),
            ("../../../../x", None),
            ("https://example.org/a.jpg", None),
            ("c:\\a.jpg", None),
            ("//example.org/a.jpg", None),
        ] {
            let found = resolve("content/events/2022/talks.md", text);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn tells_addresses_from_other_texts() {
        for (text, allowed) in [
            ("https://example.org/a?b=c#d", true),
            ("HTTP://example.org", true),
            ("https://münchen.example/ä", true),
            ("mailto:desk@example.org", true),
            ("mailto:desk", false),
            ("example.org/a", false),
            ("example.org:8080/a", false),
            ("JaVaScRiPt:alert(1)", false),
            ("java\tscript:alert(1)", false),
            ("data:text/html,x", false),
            ("https://", false),
            ("https:/example.org", false),
            ("https://exa mple.org", false),
        ] {
            let fault = fault_of(text, &["http", "https", "mailto"]);
            assert_eq!(fault.is_none(), allowed, "{text}");
        }
    }
}
