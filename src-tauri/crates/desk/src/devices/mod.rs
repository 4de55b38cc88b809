//! Reader, scanner and printer as the desk uses them.
pub mod printing;
