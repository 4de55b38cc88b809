//! What becomes of a case after its papers are in: held, ended, begun again, amended, decided by
//! the office or in its name, accepted by silence, withdrawn.

pub mod again;
pub mod course;
pub mod departments;
pub mod endings;
pub mod entrusted;
pub mod holding;
pub mod kills;
pub mod revision;
pub mod silence;
pub mod withdrawal;
