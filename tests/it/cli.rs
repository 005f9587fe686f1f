//! The program as it is run: arguments in, exit codes, words and files out.

use std::path::Path;

use assert_cmd::Command;

/// The program in a folder, with an environment that says nothing about colour and threads.
pub(crate) fn dateline(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("dateline"));
    command.current_dir(folder);
    for variable in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "RAYON_NUM_THREADS",
    ] {
        command.env_remove(variable);
    }
    command
}
