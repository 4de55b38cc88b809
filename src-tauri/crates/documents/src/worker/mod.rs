//! The way to the document worker: the words both sides speak, and the client.

pub mod client;
pub mod wire;
