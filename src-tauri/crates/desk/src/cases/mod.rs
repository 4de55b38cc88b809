//! A case as it is worked.
pub mod amendment;
pub mod clock;
pub mod deferral;
pub mod form;
pub mod hold;
pub mod journal;
pub mod materials;
pub mod numbering;
pub mod people;
pub mod readiness;
pub mod submission;
pub mod summary;
