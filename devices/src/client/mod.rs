//! The side of the program that uses the devices.

pub mod host;
mod link;
