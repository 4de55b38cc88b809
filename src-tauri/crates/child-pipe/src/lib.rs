//! Calls to a program that runs as a child, over its standard input and output.
//!
//! The child opens what may do harm (hardware, files from outside) and may die of it; its parent
//! lives on. This crate knows frames and processes, and nothing of what is said in them.

mod error;
mod frame;
mod link;
mod program;
mod supervisor;
mod version;

pub use error::PipeError;
pub use frame::{Frame, Limits};
pub use link::{ANSWERS_AHEAD, Call, Link};
pub use program::{EndListener, Program};
pub use supervisor::{Spare, Supervisor};
pub use version::{GREETING, VERSION};
