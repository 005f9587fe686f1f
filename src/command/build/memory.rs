//! What a build knows of the ones before it: parsed files, and how the last build into the same output left everything.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::cache::{Input, NewRecords, Records, Stamp, State, Written};
use crate::compile::Options;
use crate::content::ParseCache;
use crate::diagnostic::{Diagnostic, SitePath};
use crate::digest::Digest;
use crate::folder::{Folder, TextFile};
use crate::host::HostError;
use crate::host::cache::{CacheFolder, program};
use crate::host::publish::{Known, Planned, Stood, Summary};
use crate::host::read::Survey;
use crate::host::stamp::now;
use crate::settings::SETTINGS_FILE;

/// The files of parsed files.
const SETTLED: &str = "records";
const RECENT: &str = "records-recent";

/// What the name of a state begins with: there is one for each output.
const STATE: &str = "state";

/// The cache as a build uses it.
pub(super) struct Memory {
    folder: CacheFolder,
    program: Digest,
    /// Stands for the program, what it was asked for, and the output.
    owner: Digest,
    /// The file of the state.
    name: String,
    /// When the build began, by the clock of this machine.
    began: i64,
}

impl Memory {
    /// The cache of a site, for builds with these options into an output whose path has no links in it.
    pub(super) fn of(site: &Path, out: &Path, options: &Options) -> Self {
        let (program, out) = (program(), out.to_string_lossy());
        let Options {
            drafts,
            base_url,
            urls,
        } = options;
        let name = Digest::of_bytes(out.as_bytes()).to_string();
        Self {
            folder: CacheFolder::of_site(site),
            program,
            owner: Digest::of(&(program, &out, drafts, base_url, format!("{urls:?}"))),
            name: format!("{STATE}-{}", &name[..16]),
            began: now(),
        }
    }

    /// How the last build left everything.
    pub(super) fn state(&self) -> Option<State> {
        State::from_bytes(&self.folder.read(&self.name), self.owner)
    }

    /// The files that were parsed.
    pub(super) fn records(&self) -> ParseCache {
        let (settled, recent) =
            rayon::join(|| self.folder.read(SETTLED), || self.folder.read(RECENT));
        Records { settled, recent }.read(self.program)
    }

    /// Keeps what this build knows for the next one.
    pub(super) fn keep(&self, parsed: &ParseCache, state: Option<State>) -> Result<(), HostError> {
        let state = state.map(|state| self.by_their_clock(state)).transpose()?;
        let (new, state) = rayon::join(
            || NewRecords::of(parsed, self.program),
            || state.map(|state| state.to_bytes(self.owner)),
        );
        for (name, rows) in [(SETTLED, new.settled), (RECENT, new.recent)] {
            if let Some(rows) = rows {
                self.folder.write(name, rows.pieces())?;
            }
        }
        if let Some(state) = state {
            self.folder.write(&self.name, [state])?;
        }
        self.folder.sweep(STATE);
        Ok(())
    }

    /// The state with its times as the file system's clock has them, where that is behind ours: what it calls older than a
    /// look at it has to be so.
    fn by_their_clock(&self, mut state: State) -> Result<State, HostError> {
        let behind = self.folder.now()?.saturating_sub(now()).min(0);
        for time in [&mut state.looked, &mut state.finished] {
            *time = time.saturating_add(behind);
        }
        Ok(state)
    }

    /// How a build of these inputs left everything; `None` where something changed meanwhile.
    pub(super) fn state_of(
        &self,
        inputs: Vec<Input>,
        diagnostics: &[Diagnostic],
        planned: &[Planned],
        made: &Made,
        summary: &Summary,
    ) -> Option<State> {
        let written = |((planned, stood), print): ((&Planned, &Stood), &Option<Digest>)| {
            Some(Written {
                path: planned.path.into(),
                stamp: stood.stamp?,
                hash: stood.hash,
                print: *print,
                is_bundle: false,
            })
        };
        let files = planned.iter().zip(&summary.standing).zip(&made.prints);
        let mut outputs: Vec<Written> = files.map(written).collect::<Option<_>>()?;
        for bundle in &mut outputs[made.first_bundle..] {
            bundle.is_bundle = true;
        }
        let manifest = summary.manifest?;
        Some(State {
            looked: self.began,
            finished: summary.looked,
            inputs,
            diagnostics: diagnostics.to_vec(),
            outputs,
            manifest: (manifest.stamp?, manifest.hash),
        })
    }
}

/// The hashes of what a folder holds besides its content; those of the content come with the parsed files.
pub(super) struct Hashes(HashMap<SitePath, Digest>);

impl Hashes {
    pub(super) fn of(folder: &Folder) -> Self {
        let files = folder.settings.iter().chain(&folder.templates);
        let hash = |file: &TextFile| (file.path.clone(), Digest::of_bytes(&file.bytes));
        Self(files.map(hash).collect())
    }

    /// What a build read; `None` where the survey had no look at a file.
    pub(super) fn inputs(&self, survey: &Survey, parsed: &ParseCache) -> Option<Vec<Input>> {
        survey.inputs(|path| parsed.hash_of(path).or_else(|| self.0.get(path).copied()))
    }
}

/// What the files of a plan are made for.
#[derive(Default)]
pub(super) struct Made {
    /// The fingerprint of each planned file, bundles included; none at all where no build remembers them.
    pub(super) prints: Vec<Option<Digest>>,
    /// The first planned file that is a bundle.
    pub(super) first_bundle: usize,
}

/// What the last build read, by path; nothing where settings or templates changed, which every file depends on.
pub(super) struct InputsBefore<'a> {
    files: HashMap<&'a str, &'a Input>,
    looked: i64,
}

impl<'a> InputsBefore<'a> {
    pub(super) fn of(state: Option<&'a State>, survey: &Survey) -> Self {
        let is_basis =
            |it: &&Input| &*it.path == SETTINGS_FILE || it.path.starts_with("templates/");
        let inputs = state.map_or(&[][..], |state| &state.inputs);
        let is_as_it_was = |it: &Input| survey.stamp(&it.path) == Some(it.stamp);
        let files = if inputs.iter().filter(is_basis).all(is_as_it_was) {
            inputs.iter().map(|it| (&*it.path, it)).collect()
        } else {
            HashMap::new()
        };
        Self {
            files,
            looked: state.map_or(0, |state| state.looked),
        }
    }

    /// The hash of the bytes of a file with this stamp, where it is sure.
    pub(super) fn hash(&self, path: &str, stamp: Stamp) -> Option<Digest> {
        let input = self.files.get(path)?;
        let is_sure = input.stamp == stamp && !stamp.is_racy(self.looked);
        is_sure.then_some(input.hash).flatten()
    }
}

/// The files of the last build. Most stand in the plan where they stood then; the others are found by path.
pub(super) struct Before<'a> {
    outputs: &'a [Written],
    files: OnceCell<HashMap<&'a str, &'a Written>>,
    finished: i64,
}

impl<'a> Before<'a> {
    pub(super) fn of(state: &'a State) -> Self {
        Self {
            outputs: &state.outputs,
            files: OnceCell::new(),
            finished: state.finished,
        }
    }

    fn file(&self, index: usize, path: &str) -> Option<&'a Written> {
        let there = self.outputs.get(index).filter(|file| &*file.path == path);
        there.or_else(|| {
            let by_path = || {
                self.outputs
                    .iter()
                    .map(|file| (&*file.path, file))
                    .collect()
            };
            self.files.get_or_init(by_path).get(path).copied()
        })
    }

    /// What is known of a file, by its place in the plan, that was made for the same fingerprint.
    pub(super) fn known(&self, index: usize, path: &str, print: Digest) -> Option<Known> {
        let file = self.file(index, path)?;
        (file.print == Some(print)).then(|| Known {
            hash: file.hash,
            size: file.stamp.size,
            stamp: (!file.stamp.is_racy(self.finished)).then_some(file.stamp),
        })
    }
}

/// The paths of the bundles that the last build made for this fingerprint; `None` where it made them for another.
pub(super) fn bundles_of(state: &State, print: Digest) -> Option<Vec<Arc<str>>> {
    let bundles = state.outputs.iter().filter(|file| file.is_bundle);
    let paths: Option<Vec<Arc<str>>> = bundles
        .map(|file| (file.print == Some(print)).then(|| (*file.path).into()))
        .collect();
    paths.filter(|paths| !paths.is_empty())
}
