//! Ctrl-C and a request to terminate: the first one asks the work to stop and clean up, the second ends it at once.
//!
//! `signal-hook` installs the handlers, since that cannot be done without `unsafe` code and its flags need none of ours.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The exit code of a command that was interrupted: 128 and the number of SIGINT, as shells have it.
pub const EXIT_CODE: u8 = 130;

/// Whether somebody asked the work to stop. Clones share one answer.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// One that only [`Self::raise`] raises, for tests and for work that no signal may stop.
    #[must_use]
    pub fn never() -> Self {
        Self::default()
    }

    /// One that SIGINT (Ctrl-C) and SIGTERM raise; a second signal ends the program with [`EXIT_CODE`].
    ///
    /// Where the system refuses the handlers, signals keep their usual effect: the program ends at once, and the next
    /// publish heals what was left.
    #[must_use]
    pub fn on_signal() -> Self {
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // The order matters: the first handler sees whether the flag was already up before the second raises it.
            let shutdown =
                flag::register_conditional_shutdown(signal, EXIT_CODE.into(), interrupt.0.clone());
            if shutdown.is_ok() {
                let _ = flag::register(signal, interrupt.0.clone());
            }
        }
        interrupt
    }

    /// Asks the work to stop.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    #[must_use]
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
