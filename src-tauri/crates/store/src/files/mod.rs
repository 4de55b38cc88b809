//! Files that survive a power cut, the room on the disk, and the folder of sealed pages.

pub mod durable;
pub mod space;
pub mod vault;
