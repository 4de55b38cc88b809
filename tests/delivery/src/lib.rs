//! Delivery beside the servers and tools of others: files through a storm, and the contract's
//! examiner.

pub mod carry;
pub mod contract;
pub mod drilled;
