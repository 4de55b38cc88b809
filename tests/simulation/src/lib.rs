//! A whole day of a station from a seed: clerk, store, line and office on one thread, in virtual
//! time. The store, the courier, the client and the office are the real ones; what is played is the
//! clerk, the line, the clock and the dice. The seam is where the journal and the outbox begin: no
//! paper is typeset, no picture decoded, nobody signs in.

mod clerk;
pub mod day;
mod ending;
mod events;
mod excuse;
mod invariants;
mod ledger;
mod line;
mod numbers;
mod office;
mod plan;
mod post;
mod station;
mod sync;
pub mod totals;
mod trace;
mod way_out;
mod wish;
mod world;
