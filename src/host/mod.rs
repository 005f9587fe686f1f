//! Every side effect of the program: reading the site's folder, publishing the output, the terminal and its signals.
//!
//! Nothing outside this module touches a disk, an environment variable or a terminal. What the outside world refuses
//! comes back as a [`HostError`]; what is wrong with the content comes back as a diagnostic.

pub mod browser;
pub mod cache;
pub mod changes;
pub mod clock;
pub mod create;
mod error;
pub mod exchange;
pub mod interrupt;
pub mod lsp;
pub mod progress;
pub mod publish;
pub mod read;
pub mod serve;
pub mod stamp;
pub mod terminal;
pub mod watch;

pub use error::HostError;
