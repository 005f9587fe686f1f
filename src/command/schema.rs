//! `dateline schema`: prints the JSON Schema of a kind of file, for editors.

use std::io::Write;

use crate::cli::SchemaKind;
use crate::host::terminal::Terminal;

pub(super) fn run(_kind: Option<SchemaKind>, terminal: &Terminal) {
    let _ = writeln!(terminal.stdout());
}
