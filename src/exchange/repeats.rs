//! How much the entries of an import that recur may repeat: each occurrence holds all that its entry says.

use super::MOST_BYTES;

/// What is said of an entry that repeats too much.
pub(super) const TOO_MANY: &str = "what recurring entries repeat comes to more than 64 MiB";

/// The bytes that have been repeated so far.
#[derive(Debug, Default)]
pub(super) struct Repeats(u64);

impl Repeats {
    /// Whether an entry of a size may occur so often, after all that came before it.
    pub(super) fn fit(&mut self, size: usize, times: usize) -> bool {
        let more = size.saturating_mul(times.saturating_sub(1)) as u64;
        let all = self.0.saturating_add(more);
        let is_within = all <= MOST_BYTES;
        if is_within {
            self.0 = all;
        }
        is_within
    }
}
