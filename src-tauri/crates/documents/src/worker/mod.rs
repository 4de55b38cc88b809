//! The way to the document worker: the words both sides speak, and the client.

mod client;
mod known_files;
mod line;
mod program;
mod typesetting;
pub mod wire;

pub use client::Worker;
pub use typesetting::Look;
