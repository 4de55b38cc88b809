//! A file per command: its arguments, and what it prints.

// JSON alone is indexed here, and by name: a field that is not there reads as null, and writing one
// adds it to its object.
#![allow(clippy::indexing_slicing)]

pub mod catalog;
pub mod centre;
pub mod check;
pub mod day_sheet;
pub mod devices;
pub mod drill;
pub mod due;
pub mod files;
pub mod number;
pub mod office;
pub mod pack;
pub mod recover;
pub mod step;
pub mod support;
pub mod update;
pub mod verify;
