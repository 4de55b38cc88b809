//! From the outbox to the office: the loop, turns, the limit of five working days, and what comes back.
pub mod courier;
pub mod deadline;
pub mod outbox;
pub mod returns;
pub mod steps;
pub mod turns;
