//! What a file from outside can be, and what can be wrong with it.

pub mod error;
pub mod file;
