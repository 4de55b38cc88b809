//! The reference office in a process of its own, and questions to it over its own interface.

mod client;
mod server;

pub use client::{OfficeClient, first_submission};
pub use server::Office;
