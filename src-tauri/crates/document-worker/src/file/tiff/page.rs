//! One page of a TIFF, as a picture or as the JPEG that it is inside.

use super::bits::{TwoShades, read_two_shades};
use super::chunks::{join_jpeg, read_packed, read_samples};
use super::colour::paint_samples;
use super::directory::{Directory, NOT_READ, list_directories};
use super::expand::compression;
use super::layout::{BLACK_IS_ZERO, Layout, RGB, YCBCR};
use super::shape::{correct_shape, orientation_of, stretch_of};
use super::source::tag;
use super::strips::join_strips;
use crate::file::jpeg;
use counter_documents::DocumentError;
use image::DynamicImage;
use image::metadata::Orientation;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

/// Says that three samples are red, green and blue, not brightness and colour.
const ADOBE_RGB: &[u8] = b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0";

pub struct Page<'a> {
    directory: Directory<'a>,
    layout: Layout,
}

/// The pages in order; smaller copies of them are none.
pub fn list_pages(bytes: &[u8]) -> Result<Vec<Page<'_>>, DocumentError> {
    list_directories(bytes)?
        .into_iter()
        .map(|directory| Ok(Page { layout: Layout::read(&directory)?, directory }))
        .collect()
}

impl Page<'_> {
    /// As it is meant to be looked at.
    pub fn decode(&self) -> Result<DynamicImage, DocumentError> {
        if self.layout.compression == compression::OLD_JPEG {
            let bytes = self.keep_jpeg()?.ok_or(NOT_READ)?;
            return image::load_from_memory(&bytes).map_err(|_| DocumentError::Damaged);
        }
        let samples = read_samples(&self.directory, &self.layout)?;
        let image = paint_samples(&self.directory, &self.layout, samples)?;
        Ok(correct_shape(&self.directory, image))
    }

    /// Whether its pixels were approximate already.
    pub fn is_lossy(&self) -> bool {
        matches!(self.layout.compression, compression::JPEG | compression::OLD_JPEG)
    }

    /// How much there is to decode.
    pub fn size(&self) -> u64 {
        u64::from(self.layout.width) * u64::from(self.layout.height) * self.layout.samples as u64
    }

    /// A black and white page, bit for bit, where nothing in the tags turns it.
    pub fn keep_two_shades(&self) -> Result<Option<TwoShades>, DocumentError> {
        read_two_shades(&self.directory, &self.layout)
    }

    /// The page's own JPEG, without decoding it, where nothing in the tags changes it.
    pub fn keep_jpeg(&self) -> Result<Option<Vec<u8>>, DocumentError> {
        let is_straight = stretch_of(&self.directory) == (1.0, 1.0)
            && orientation_of(&self.directory) == Orientation::NoTransforms;
        let bytes = match self.layout.compression {
            compression::JPEG if is_straight => {
                let Some(joined) = self.join_own_strips()? else { return Ok(None) };
                match (self.layout.photometric, self.layout.samples) {
                    (BLACK_IS_ZERO, 1) | (YCBCR, 3) => joined,
                    (RGB, 3) => insert_adobe(joined),
                    _ => return Ok(None),
                }
            }
            compression::OLD_JPEG if is_straight => match self.find_old_jpeg() {
                Some(bytes) => bytes.to_vec(),
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        jpeg::check_whole(&bytes)?;
        let mut decoder = JpegDecoder::new(ZCursor::new(bytes.as_slice()));
        let size = decoder.decode_headers().ok().and_then(|()| decoder.dimensions());
        let own = (self.layout.width as usize, self.layout.height as usize);
        Ok((size == Some(own)).then_some(bytes))
    }

    fn join_own_strips(&self) -> Result<Option<Vec<u8>>, DocumentError> {
        let Some(count) = self.layout.count_full_width_chunks() else { return Ok(None) };
        let mut strips = Vec::with_capacity(count);
        for index in 0..count {
            let packed = read_packed(&self.directory, &self.layout, index)?;
            strips.push(join_jpeg(&self.directory, packed));
        }
        Ok(match strips.as_slice() {
            [_] => strips.pop(),
            several => join_strips(several, self.layout.height),
        })
    }

    /// The first way to put a JPEG into a TIFF: a whole file, somewhere.
    fn find_old_jpeg(&self) -> Option<&[u8]> {
        let start = self.directory.number(tag::OLD_JPEG_START)?;
        let from = self.directory.source.bytes.get(start as usize..)?;
        let length = self.directory.number(tag::OLD_JPEG_LENGTH).map(|length| length as usize);
        let bytes = length.and_then(|length| from.get(..length)).unwrap_or(from);
        bytes.starts_with(b"\xFF\xD8\xFF").then_some(bytes)
    }
}

fn insert_adobe(jpeg: Vec<u8>) -> Vec<u8> {
    let is_marked = jpeg.windows(7).take(1024).any(|part| part == b"\0\x0EAdobe");
    match jpeg.split_at_checked(2) {
        Some((start, rest)) if !is_marked => [start, ADOBE_RGB, rest].concat(),
        _ => jpeg,
    }
}
