//! The office and the card reader in processes of their own, and questions to the office over its own interface.

pub mod archive;
pub mod peer;
pub mod wire;
