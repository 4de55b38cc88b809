//! Numbers that name a person or an organisation, and text that must not be shown by accident.

pub mod card;
pub mod codes;
pub mod idnum;
pub mod private;
