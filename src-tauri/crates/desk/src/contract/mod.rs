//! What crosses the bridge: the commands with what they are given and answer, what the screens
//! show, what can go wrong, and what a window is told to look at anew. Uses nothing of the desk.
mod commands;
mod core_types;
mod failure;
pub mod limits;
mod payloads;
mod topic;
mod typescript;
pub mod views;

pub(crate) use commands::for_each_command;
pub use commands::{
    Access, Audit, COMMANDS, Command, FOR_ANY_CASE, GIVE_BACK_ALL, TOLD_FIRST, WANTS_CONSENT,
    WhileLocked, find_command,
};
pub use failure::{DETERMINED, Failure, FailureCode};
pub use payloads::*;
pub use topic::Topic;
pub use typescript::write_typescript;
