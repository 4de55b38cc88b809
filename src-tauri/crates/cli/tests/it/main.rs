//! `counter` from outside, as a technician or a script calls it.

// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]

mod auditing;
// The office's own tests use more of it.
#[allow(dead_code)]
#[path = "../../../office/tests/it/cluster.rs"]
mod cluster;
mod command;
mod drilling;
mod due;
mod enrolling;
mod importing;
mod joining;
mod judging;
mod office;
#[path = "../../../desk/tests/it/open_files.rs"]
mod open_files;
mod private_files;
mod publishing;
mod reading;
mod recovering;
mod scanning;
mod stepping;
mod supporting;
mod thief;
mod updating;
mod upgrading;
mod verifying;
