//! The station's key and what is made with it: sealed pages, wrapped keys, passwords; and the
//! centre's recovery key, to which a copy of it is sealed.

pub mod recovery_halves;
pub mod recovery_key;
pub mod seal;
pub mod secret;
pub mod station_key;
