//! What is made of closed cases: the day's sheet, and how long pages and packs stay.

pub mod daysheet;
pub mod retention;
