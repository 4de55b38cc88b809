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

#[path = "it/card.rs"]
mod card;
#[path = "it/fixture.rs"]
mod fixture;
#[path = "it/paper.rs"]
mod paper;
#[path = "it/scanner.rs"]
mod scanner;
