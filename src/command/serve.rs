//! `dateline serve`: the site in memory, compiled again at each change, served to the browser.

mod session;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::cli::ServeArgs;
use crate::command::Stop;
use crate::command::report;
use crate::compile::Options;
use crate::diagnostic::SitePath;
use crate::host::interrupt::Interrupt;
use crate::host::serve::{Running, Server};
use crate::host::terminal::{Terminal, Verbosity};
use crate::host::watch::{Changes, Watch};
use crate::host::{HostError, browser};
use session::Session;

/// How often the loop looks whether it was asked to end.
const LOOK: Duration = Duration::from_millis(100);
/// How long changes that follow each other are held back, to be shown as one.
const TOGETHER: Duration = Duration::from_secs(2);

pub(super) fn run(site: &Path, args: &ServeArgs, terminal: &Terminal) -> Result<(), Stop> {
    let started = Instant::now();
    let interrupt = Interrupt::on_signal();
    let server = Server::bind(args.port).map_err(|error| port_refused(args.port, &error))?;
    let address = server
        .address()
        .map_err(|error| port_refused(args.port, &error))?;
    let address = format!("http://{address}/");
    // Watching begins before reading, so that no change falls between the two.
    let mut watch = Watch::new(site)?;
    let folder = report::read(site)?;
    let has_settings = folder.settings.is_some();
    let options = Options {
        drafts: args.drafts,
        base_url: Some(address.clone()),
        urls: None,
    };
    let mut session = Session::new(site, folder, options, *terminal);
    let first = session.compile(&[]);
    if first.pages.is_none() && !has_settings {
        session.report();
        return Err(report::without_settings());
    }
    let (editor, tell) = (session.editor(), session.tell());
    let running = server
        .start(site, first, tell)
        .map_err(|error| HostError::new("serve", site, error))?;
    running.open_with(editor);
    say(
        terminal,
        &format!("{address} shows the site ({}); Ctrl-C ends it", ms(started)),
    );
    if args.open
        && let Err(error) = browser::open(&address)
    {
        let _ = writeln!(
            terminal.stderr(),
            "warning: the browser cannot be opened: {error}"
        );
    }
    while !interrupt.is_raised() {
        if let Some(changes) = watch.next(LOOK)? {
            update(&mut session, &mut watch, &running, &changes, terminal)?;
        }
    }
    Ok(())
}

/// Brings the preview up to date, and says what changed and how long it took.
fn update(
    session: &mut Session,
    watch: &mut Watch,
    running: &Running,
    changes: &Changes,
    terminal: &Terminal,
) -> Result<(), Stop> {
    let started = Instant::now();
    let mut files = session.read(changes)?;
    if files.is_empty() {
        return Ok(());
    }
    let mut revision = session.compile(&files);
    // A checkout of many files may pause for longer than an editor does. What came in the meantime is part of the same
    // change, so that open pages hear of it once.
    while started.elapsed() < TOGETHER
        && let Some(changes) = watch.next(Duration::ZERO)?
    {
        let more = session.read(&changes)?;
        if !more.is_empty() {
            revision = session.compile(&more);
            files.extend(more);
        }
    }
    files.sort();
    files.dedup();
    let before = running.publish(revision);
    running.open_with(session.editor());
    session.report();
    say(terminal, &format!("{} ({})", named(&files), ms(started)));
    // Taking a large site apart takes a while: it happens last, where nobody waits for it.
    drop(before);
    Ok(())
}

/// The first of the files that changed, and how many others.
fn named(changed: &[SitePath]) -> String {
    match changed {
        [one] => format!("{one} changed"),
        [one, _] => format!("{one} and 1 other file changed"),
        [one, others @ ..] => format!("{one} and {} other files changed", others.len()),
        [] => String::new(),
    }
}

fn ms(started: Instant) -> String {
    format!("{} ms", started.elapsed().as_millis())
}

fn say(terminal: &Terminal, line: &str) {
    if terminal.verbosity > Verbosity::Quiet {
        // A reader that went away does not end the preview.
        let _ = writeln!(terminal.stdout(), "{line}");
        let _ = terminal.stdout().flush();
    }
}

fn port_refused(port: u16, error: &std::io::Error) -> Stop {
    let message = match error.kind() {
        ErrorKind::AddrInUse => format!(
            "port {port} of 127.0.0.1 is taken by another program, perhaps another preview; end that one, or choose \
             another port with `--port`"
        ),
        ErrorKind::PermissionDenied => format!(
            "the system does not let you use port {port} of 127.0.0.1; choose one above 1023 with `--port`"
        ),
        _ => format!("port {port} of 127.0.0.1 cannot be used: {error}"),
    };
    Stop {
        message,
        code: HostError::EXIT_CODE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_named() {
        let check = |paths: &[&str], expected: &str| {
            let paths: Vec<SitePath> = paths.iter().map(|path| (*path).into()).collect();
            assert_eq!(named(&paths), expected);
        };
        check(&["a"], "a changed");
        check(&["a", "b"], "a and 1 other file changed");
        check(&["a", "b", "c"], "a and 2 other files changed");
    }
}
