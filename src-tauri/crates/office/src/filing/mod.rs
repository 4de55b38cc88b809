//! How a case comes in: filed, its parts uploaded, completed.

pub mod cases;
pub mod check;
pub mod complete;
pub mod incoming;
pub mod listing;
pub mod submit;
pub mod turns;
pub mod uploads;
