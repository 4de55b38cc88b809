//! The reference office over real loopback HTTP, asked by the real client. Every request of every
//! test passes the `watched` transport, which compares the answer with the published contract.

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
mod administration;
mod anchors;
mod any_window;
mod bounds;
mod catalog;
mod certificates;
mod cluster;
mod contract;
mod controls;
mod departments;
mod events;
mod filing;
mod installations;
mod joining;
mod lines;
mod looks;
mod measured;
mod migration;
mod numbers;
mod oddities;
mod office_log;
mod permits;
mod place;
mod receipts;
mod refusals;
mod replacements;
mod restore;
mod returns;
mod review;
mod revisions;
mod scale;
mod signatures;
mod steps;
mod store;
mod story;
mod support;
mod turns;
mod uploads;
mod watched;
mod words;
