//! Numbers that name a person or an organisation, text that must not be shown by accident, and how
//! often a secret may be tried.

pub mod card;
pub mod codes;
pub mod idnum;
pub mod private;
pub mod tries;
