//! From the counter to the office: what is sent next, how much may be, which days can be true, and
//! when a station may begin after an outage.

pub mod bounds;
pub mod limits;
pub mod outbox;
pub mod turn;
pub mod way_out;
