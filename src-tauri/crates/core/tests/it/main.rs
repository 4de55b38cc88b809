//! The rules against small models of themselves, by long random walks from a fixed seed.

// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]

mod case_machine;
mod conditions;
mod outbox_machine;
mod outbox_model;
mod walk;
