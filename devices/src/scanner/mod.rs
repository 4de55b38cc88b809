//! Scanners through `scanimage`, the program of SANE.

mod batch;
mod options;
mod outcome;
mod sane;

pub use sane::SaneScanners;
