//! Care of what lies on this computer.
pub mod old_copy;
pub mod packs;
pub mod retention;
