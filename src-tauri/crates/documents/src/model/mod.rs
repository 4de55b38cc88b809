//! What a file from outside can be, what is made of it, and what can be wrong with it.

mod error;
mod file;

pub use error::DocumentError;
pub use file::{Inspected, Kind, OpenedFile, Picture, Typeset};
