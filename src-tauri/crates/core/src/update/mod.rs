//! Updates: what a publisher offers, whether a computer takes it, and what is known of it here.
//! Pure: signatures, files, the line and the clock are elsewhere.

mod manifest;
mod outcome;
mod rules;
mod state;
mod version;

pub use manifest::{MAX_MANIFEST_BYTES, Manifest, Package};
pub use outcome::UpdateCode;
pub use rules::{Here, Offer, Plan, System, is_in_share, judge_manifest, plan_update};
pub use state::{InstalledUpdate, UpdateState, WaitingUpdate};
pub use version::{is_newer_version, is_same_version};

#[cfg(test)]
mod tests;
