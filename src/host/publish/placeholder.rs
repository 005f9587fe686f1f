//! The page that stands where a new page is about to come into place, or an old one to go, while the others of its kind do.
//!
//! Pages come one rename at a time, and new ones link to each other in circles (an event and its day, two neighbours): each
//! address gets this page first, so that at no instant a link leads nowhere. No page outside the set links to it.

use super::manifest::Entry;
use crate::digest::Digest;

/// A whole page that links to nothing, is not to be indexed, and asks again in a second.
pub(super) const PLACEHOLDER: &str = "<!DOCTYPE html>\n<html lang=\"\"><head><meta charset=\"utf-8\">\
    <meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"1\"><title>…</title></head>\
    <body></body></html>\n";

/// Whether a placeholder stands in for the file at this path: for a page, which links to others.
pub(super) fn stands_in_for(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "html")
}

/// Whether what was found at a page's path is the placeholder.
pub(super) fn is_placeholder(found: &Entry) -> bool {
    stands_in_for(&found.path)
        && found.size == PLACEHOLDER.len() as u64
        && found.hash == Digest::of_bytes(PLACEHOLDER.as_bytes())
}
