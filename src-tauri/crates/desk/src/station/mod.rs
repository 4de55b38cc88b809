//! What is open: settings and folders, environment, keys and store, who is signed in, the lock, the audit trail.
pub mod audit;
pub mod environment;
pub mod errors;
pub mod lock;
pub mod session;
pub mod settings;
