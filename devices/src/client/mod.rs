//! The side of the program that uses the devices.

mod host;
mod pending;

pub use host::Host;
