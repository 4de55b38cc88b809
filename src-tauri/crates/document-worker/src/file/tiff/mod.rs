//! TIFF, as scanners, multi-function devices and fax servers write it: many pages, and tags that
//! change what the pixels mean (fill order, resolution, kind of page, kind of colour). A member of
//! the family that is not read is named, never called damaged.

mod bits;
mod chunks;
mod colour;
mod directory;
mod expand;
mod fax;
mod layout;
mod page;
mod samples;
mod shape;
mod source;
mod strips;

pub use page::{Page, list_pages};
