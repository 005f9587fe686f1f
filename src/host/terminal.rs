//! The terminal: whether there is one, whether it shows colour, how much the user wants to be told, and what is asked.
//!
//! Diagnostics go to standard error, results to standard output; `anstream` takes the colour out where it does not
//! belong (no terminal, `NO_COLOR`, `CLICOLOR=0`, `TERM=dumb`).

use std::io::{self, BufRead, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use super::progress::Progress;

/// The columns where nothing says how many there are.
const USUAL_WIDTH: usize = 120;

/// How much the user wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Verbosity {
    /// Errors alone (`-q`).
    Quiet,
    /// Errors, warnings and what was done.
    #[default]
    Normal,
    /// Also what the stages did and how long they took (`-v`).
    Verbose,
}

impl Verbosity {
    /// From the flags `-q` and `-v`; `-q` wins.
    #[must_use]
    pub fn from_flags(quiet: bool, verbose: bool) -> Self {
        match (quiet, verbose) {
            (true, _) => Self::Quiet,
            (false, true) => Self::Verbose,
            (false, false) => Self::Normal,
        }
    }
}

/// The two streams of the program, as the user sees them.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// How much the user wants to be told.
    pub verbosity: Verbosity,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error shows colour.
    pub colour: bool,
    /// Columns of the terminal, for the excerpts of diagnostics.
    pub width: usize,
}

impl Terminal {
    /// The terminal of this process, with what its environment says about colour.
    #[must_use]
    pub fn of_process(verbosity: Verbosity) -> Self {
        Self {
            verbosity,
            stderr_is_terminal: io::stderr().is_terminal(),
            stdout_is_terminal: io::stdout().is_terminal(),
            width: std::env::var("COLUMNS")
                .ok()
                .and_then(|columns| columns.parse().ok())
                .unwrap_or(USUAL_WIDTH),
            colour: AutoStream::choice(&io::stderr()) != ColorChoice::Never,
        }
    }

    /// Standard error, with colour taken out where it is not shown.
    #[must_use]
    pub fn stderr(&self) -> impl Write + use<> {
        anstream::stderr()
    }

    /// Standard output, with colour taken out where it is not shown.
    #[must_use]
    pub fn stdout(&self) -> impl Write + use<> {
        anstream::stdout()
    }

    /// Whether somebody sits there who can be asked: questions go to standard error, answers come from standard input.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        self.stderr_is_terminal && io::stdin().is_terminal()
    }

    /// Asks for a line; `None` at the end of the input, as by Ctrl-D. Only to be called where somebody can be asked.
    #[must_use]
    pub fn ask(&self, question: &str) -> Option<String> {
        let mut stderr = self.stderr();
        let _ = write!(stderr, "{question} ");
        let _ = stderr.flush();
        let mut answer = String::new();
        match io::stdin().lock().read_line(&mut answer) {
            Ok(length) if length > 0 => Some(answer.trim().to_owned()),
            _ => {
                let _ = writeln!(stderr);
                None
            }
        }
    }

    /// Asks whether something is to be done; `true` where nobody can be asked.
    #[must_use]
    pub fn confirm(&self, question: &str) -> bool {
        if !self.can_ask() {
            return true;
        }
        // An end of input is no consent.
        let answer = self.ask(&format!("{question} [Y/n]"));
        answer.is_some_and(|answer| matches!(answer.as_str(), "" | "y" | "Y" | "yes"))
    }

    /// The progress of a step of `total` parts; drawn on a terminal alone, and only once the step takes long.
    #[must_use]
    pub fn progress(&self, label: &'static str, total: usize) -> Progress {
        let drawn = self.stderr_is_terminal && self.verbosity > Verbosity::Quiet;
        Progress::new(label, total, drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flags_make_a_verbosity() {
        let check = |quiet, verbose, expected| {
            assert_eq!(Verbosity::from_flags(quiet, verbose), expected);
        };
        check(false, false, Verbosity::Normal);
        check(true, false, Verbosity::Quiet);
        check(false, true, Verbosity::Verbose);
        check(true, true, Verbosity::Quiet);
    }

    #[test]
    fn nothing_is_drawn_without_a_terminal() {
        let terminal = Terminal {
            width: USUAL_WIDTH,
            verbosity: Verbosity::Normal,
            stderr_is_terminal: false,
            stdout_is_terminal: false,
            colour: false,
        };
        let progress = terminal.progress("render", 100);
        (0..100).for_each(|_| progress.advance());
        assert!(!progress.is_shown());
    }
}
