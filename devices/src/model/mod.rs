//! The things all drivers speak of: devices, cards, pages, and what can go wrong with them.

pub mod device;
pub mod error;
pub mod ethnic;
pub mod scan;
