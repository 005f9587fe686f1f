//! What `build.rs` put into the program: the built-in theme and the starter site.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
