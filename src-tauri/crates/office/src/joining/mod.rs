//! Centre files and the codes by which stations join: given out, not judged beyond what keeps one
//! station's file from another's.

mod codes;
mod files;
mod join;

pub use codes::store_code;
pub use files::{get_centre_file, store_file};
pub use join::join_centre;
