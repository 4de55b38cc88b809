//! The way to the office.
pub mod gate;
pub mod line;
pub mod trial;
