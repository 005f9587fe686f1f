//! The editor that the preview's links open: a name, or an address with `{file}` and `{line}`, becomes an address.

use std::path::Path;

use super::address::encode_path;

/// Editors by name, with the addresses that they register with the system.
const KNOWN: [(&str, &str); 13] = [
    ("vscode", "vscode://file{file}:{line}:{column}"),
    (
        "vscode-insiders",
        "vscode-insiders://file{file}:{line}:{column}",
    ),
    ("vscodium", "vscodium://file{file}:{line}:{column}"),
    ("cursor", "cursor://file{file}:{line}:{column}"),
    ("windsurf", "windsurf://file{file}:{line}:{column}"),
    ("zed", "zed://file{file}:{line}:{column}"),
    (
        "idea",
        "idea://open?file={file}&line={line}&column={column}",
    ),
    (
        "webstorm",
        "webstorm://open?file={file}&line={line}&column={column}",
    ),
    (
        "rustrover",
        "rustrover://open?file={file}&line={line}&column={column}",
    ),
    (
        "sublime",
        "subl://open?url=file://{file}&line={line}&column={column}",
    ),
    (
        "textmate",
        "txmt://open?url=file://{file}&line={line}&column={column}",
    ),
    (
        "macvim",
        "mvim://open?url=file://{file}&line={line}&column={column}",
    ),
    (
        "bbedit",
        "x-bbedit://open?url=file://{file}&line={line}&column={column}",
    ),
];

/// Schemes that would run something in the page instead of opening an editor.
const FORBIDDEN: [&str; 5] = ["javascript", "data", "vbscript", "blob", "about"];

/// An editor that opens addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(String);

impl Editor {
    /// From what the settings say.
    ///
    /// # Errors
    /// A text that is neither a known name nor an address with `{file}`: what to write instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some((_, address)) = KNOWN
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(text))
        {
            return Ok(Self((*address).to_owned()));
        }
        let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        let is_forbidden = FORBIDDEN.iter().any(|it| it.eq_ignore_ascii_case(scheme));
        if is_scheme && !is_forbidden && text.contains("{file}") {
            return Ok(Self(text.to_owned()));
        }
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        Err(format!(
            "write one of {}, or an address with `{{file}}` and `{{line}}` in it",
            names.join(", ")
        ))
    }

    /// The address that opens a file at a line and a column, both from 1.
    #[must_use]
    pub fn address(&self, file: &Path, line: usize, column: usize) -> String {
        // Windows writes `C:\a`; in an address it is `/C:/a`.
        let file = file.to_string_lossy().replace('\\', "/");
        let rooted = if file.starts_with('/') {
            file
        } else {
            format!("/{file}")
        };
        self.0
            .replace("{file}", &encode_path(&rooted))
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_open_files() {
        let check = |editor: &str, file: &str, expected: &str| {
            let editor = Editor::parse(editor).expect("an editor");
            assert_eq!(editor.address(Path::new(file), 7, 3), expected);
        };
        check(
            "vscode",
            "/a b/\u{f6}.md",
            "vscode://file/a%20b/%C3%B6.md:7:3",
        );
        check(
            "IDEA",
            "/a&b.md",
            "idea://open?file=/a%26b.md&line=7&column=3",
        );
        check("my-editor://{file}#{line}", "/a.md", "my-editor:///a.md#7");
        check("zed", "C:\\site\\a.md", "zed://file/C%3A/site/a.md:7:3");
    }

    #[test]
    fn others_are_refused() {
        for text in [
            "",
            "vim",
            "javascript:alert(1)//{file}",
            "JavaScript:{file}",
            "data:{file}",
            "x://no-file",
            ":{file}",
            "a b:{file}",
        ] {
            assert!(Editor::parse(text).is_err(), "{text}");
        }
    }
}
