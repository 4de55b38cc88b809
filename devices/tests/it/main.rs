//! The devices as the rest of the program uses them: through a real `device-host`, over a real
//! pseudo-terminal, SANE's own driver and a CUPS of the test's own.

// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]

mod card;
mod fixture;
mod paper;
mod scanner;
mod version;
mod walls;
mod words;
