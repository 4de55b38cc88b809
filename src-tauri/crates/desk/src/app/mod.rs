//! What a shell holds.
pub mod pages;
pub mod workplace;
