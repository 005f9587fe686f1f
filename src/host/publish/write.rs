//! Producing files in parallel, and writing or comparing one of them.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::plan::{Bytes, Planned};
use super::{Options, PublishError};
use crate::digest::{ByteDigester, Digest};
use crate::host::HostError;
use crate::host::error::failed;

/// Bytes of a file that is copied or compared, per step.
const CHUNK: usize = 64 << 10;

/// The most files that a thread takes at once: the large data files stand side by side, and one thread would make them
/// all.
const MOST_AT_ONCE: usize = 8;

/// What became of one file of the plan.
enum Outcome<D, E> {
    Delivered(D),
    Failed(E),
    Refused(HostError),
    /// Something before it had failed already.
    Skipped,
}

/// Produces the files that `known` does not have already, delivers each at once, and returns what was delivered, in the
/// order of the plan. After a failure the rest is still produced, so that every failure is told, and not delivered.
///
/// The last come first: the largest are among them, and one that came last would keep one thread busy and leave the others
/// idle.
pub(super) fn produce_all<D: Send, E: Send>(
    planned: &[Planned],
    produce: impl Fn(usize) -> Result<Bytes, E> + Sync,
    options: &Options,
    known: impl Fn(&Planned) -> Option<D> + Sync,
    deliver: impl Fn(&Planned, Bytes) -> Result<D, HostError> + Sync,
) -> Result<Vec<D>, PublishError<E>> {
    let failure = AtomicBool::new(false);
    let refusal = AtomicBool::new(false);
    let one = |(index, planned): (usize, &Planned)| {
        if refusal.load(Ordering::Relaxed) || options.interrupt.is_raised() {
            return Outcome::Skipped;
        }
        if let Some(delivered) = known(planned) {
            return Outcome::Delivered(delivered);
        }
        let bytes = match produce(index) {
            Ok(bytes) => bytes,
            Err(error) => {
                failure.store(true, Ordering::Relaxed);
                return Outcome::Failed(error);
            }
        };
        if failure.load(Ordering::Relaxed) {
            return Outcome::Skipped;
        }
        deliver(planned, bytes).map_or_else(
            |error| {
                refusal.store(true, Ordering::Relaxed);
                Outcome::Refused(error)
            },
            Outcome::Delivered,
        )
    };
    let mut outcomes: Vec<_> = planned
        .par_iter()
        .enumerate()
        .rev()
        .with_max_len(MOST_AT_ONCE)
        .map(|work| {
            let outcome = one(work);
            options.progress.advance();
            outcome
        })
        .collect();
    outcomes.reverse();
    gather(outcomes, options)
}

fn gather<D, E>(
    outcomes: Vec<Outcome<D, E>>,
    options: &Options,
) -> Result<Vec<D>, PublishError<E>> {
    let mut delivered = Vec::with_capacity(outcomes.len());
    let mut failures = Vec::new();
    let mut refusal = None;
    for outcome in outcomes {
        match outcome {
            Outcome::Delivered(one) => delivered.push(one),
            Outcome::Failed(error) => failures.push(error),
            Outcome::Refused(error) => refusal = refusal.or(Some(error)),
            Outcome::Skipped => {}
        }
    }
    if options.interrupt.is_raised() {
        Err(PublishError::Interrupted)
    } else if let Some(error) = refusal {
        Err(PublishError::Host(error))
    } else if failures.is_empty() {
        Ok(delivered)
    } else {
        Err(PublishError::Produce(failures))
    }
}

/// The size and the hash of what was written or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content {
    /// Bytes.
    pub(super) size: u64,
    /// Their digest.
    pub(super) hash: Digest,
}

/// Writes a new file; folders above it are made where they are missing.
pub(super) fn write_new(target: &Path, bytes: &Bytes) -> Result<Content, HostError> {
    match bytes {
        Bytes::Made(made) => {
            let mut file = create(target)?;
            file.write_all(made).map_err(failed("write", target))?;
            Ok(Content {
                size: made.len() as u64,
                hash: Digest::of_bytes(made),
            })
        }
        // The hash is that of what was written, whatever happens to the original meanwhile.
        Bytes::Copied(original) => {
            let mut source = File::open(original).map_err(failed("read", original))?;
            let mut file = create(target)?;
            let mut digester = ByteDigester::default();
            let mut chunk = vec![0; CHUNK];
            loop {
                let n = fill(&mut source, &mut chunk).map_err(failed("read", original))?;
                digester.take(&chunk[..n]);
                file.write_all(&chunk[..n])
                    .map_err(failed("write", target))?;
                if n < CHUNK {
                    break;
                }
            }
            Ok(Content {
                size: digester.count(),
                hash: digester.finish(),
            })
        }
    }
}

/// The content of a file of this size, if it is what `bytes` says.
///
/// # Errors
/// The original of a copy cannot be read. That the file itself cannot only means that it must be written anew.
pub(super) fn same(file: &Path, size: u64, bytes: &Bytes) -> Result<Option<Content>, HostError> {
    match bytes {
        Bytes::Made(made) => {
            if size != made.len() as u64 || fs::read(file).ok().as_ref() != Some(made) {
                return Ok(None);
            }
            let hash = Digest::of_bytes(made);
            Ok(Some(Content { size, hash }))
        }
        Bytes::Copied(original) => {
            let source = File::open(original).map_err(failed("read", original))?;
            let length = source.metadata().map_err(failed("read", original))?.len();
            if length != size {
                return Ok(None);
            }
            same_files(file, source).map_err(failed("read", original))
        }
    }
}

fn same_files(file: &Path, mut source: File) -> io::Result<Option<Content>> {
    let Ok(mut file) = File::open(file) else {
        return Ok(None);
    };
    let (mut ours, mut theirs) = (vec![0; CHUNK], vec![0; CHUNK]);
    let mut digester = ByteDigester::default();
    loop {
        let n = fill(&mut source, &mut theirs)?;
        if fill(&mut file, &mut ours).ok() != Some(n) || ours[..n] != theirs[..n] {
            return Ok(None);
        }
        digester.take(&ours[..n]);
        if n < CHUNK {
            let (size, hash) = (digester.count(), digester.finish());
            return Ok(Some(Content { size, hash }));
        }
    }
}

/// The content of a file on the disk.
pub(super) fn content_of(file: &Path) -> io::Result<Content> {
    let mut digester = ByteDigester::default();
    io::copy(&mut File::open(file)?, &mut digester)?;
    Ok(Content {
        size: digester.count(),
        hash: digester.finish(),
    })
}

/// Creates a file that is not there. A page's own folder is most likely missing, and to make it costs no more than to ask;
/// the other folders exist most likely, and are made only once that has failed.
fn create(target: &Path) -> Result<File, HostError> {
    if let (true, Some(folder)) = (target.ends_with("index.html"), target.parent()) {
        // What is refused here is refused once more below, and told.
        let _ = fs::create_dir(folder);
    }
    match File::create_new(target) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let folder = target.parent().unwrap_or(target);
            fs::create_dir_all(folder).map_err(failed("create", folder))?;
            File::create_new(target).map_err(failed("create", target))
        }
        result => result.map_err(failed("create", target)),
    }
}

/// Reads until the chunk is full or the file ends.
fn fill(file: &mut File, chunk: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < chunk.len() {
        match file.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
