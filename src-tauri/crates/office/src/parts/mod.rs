//! Where the bytes of parts lie: files in a folder, pieces in a database of their own, which can be
//! sealed under a key or live in memory only, or objects in a store. Knows no cases.

mod absent;
mod bucket;
mod bucket_address;
mod database;
mod folder;
mod objects;
mod store;
#[cfg(test)]
mod tests;

pub use absent::AbsentStore;
pub use bucket::BucketStore;
pub use database::DatabaseStore;
pub use folder::FolderStore;
pub use store::{PIECE, PartStore};
