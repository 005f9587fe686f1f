//! Why nothing was published, with what to do about it. After each of these the old site stands as it stood.

use std::fmt;
use std::path::{Path, PathBuf};

use super::location::Refusal;
use super::plan::BadPath;
use crate::host::{HostError, interrupt};

/// Why nothing was published. `E` is what a page that could not be produced gives.
#[derive(Debug)]
pub enum PublishError<E> {
    /// The folder cannot be an output.
    Refused(Refusal),
    /// The plan has paths that cannot be published.
    BadPaths(Vec<BadPath>),
    /// Files that Dateline did not write stand where it would write.
    Foreign {
        /// The output.
        out: PathBuf,
        /// Their paths from the output's root, sorted.
        paths: Vec<String>,
    },
    /// Another build publishes into the same folder at this moment.
    Busy(PathBuf),
    /// Files could not be produced: every failure, in the order of the plan.
    Produce(Vec<E>),
    /// The system refused something.
    Host(HostError),
    /// The system refused something, and then also to put back what had been changed; the next build mends it.
    HalfWay {
        /// What was refused first.
        cause: HostError,
        /// What could not be put back.
        undo: HostError,
    },
    /// Somebody asked the work to stop.
    Interrupted,
}

impl<E> PublishError<E> {
    /// The exit code of a command that ends with it.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Produce(_) | Self::BadPaths(_) => 1,
            Self::Refused(_) => Refusal::EXIT_CODE,
            Self::Foreign { .. } | Self::Busy(_) | Self::Host(_) | Self::HalfWay { .. } => {
                HostError::EXIT_CODE
            }
            Self::Interrupted => interrupt::EXIT_CODE,
        }
    }

    pub(super) fn busy(out: &Path) -> Self {
        Self::Busy(out.to_owned())
    }
}

impl<E> From<HostError> for PublishError<E> {
    fn from(error: HostError) -> Self {
        Self::Host(error)
    }
}

impl<E> fmt::Display for PublishError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::BadPaths(bad) => {
                f.write_str("cannot publish")?;
                list(
                    f,
                    bad.iter()
                        .map(|b| format!("`{}` {}", b.path.escape_debug(), b.fault)),
                )
            }
            Self::Foreign { out, paths } => {
                let (out, n) = (out.display(), paths.len());
                let files = if n == 1 { "a file" } else { "files" };
                write!(
                    f,
                    "{files} in `{out}` that Dateline did not write would be overwritten; move away"
                )?;
                list(f, paths.iter().map(|path| format!("`{path}`")))
            }
            Self::Busy(out) => write!(
                f,
                "another build publishes into `{}` at this moment; wait until it is done, or choose another `--out`",
                out.display()
            ),
            Self::Produce(failures) => write!(f, "{} pages could not be made", failures.len()),
            Self::Host(error) => error.fmt(f),
            Self::HalfWay { cause, undo } => write!(
                f,
                "{cause}; then the old state could not be put back either ({undo}): the next build mends it"
            ),
            Self::Interrupted => f.write_str("interrupted; nothing was published"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for PublishError<E> {}

/// The first few of a list, and how many more there are.
fn list(f: &mut fmt::Formatter<'_>, items: impl ExactSizeIterator<Item = String>) -> fmt::Result {
    const SHOWN: usize = 10;
    let more = items.len().saturating_sub(SHOWN);
    for (index, item) in items.take(SHOWN).enumerate() {
        write!(f, "{} {item}", if index == 0 { "" } else { "," })?;
    }
    if more > 0 {
        write!(f, " and {more} more")?;
    }
    Ok(())
}
