//! What happens to a case after it was filed.

pub mod returns;
pub mod review;
pub mod steps;
