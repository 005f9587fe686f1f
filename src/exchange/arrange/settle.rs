//! The trial of new files: each is checked together with the site's own, and what is refused becomes plain text or is
//! left out.

use std::collections::{HashMap, HashSet};

use super::{Arranged, Desk, Made};
use crate::compile::Options;
use crate::diagnostic::{Diagnostic, Severity};
use crate::folder::{Folder, TextFile};
use crate::prepare::prepare;

impl Desk<'_> {
    /// Tries the new files together with the site's own.
    pub(super) fn settle(mut self, folder: &Folder) -> Arranged {
        let mut refused = refused_files(folder, &self.made);
        let mut is_mended = false;
        for made in &mut self.made {
            if refused.contains_key(&made.file.path)
                && let Some(plain) = made.plain.take()
            {
                made.file.text = plain;
                is_mended = true;
                self.done
                    .notes
                    .add("a text whose Markdown the check refuses is kept as plain text");
            }
        }
        if is_mended {
            refused = refused_files(folder, &self.made);
        }
        for made in self.made {
            match refused.remove(&made.file.path) {
                None => self.done.files.push(made.file),
                Some(fault) => {
                    let message = format!(
                        "this would become a file that the check refuses: {}",
                        fault.message
                    );
                    let diagnostic = Diagnostic {
                        related: Vec::new(),
                        replacement: None,
                        ..fault
                    };
                    let diagnostic = Diagnostic {
                        message,
                        place: None,
                        ..diagnostic
                    };
                    self.done.diagnostics.push(match made.place {
                        Some(place) => diagnostic.at(place, "from here"),
                        None => diagnostic,
                    });
                }
            }
        }
        self.done
    }
}

/// The first error of each new file, by its path.
fn refused_files(folder: &Folder, made: &[Made]) -> HashMap<String, Diagnostic> {
    let mut whole = folder.clone();
    whole.content.extend(made.iter().map(|made| TextFile {
        path: made.file.path.as_str().into(),
        bytes: made.file.text.as_bytes().into(),
    }));
    whole.content.sort_by(|a, b| a.path.cmp(&b.path));
    let new: HashSet<&str> = made.iter().map(|made| made.file.path.as_str()).collect();
    let mut refused = HashMap::new();
    for diagnostic in prepare(
        &whole,
        &Options {
            drafts: true,
            ..Options::default()
        },
    )
    .diagnostics
    {
        let Some(place) = &diagnostic.place else {
            continue;
        };
        if diagnostic.severity == Severity::Error && new.contains(&*place.file) {
            refused.entry(place.file.to_string()).or_insert(diagnostic);
        }
    }
    refused
}
