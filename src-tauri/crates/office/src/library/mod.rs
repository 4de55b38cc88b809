//! The certificate library (证照库).

pub mod certificates;
pub mod search;
