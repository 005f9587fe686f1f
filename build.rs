//! Embeds the theme (`templates/`) and the starter site (`starter/`) into the program: a table of paths and bytes in
//! `OUT_DIR`. It reads those two folders and nothing else: no clock, no network, no git.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let root =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let mut table = String::new();
    for (name, folder, doc) in [
        (
            "THEME",
            "templates",
            "The built-in theme: paths below `templates/`, sorted, and their bytes.",
        ),
        (
            "STARTER",
            "starter",
            "The starter site: paths below `starter/`, sorted, and their bytes.",
        ),
    ] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files);
        files.sort();
        let _ = writeln!(
            table,
            "#[doc = {doc:?}]\npub(crate) static {name}: &[(&str, &[u8])] = &["
        );
        for file in files {
            let path = file
                .strip_prefix(root.join(folder))
                .expect("the file was found below the folder");
            let path = path
                .to_str()
                .expect("embedded files have UTF-8 names")
                .replace('\\', "/");
            let file = file.to_str().expect("the project lies at a UTF-8 path");
            let _ = writeln!(table, "    ({path:?}, include_bytes!({file:?})),");
        }
        table.push_str("];\n");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("embedded.rs"), table).expect("OUT_DIR can be written to");
}

/// Finds every file below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("an embedded folder can be listed").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
