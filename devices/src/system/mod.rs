//! What the operating system lends the drivers: programs to run, a place in memory.

pub mod program;
pub mod scratch;
