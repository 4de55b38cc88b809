//! Scanners through `scanimage`, the program of SANE.

mod batch;
mod choice;
mod knowledge;
mod listing;
mod meaning;
mod options;
mod outcome;
mod plan;
mod sane;
mod size;

pub use sane::SaneScanners;
