//! Printing through CUPS.

pub mod cups;
