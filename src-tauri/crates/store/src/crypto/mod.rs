//! The station's key and what is made with it: sealed pages, wrapped keys, passwords.

pub mod seal;
pub mod secret;
pub mod station_key;
