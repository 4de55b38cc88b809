//! The way to the document worker: the words both sides speak, and the client.

mod client;
pub mod wire;

pub use client::Worker;
