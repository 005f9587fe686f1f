//! Caches of anything, with and without the hash that a whole one has: what was not written by this program is read as
//! nothing, and costs neither memory nor time out of proportion.

use dateline::cache::{Records, State};
use dateline::digest::Digest;

use super::fuzz;

#[test]
fn caches() {
    let owner = Digest::of("this program");
    let head = [b"dateline-cache 2\n", &owner.as_bytes()[..]].concat();
    let words = ["\0", "\u{1}", "\u{7f}", "index.html", "content/events/a.md"];
    fuzz("caches", &words, |bytes| {
        let length = (bytes.len() as u64).to_le_bytes();
        let part = [&length[..], Digest::of_bytes(bytes).as_bytes(), bytes].concat();
        let whole = [&head[..], &part].concat();
        let state = State::from_bytes(&whole, owner);
        if let Some(state) = &state {
            let again = State::from_bytes(&state.to_bytes(owner), owner);
            assert_eq!(again.as_ref(), Some(state));
        }
        // Neither of another owner, nor cut, nor without its head.
        assert_eq!(State::from_bytes(&whole, Digest::of("another")), None);
        assert_eq!(State::from_bytes(&whole[..whole.len() - 1], owner), None);
        assert_eq!(State::from_bytes(bytes, owner), None);
        let rows = [&head[..], &[7; Digest::SIZE], &part].concat();
        let records = Records {
            settled: rows.clone(),
            recent: rows,
        };
        let known = records.read(owner).len();
        let state = state.map(|state| (state.inputs.len().min(9), state.outputs.len().min(9)));
        (state, known)
    });
}
