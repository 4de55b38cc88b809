//! Everything a clerk can do at the counter; the only API that the shell and the command line know.
//! No window, no HTTP of its own, no text for people: views, failures by code, bytes.
mod app;
mod cases;
mod catalog;
mod commands;
pub mod contract;
mod delivery;
mod desk;
mod devices;
mod office;
mod papers;
mod practice;
mod records;
mod review;
mod station;
mod support;
mod upkeep;
mod views;

pub use app::check;
pub use app::workplace::Workplace;
pub use contract::Failure;
pub use contract::views::{CardUse, PaintingCause, PaintingView};
/// Before all else in a program that opens a desk.
pub use counter_walls::{forbid_dumps, keep_files_private};
pub use devices::chip::judge_card;
pub use office::recovery::RecoveryWord;
pub use records::{
    ClosedBundle, ClosedStation, CopiedRecords, ListedCase, Records, Report, Rescue,
};
pub use station::clock::Clock;
pub use station::crash::{CrashReport, keep_crash_report};
pub use station::settings::{Folders, Settings, load_settings, save_settings};

/// What a simulation plays on a station of its own.
#[doc(hidden)]
pub use {cases::numbering, delivery::courier};
