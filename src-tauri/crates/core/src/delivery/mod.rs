//! From the counter to the office: what is sent next, and when a station may begin after an outage.

pub mod outbox;
pub mod turn;
