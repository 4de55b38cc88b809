//! The desk from outside, as a shell calls it: with the real office, reader, worker and store, and
//! without a window.

// A test may stop at what it does not expect; its helpers are no tests by clippy's measure.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::dbg_macro,
    clippy::print_stdout
)]

mod access;
mod acting;
mod any_window;
mod bad_input;
mod blank;
mod cards;
mod catalogue;
mod checking;
mod citizen;
mod colleagues;
mod consent;
mod contract_types;
mod counter;
mod course;
mod custody;
mod deadlines;
mod deciding;
mod delivery;
mod entrusted;
mod every_box;
mod expired_cards;
mod extensions;
#[cfg(debug_assertions)]
mod failing_store;
mod forms;
mod full_disk;
mod further_notices;
mod gateway;
mod hard_papers;
mod holding;
mod installations;
mod joining;
mod keeping;
mod key_counts;
mod lapses;
mod library;
mod limits;
mod line;
mod lock_signals;
mod locking;
mod main_story;
mod moving;
mod odd_text;
mod oddities;
mod offices;
mod open_files;
mod papers;
mod practice;
mod private_files;
mod readers;
mod real_office;
mod receipts;
mod recovering;
mod refiling;
mod refused;
mod revisions;
mod scanned_pages;
mod scenarios;
mod scrubbing;
mod sessions;
mod setup;
mod signature;
mod signing;
mod signing_place;
mod silence;
mod slow_keyring;
mod supervising;
mod support;
mod surroundings;
mod templates;
mod transitions;
mod trial_office;
mod tries;
mod turns;
mod updating;
mod updating_door;
mod upgrading;
mod window_scope;
mod withdrawals;
