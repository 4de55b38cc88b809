//! What is made of closed cases: the day's sheet, the code of a receipt, and how long pages and packs
//! stay.

pub mod daysheet;
pub mod receipt_code;
pub mod retention;
