//! Files from outside: PDF, images, and the pages of a TIFF.

pub mod pdf;
pub mod raster;
pub mod tiff;
