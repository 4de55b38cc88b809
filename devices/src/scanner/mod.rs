//! Scanning through SANE.

pub mod batch;
pub mod options;
mod outcome;
