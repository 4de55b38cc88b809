//! What is made of closed cases: the day's sheet, the code of a receipt, and how long pages and packs
//! stay; and how the audit trail is chained.

pub mod audit_chain;
pub mod daysheet;
pub mod receipt_code;
pub mod retention;
