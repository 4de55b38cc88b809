//! The packs this desk works from.
pub mod news;
pub mod packs;
pub mod recent;
