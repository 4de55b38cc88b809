//! Centre files and codes from outside, as a station, an office and a technician have them.

// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]

mod bodies;
mod codes;
mod examples;
mod fixture;
mod rules;
mod signing;
mod updates;
