//! A file per command: its arguments, and what it prints.

pub mod catalog;
pub mod check;
pub mod day_sheet;
pub mod devices;
pub mod drill;
pub mod due;
pub mod office;
pub mod pack;
pub mod verify;
