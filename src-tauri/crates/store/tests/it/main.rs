//! The store as its users see it: through its public calls, real files, a real full disk, a real
//! kill and a real keyring.

// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]

mod cases;
mod document_numbers;
mod full_disk;
mod keyring;
mod killed;
mod leaks;
mod pages;
mod station;
