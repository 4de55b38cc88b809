//! The way to the document worker: the words both sides speak, and the client.

mod client;
mod known_files;
mod line;
pub mod wire;

pub use client::Worker;
