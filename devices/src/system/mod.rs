//! What the operating system lends the drivers: programs to run, a place in memory, a way to be
//! told to stop.

pub mod program;
pub mod scratch;
mod stop;

pub use stop::StopSignal;
