//! Files from outside: PDF, images, and the pages of a TIFF.

pub mod jpeg;
pub mod logo;
pub mod pdf;
mod png_end;
mod pnm;
pub mod raster;
pub mod tiff;
