//! An ID card reader that is not there: the same bytes at the same pace on a pseudo-terminal, with
//! cards of invented people. The driver does not know the difference and has no word for it.

mod card_block;
mod control;
mod process;
mod reader;
mod run;
mod scenario;
mod shared;
mod terminal;
mod trial_scanner;

pub use process::Emulator;
pub use run::run_reader;
pub use scenario::{Fault, FaultKind, PersonCard, Placing, Scenario, Step};
pub use trial_scanner::write_trial_scanner;
