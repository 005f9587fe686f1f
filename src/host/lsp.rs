//! The two streams of the language server, and the disk behind them: frames and changes come in, messages go out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use lsp_server::Message;

use super::HostError;
use super::watch::{Changes, Watch};
use crate::lsp::{Frame, Root, read_frame};
use crate::settings::SETTINGS_FILE;

/// How often the watch looks whether anybody still listens.
const LOOK: Duration = Duration::from_secs(1);

/// What happens outside.
#[derive(Debug)]
pub enum Input {
    /// The next frame on standard input; [`Frame::End`] also where it cannot be read any more.
    Frame(Frame),
    /// Files changed on the disk.
    Changes(Changes),
}

/// What happens outside, one after the other.
#[derive(Debug)]
pub struct Inputs {
    sender: Sender<Input>,
    receiver: Receiver<Input>,
}

impl Inputs {
    /// Begins to read standard input.
    #[must_use]
    pub fn of_stdin() -> Self {
        let (sender, receiver) = channel();
        let frames = sender.clone();
        thread::spawn(move || {
            let mut stdin = io::stdin().lock();
            loop {
                let frame = read_frame(&mut stdin).unwrap_or(Frame::End);
                let is_end = frame == Frame::End;
                if frames.send(Input::Frame(frame)).is_err() || is_end {
                    return;
                }
            }
        });
        Self { sender, receiver }
    }

    /// Begins to watch the site's folder too.
    ///
    /// # Errors
    /// The folder cannot be watched.
    pub fn watch(&self, site: &Path) -> Result<(), HostError> {
        let mut watch = Watch::new(site)?;
        let sender = self.sender.clone();
        thread::spawn(move || {
            // A new folder that cannot be watched ends the watch; what is open is still followed.
            while let Ok(changes) = watch.next(LOOK) {
                if let Some(changes) = changes
                    && sender.send(Input::Changes(changes)).is_err()
                {
                    return;
                }
            }
        });
        Ok(())
    }

    /// The next that happens; `None` where nothing does within the time. Without a time it is waited for.
    #[must_use]
    pub fn next(&self, wait: Option<Duration>) -> Option<Input> {
        match wait {
            None => self.receiver.recv().ok(),
            Some(wait) => self.receiver.recv_timeout(wait).ok(),
        }
    }
}

/// Writes messages to standard output.
///
/// # Errors
/// The editor does not listen any more.
pub fn send(messages: &[Message]) -> Result<(), HostError> {
    let mut out = io::stdout().lock();
    let write = |message: &Message| message.write(&mut out);
    let written = messages.iter().try_for_each(write);
    written
        .and_then(|()| io::stdout().flush())
        .map_err(|error| HostError::new("write", Path::new("standard output"), error))
}

/// The folder of the site: the one that was named, or else the nearest at or above a folder that is open in the editor.
#[must_use]
pub fn find_site(named: &Path, open: &[String]) -> PathBuf {
    let is_site = |folder: &&Path| folder.join(SETTINGS_FILE).is_file();
    let mut folders =
        std::iter::once(named).chain(open.iter().flat_map(|it| Path::new(it).ancestors()));
    folders.find(is_site).unwrap_or(named).to_owned()
}

/// The spellings of a folder's path that an editor may use.
#[must_use]
pub fn root_of(site: &Path) -> Root {
    let absolute = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
    let real = site.canonicalize().unwrap_or_else(|_| absolute.clone());
    Root::new([absolute, real].iter().filter_map(|path| path.to_str()))
}
