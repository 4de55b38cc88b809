//! What crosses the bridge.
mod commands;
pub mod failure;
pub mod views;

pub use commands::*;
