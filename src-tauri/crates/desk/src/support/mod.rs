//! The diagnostics bundle that a technician is given, and what keeps people out of it. Reports of
//! faults are `station::crash`.
pub mod bundle;
pub mod facts;
pub mod log_lines;
pub mod scrub;
