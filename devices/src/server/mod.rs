//! The side of `device-host`.

pub mod serve;
