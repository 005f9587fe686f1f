//! Publishing through its public function: plans in, folders on a disk out, compared file by file.

mod faults;
mod history;
mod others;
pub(crate) mod site;
mod update;
