//! How the office reads requests and answers them.

pub mod answer;
pub mod catalog;
pub mod drain;
