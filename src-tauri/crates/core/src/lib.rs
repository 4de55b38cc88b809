//! The rules of the counter: what a case is, which papers it needs, when it is due, who may do
//! what. Not here: any input or output, any clock, any source of chance. Time and randomness come
//! in as arguments.
//!
//! The folders stand in one order: `mutants code text time identity form item state clock case
//! casework delivery records update`. Each may use those before it. From outside a module is called
//! by its own name: `counter_core::date`, not `counter_core::time::date`.

pub mod case;
pub mod casework;
pub mod clock;
pub mod code;
mod delivery;
pub mod form;
mod identity;
pub mod item;
#[doc(hidden)]
pub mod mutants;
mod records;
pub mod state;
pub mod text;
mod time;
pub mod update;

pub use case::{certificate, fact, hold, journal};
pub use delivery::{bounds, limits, outbox, turn, way_out};
pub use identity::{card, codes, idnum, private, tries};
pub use records::{audit_chain, daysheet, receipt_code, retention};
pub use text::version;
pub use time::{calendar, date, hours, trusted_time, written};
