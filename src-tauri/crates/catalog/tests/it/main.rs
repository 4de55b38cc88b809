//! The example pack as it is carried: its content, its checks, and finding things in it.

// An item in which everything is written nests deeper than the default lets a macro.
#![recursion_limit = "256"]
// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]

mod comparing;
mod content;
mod faults;
mod finding;
mod ignored;
mod importing;
mod load;
mod loading;
mod mutating;
mod scenarios;
mod schema;
mod signing;
mod templates;
