//! Files that survive a power cut, the room on the disk and what of it is kept back, and the folder of
//! sealed pages.

pub mod durable;
pub(crate) mod reserve;
pub mod space;
pub mod vault;
