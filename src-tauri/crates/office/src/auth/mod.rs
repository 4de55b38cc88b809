//! Who may sign in, and who is calling.

pub mod access;
pub mod accounts;
pub mod lockout;
pub mod sign_in;
