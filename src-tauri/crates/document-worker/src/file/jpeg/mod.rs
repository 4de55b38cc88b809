//! Whether a JPEG is whole. Decoders draw grey where the data end and say nothing; a mark at the
//! end proves nothing either way, for a thumbnail has one too, and many a sound file has none or
//! has something after it. So the compressed data are read to the last block, without making
//! pictures of them.

mod bits;
mod blocks;
mod frame;
mod huffman;
mod scan;
mod whole;

pub use whole::check_whole;
