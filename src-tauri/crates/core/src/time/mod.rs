//! Days, working days, and how far the computer's clock can be believed.

pub mod calendar;
pub(crate) mod counting;
pub mod date;
pub mod holidays;
pub mod hours;
pub mod trusted_time;
pub mod written;
