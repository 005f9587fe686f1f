//! A progress bar for a step of known length, which shows itself only on a terminal and only when the step takes
//! longer than half a second.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How long a step may take before its bar is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// The progress of one step. Parts may be counted from any thread; the bar goes when the value is dropped.
#[derive(Debug)]
pub struct Progress {
    label: &'static str,
    total: u64,
    /// `None` where nothing is ever drawn.
    started: Option<Instant>,
    done: AtomicU64,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// The progress of a step of `total` parts; `drawn` says whether there is a terminal to draw on.
    #[must_use]
    pub fn new(label: &'static str, total: usize, drawn: bool) -> Self {
        Self {
            label,
            total: total as u64,
            started: drawn.then(Instant::now),
            done: AtomicU64::new(0),
            bar: OnceLock::new(),
        }
    }

    /// One that is never drawn.
    #[must_use]
    pub fn hidden() -> Self {
        Self::new("", 0, false)
    }

    /// Counts one part as done.
    pub fn advance(&self) {
        let Some(started) = self.started else { return };
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // Reading the clock costs more than counting, so that most parts only count.
        if done.is_multiple_of(16) && started.elapsed() > PATIENCE {
            self.bar.get_or_init(|| self.draw()).set_position(done);
        }
    }

    /// Whether the bar is on the screen.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.bar.get().is_some()
    }

    fn draw(&self) -> ProgressBar {
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(self.total)
            .with_style(style)
            .with_message(self.label)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
