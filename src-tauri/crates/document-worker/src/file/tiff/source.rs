//! The bytes of a TIFF, in either order, and the numbers of the tags that are read.

use counter_documents::DocumentError;

pub mod tag {
    pub const SUBFILE: u16 = 254;
    pub const OLD_SUBFILE: u16 = 255;
    pub const WIDTH: u16 = 256;
    pub const HEIGHT: u16 = 257;
    pub const BITS: u16 = 258;
    pub const COMPRESSION: u16 = 259;
    pub const PHOTOMETRIC: u16 = 262;
    pub const FILL_ORDER: u16 = 266;
    pub const STRIP_OFFSETS: u16 = 273;
    pub const ORIENTATION: u16 = 274;
    pub const SAMPLES: u16 = 277;
    pub const ROWS_PER_STRIP: u16 = 278;
    pub const STRIP_LENGTHS: u16 = 279;
    pub const X_RESOLUTION: u16 = 282;
    pub const Y_RESOLUTION: u16 = 283;
    pub const PLANES: u16 = 284;
    pub const T4_OPTIONS: u16 = 292;
    pub const PREDICTOR: u16 = 317;
    pub const COLOUR_MAP: u16 = 320;
    pub const TILE_WIDTH: u16 = 322;
    pub const TILE_HEIGHT: u16 = 323;
    pub const TILE_OFFSETS: u16 = 324;
    pub const TILE_LENGTHS: u16 = 325;
    pub const INNER_DIRECTORIES: u16 = 330;
    pub const EXTRA_SAMPLES: u16 = 338;
    pub const SAMPLE_FORMAT: u16 = 339;
    pub const JPEG_TABLES: u16 = 347;
    pub const OLD_JPEG_START: u16 = 513;
    pub const OLD_JPEG_LENGTH: u16 = 514;
    pub const SUBSAMPLING: u16 = 530;
}

/// A file and the order of its bytes.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub bytes: &'a [u8],
    is_big_endian: bool,
}

impl<'a> Source<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, is_big_endian: bytes.starts_with(b"MM") }
    }

    pub fn is_big_endian(self) -> bool {
        self.is_big_endian
    }

    /// Damage where the range leaves the file.
    pub fn range(self, start: u64, length: u64) -> Result<&'a [u8], DocumentError> {
        let start = usize::try_from(start).map_err(|_| DocumentError::Damaged)?;
        let length = usize::try_from(length).map_err(|_| DocumentError::Damaged)?;
        let end = start.checked_add(length).ok_or(DocumentError::Damaged)?;
        self.bytes.get(start..end).ok_or(DocumentError::Damaged)
    }

    pub fn number(self, at: usize, length: usize) -> Result<u32, DocumentError> {
        let bytes = self.range(at as u64, length as u64)?;
        let join = |sum: u32, byte: &u8| (sum << 8) | u32::from(*byte);
        Ok(if self.is_big_endian {
            bytes.iter().fold(0, join)
        } else {
            bytes.iter().rev().fold(0, join)
        })
    }
}
