//! Pages as the preview sends them: with the preview's own script at the end of the body, and nothing else changed.

use super::html_escape;

/// The address of the script.
pub(super) const SCRIPT: &str = "_dateline/preview.js";
/// The address of the style sheet of what the script shows.
pub(super) const STYLE: &str = "_dateline/preview.css";
/// The address of the event stream.
pub(super) const EVENTS: &str = "_dateline/events";

/// What the script is told about its page.
#[derive(Debug)]
pub(super) struct About<'a> {
    /// The page's address, from the root, with a leading `/`.
    pub(super) address: &'a str,
    /// The mark of its bytes.
    pub(super) mark: &'a str,
    /// The revision that it is of.
    pub(super) revision: u64,
    /// An address that opens the editor.
    pub(super) edit: Option<&'a str>,
}

/// Puts the script before the end of a page's body, or at the end of a page that does not close it.
pub(super) fn inject(page: &[u8], about: &About) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let script = script(about);
    let at = page
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END))
        .unwrap_or(page.len());
    let mut injected = Vec::with_capacity(page.len() + script.len());
    injected.extend_from_slice(&page[..at]);
    injected.extend_from_slice(script.as_bytes());
    injected.extend_from_slice(&page[at..]);
    injected
}

fn script(about: &About) -> String {
    let About {
        address,
        mark,
        revision,
        edit,
    } = about;
    let edit = edit.map_or_else(String::new, |edit| {
        format!(" data-edit=\"{}\"", html_escape(edit))
    });
    format!(
        "<script src=\"/{SCRIPT}\" data-page=\"{}\" data-mark=\"{mark}\" data-revision=\"{revision}\"{edit}></script>",
        html_escape(address)
    )
}

/// A page that stands in for one that cannot be shown, with what is wrong as text.
pub(super) fn fault_page(title: &str, text: &str) -> Vec<u8> {
    let (title, text) = (html_escape(title), html_escape(text));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/{STYLE}\"></head>\
         <body class=\"fault\"><h1>{title}</h1><pre>{text}</pre></body></html>\n"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let about = About {
            address: "/a\"b/",
            mark: "m",
            revision: 3,
            edit: Some("x://a&b"),
        };
        let script = "<script src=\"/_dateline/preview.js\" data-page=\"/a&quot;b/\" data-mark=\"m\" data-revision=\"3\" \
                      data-edit=\"x://a&amp;b\"></script>";
        let check = |page: &str, expected: String| {
            assert_eq!(
                String::from_utf8_lossy(&inject(page.as_bytes(), &about)),
                expected
            );
        };
        check(
            "<body><pre></body></pre></BODY></html>",
            format!("<body><pre></body></pre>{script}</BODY></html>"),
        );
        check("no body", format!("no body{script}"));
    }

    #[test]
    fn faults_are_shown_as_text() {
        let page = String::from_utf8(fault_page("A & B", "<script>")).expect("UTF-8");
        assert!(page.contains("<h1>A &amp; B</h1><pre>&lt;script&gt;</pre>"));
    }
}
