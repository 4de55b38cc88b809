//! The side of the program that uses the devices.

pub mod host;
#[path = "../../../src-tauri/crates/child-pipe/src/link.rs"]
mod link;
