//! A publish into a folder that exists: each file is compared with what stands, and only what differs is written, under
//! a temporary name, to be put in place all at once. An empty folder is an output of which nothing stands yet.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::commit::{Change, Changes, commit};
use super::manifest::{Entry, Manifest, Reading};
use super::plan::{Bytes, Planned, folders_of};
use super::stale::{Ours, Stale};
use super::workspace::Workspace;
use super::write::{content_of, produce_all, same, write_new};
use super::{Options, PublishError, Stood, Summary, workspace_in};
use crate::cache::Stamp;
use crate::host::HostError;
use crate::host::error::failed;
use crate::host::stamp::stamp_at;

/// What became of one planned file.
enum Delivery {
    /// It stands already, and how, where that was looked at.
    Unchanged(Entry, Option<Stamp>),
    /// It was written under a temporary name.
    Written {
        entry: Entry,
        temporary: PathBuf,
        replaces: bool,
    },
    /// Something that we did not write stands in its place.
    Foreign,
}

/// An output as it was found.
struct Output<'a> {
    out: &'a Path,
    ours: Ours,
    workspace: Workspace,
    /// The name of its manifest.
    manifest: String,
}

/// Publishes into an output that has a manifest, or into a folder that holds at most an ignore file.
pub(super) fn update<E: Send>(
    out: &Path,
    planned: &[Planned],
    produce: impl Fn(usize) -> Result<Bytes, E> + Sync,
    options: &Options,
) -> Result<Summary, PublishError<E>> {
    let output = Output::open(out, options.manifest())?;
    let result = output.bring_up_to_date(planned, produce, options);
    if result.is_err() {
        output.clean_up_after_failure(&result);
    }
    result
}

impl<'a> Output<'a> {
    fn open(out: &'a Path, name: String) -> Result<Self, HostError> {
        let file = out.join(&name);
        let text = match fs::read(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            result => Some(result.map_err(failed("read", &file))?),
        };
        let workspace = workspace_in(out)?;
        let mut journal = Manifest::default();
        if workspace.exists() {
            journal = workspace.journal();
            workspace.clear()?;
        }
        let (manifest, sound) = match text.as_deref().map(Manifest::from_bytes) {
            None => (Manifest::default(), true),
            Some(Reading::Sound(manifest)) => (manifest, true),
            Some(Reading::Damaged(manifest)) => (manifest, false),
        };
        Ok(Self {
            out,
            ours: Ours {
                manifest,
                journal,
                sound,
            },
            workspace,
            manifest: name,
        })
    }

    fn bring_up_to_date<E: Send>(
        &self,
        planned: &[Planned],
        produce: impl Fn(usize) -> Result<Bytes, E> + Sync,
        options: &Options,
    ) -> Result<Summary, PublishError<E>> {
        let deliveries = produce_all(
            planned,
            produce,
            options,
            |planned| self.kept(planned),
            |planned, bytes| self.deliver(planned, &bytes),
        )?;
        let stale = Stale::find(self.out, &self.ours, planned);
        let mut summary = Summary {
            manifest_rebuilt: !self.ours.sound,
            kept_foreign: stale.kept.clone(),
            ..Summary::default()
        };
        let changes = self.changes(planned, deliveries, stale, &mut summary)?;
        if changes.is_empty() && self.ours.sound && changes.manifest == self.ours.manifest {
            summary.left_over = self.workspace.remove().err();
            return Ok(summary);
        }
        self.workspace.make()?;
        let place = self.out.join(&self.manifest);
        let journal = &self.ours.journal;
        commit(self.out, &place, &self.workspace, journal, &changes)?;
        summary.left_over = self.workspace.remove().err();
        Ok(summary)
    }

    /// The entry of a file that is known and stands as it was written. It is read only where its stamp is another.
    fn kept(&self, planned: &Planned) -> Option<Delivery> {
        let known = planned.keep.as_deref()?;
        let file = self.out.join(planned.path);
        let stamp = stamp_at(&file)?;
        if stamp.size != known.size {
            return None;
        }
        let is_as_written =
            known.stamp == Some(stamp) || content_of(&file).is_ok_and(|it| it.hash == known.hash);
        let entry = || Entry {
            path: planned.path.to_owned(),
            size: known.size,
            hash: known.hash,
        };
        is_as_written.then(|| Delivery::Unchanged(entry(), Some(stamp)))
    }

    /// Compares a file with what stands at its path, and writes it under a temporary name where that differs.
    fn deliver(&self, planned: &Planned, bytes: &Bytes) -> Result<Delivery, HostError> {
        let path = planned.path;
        let file = self.out.join(path);
        let entry = |content: super::write::Content| Entry {
            path: path.to_owned(),
            size: content.size,
            hash: content.hash,
        };
        let replaces = match file.symlink_metadata() {
            Ok(metadata) if metadata.is_file() => {
                if let Some(content) = same(&file, metadata.len(), bytes)? {
                    return Ok(Delivery::Unchanged(entry(content), None));
                }
                if !self.ours.claims(path) && !self.ours.claims_twin(self.out, path) {
                    return Ok(Delivery::Foreign);
                }
                true
            }
            // A folder may go, if all that is in it is ours and stale.
            Ok(metadata) if metadata.is_dir() && self.ours.has_below(path) => false,
            Ok(_) => return Ok(Delivery::Foreign),
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                false
            }
            Err(error) => return Err(HostError::new("look at", &file, error)),
        };
        self.workspace.make()?;
        let temporary = self.workspace.temporary();
        let content = write_new(&temporary, bytes)?;
        Ok(Delivery::Written {
            entry: entry(content),
            temporary,
            replaces,
        })
    }

    /// Turns the deliveries into changes, in the order in which they come into place.
    fn changes<E>(
        &self,
        planned: &[Planned],
        deliveries: Vec<Delivery>,
        stale: Stale,
        summary: &mut Summary,
    ) -> Result<Changes, PublishError<E>> {
        let mut changes = Changes::default();
        let mut foreign = Vec::new();
        let mut entries = Vec::with_capacity(deliveries.len());
        for (planned, delivery) in planned.iter().zip(deliveries) {
            match delivery {
                Delivery::Unchanged(entry, stamp) => {
                    summary.unchanged += 1;
                    summary.standing.push(Stood {
                        stamp,
                        ..entry.stood()
                    });
                    entries.push(entry);
                }
                Delivery::Foreign => foreign.push(planned.path.to_owned()),
                Delivery::Written {
                    entry,
                    temporary,
                    replaces,
                } => {
                    summary.bytes += entry.size;
                    summary.standing.push(entry.stood());
                    summary.written.push(entry.path.clone());
                    let list = if replaces {
                        &mut changes.replaced
                    } else {
                        &mut changes.created
                    };
                    list.push((
                        planned.stage,
                        Change {
                            entry: entry.clone(),
                            temporary,
                        },
                    ));
                    entries.push(entry);
                }
            }
        }
        for list in [&mut changes.created, &mut changes.replaced] {
            list.sort_by_key(|(stage, _)| *stage);
        }
        summary.written.sort_unstable();
        summary.removed = [stale.first.clone(), stale.last.clone()].concat();
        summary.removed.sort_unstable();
        changes.stale = stale;
        changes.manifest = Manifest::new(entries);
        foreign.extend(self.foreign_folders(&changes));
        if foreign.is_empty() {
            Ok(changes)
        } else {
            foreign.sort_unstable();
            foreign.dedup();
            let out = self.out.to_owned();
            Err(PublishError::Foreign {
                out,
                paths: foreign,
            })
        }
    }

    /// What stands where a changed file needs a folder and is none: a link, or a file that is not ours to remove.
    fn foreign_folders(&self, changes: &Changes) -> Vec<String> {
        let mut fine: HashMap<&str, bool> = HashMap::new();
        let written = changes.created.iter().chain(&changes.replaced);
        for folder in written.flat_map(|(_, change)| folders_of(&change.entry.path)) {
            fine.entry(folder)
                .or_insert_with(|| match self.out.join(folder).symlink_metadata() {
                    Ok(metadata) if metadata.is_dir() => true,
                    Ok(_) => changes.stale.first.iter().any(|path| path == folder),
                    Err(_) => true,
                });
        }
        let foreign = fine.into_iter().filter(|(_, fine)| !fine);
        foreign.map(|(folder, _)| folder.to_owned()).collect()
    }

    /// Removes temporary files; a journal that a kill left before stays for the next publish.
    fn clean_up_after_failure<E>(&self, result: &Result<Summary, PublishError<E>>) {
        if !self.workspace.exists() || matches!(result, Err(PublishError::HalfWay { .. })) {
            return;
        }
        // A second failure adds nothing to the first, and the next publish cleans up again.
        let _ = if self.ours.journal.entries().is_empty() {
            self.workspace.remove()
        } else {
            self.workspace.clear()
        };
    }
}
