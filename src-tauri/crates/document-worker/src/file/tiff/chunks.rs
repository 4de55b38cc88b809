//! The strips or tiles of a page, put together: one byte a sample, the samples of a pixel beside
//! each other.

use super::directory::{Directory, NOT_READ};
use super::expand::{compression, expand_bytes};
use super::fax::expand_fax;
use super::layout::{Layout, MAX_SIDE, PALETTE};
use super::samples::{self, Depth};
use super::source::tag;
use crate::file::jpeg;
use counter_documents::DocumentError;
use std::borrow::Cow;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The bytes of a strip or tile as they stand in the file.
pub fn read_packed<'a>(
    directory: &Directory<'a>,
    layout: &Layout,
    index: usize,
) -> Result<&'a [u8], DocumentError> {
    let (offsets, lengths) = match layout.is_tiled {
        true => (tag::TILE_OFFSETS, tag::TILE_LENGTHS),
        false => (tag::STRIP_OFFSETS, tag::STRIP_LENGTHS),
    };
    let start = *directory.numbers(offsets).get(index).ok_or(DocumentError::Damaged)?;
    let source = directory.source;
    let lengths = directory.numbers(lengths);
    let are_known = lengths.iter().any(|length| *length > 0);
    let rest = source.bytes.get(start as usize..).ok_or(DocumentError::Damaged)?;
    // Old writers leave the lengths out, or all at 0; some count rows that the last strip has not. A
    // strip is then as long as it needs to be, and what is missing shows when it is unpacked.
    let known = lengths.get(index).filter(|_| are_known);
    Ok(known.and_then(|length| rest.get(..*length as usize)).unwrap_or(rest))
}

/// A JPEG as a file of its own: the tables that all strips share go before its data.
pub fn join_jpeg(directory: &Directory<'_>, packed: &[u8]) -> Vec<u8> {
    let tables =
        directory.raw(tag::JPEG_TABLES).and_then(|tables| tables.strip_suffix(b"\xFF\xD9"));
    match (tables, packed.strip_prefix(b"\xFF\xD8")) {
        (Some(tables), Some(data)) => [tables, data].concat(),
        _ => packed.to_vec(),
    }
}

/// All samples of the page: those of a palette as they are, others from 0 to 255.
pub fn read_samples(directory: &Directory<'_>, layout: &Layout) -> Result<Vec<u8>, DocumentError> {
    let (width, height) = (layout.width as usize, layout.height as usize);
    let mut page = vec![0; width * height * layout.samples];
    let (across, down) = (
        layout.width.div_ceil(layout.chunk.0) as usize,
        layout.height.div_ceil(layout.chunk.1) as usize,
    );
    let planes = if layout.has_planes { layout.samples } else { 1 };
    for index in 0..across * down * planes {
        let (plane, place) = (index / (across * down), index % (across * down));
        let (x, y) =
            (place % across * layout.chunk.0 as usize, place / across * layout.chunk.1 as usize);
        let rows = if layout.is_tiled {
            layout.chunk.1 as usize
        } else {
            (height - y).min(layout.chunk.1 as usize)
        };
        let chunk = expand_chunk(directory, layout, index, rows)?;
        let inner = layout.samples_in_chunk();
        let visible = (width - x).min(layout.chunk.0 as usize);
        for row in 0..rows.min(height - y) {
            let from = chunk
                .samples
                .get(row * chunk.stride..row * chunk.stride + visible * inner)
                .ok_or(DocumentError::Damaged)?;
            let start = ((y + row) * width + x) * layout.samples + plane;
            let to = page.get_mut(start..).unwrap_or_default();
            if inner == layout.samples {
                to.get_mut(..from.len()).unwrap_or_default().copy_from_slice(from);
            } else {
                to.iter_mut().step_by(layout.samples).zip(from).for_each(|(to, from)| *to = *from);
            }
        }
    }
    Ok(page)
}

/// Unpacked samples; `stride` of them make a row.
struct Chunk {
    samples: Vec<u8>,
    stride: usize,
}

fn expand_chunk(
    directory: &Directory<'_>,
    layout: &Layout,
    index: usize,
    rows: usize,
) -> Result<Chunk, DocumentError> {
    let packed = read_packed(directory, layout, index)?;
    if layout.compression == compression::JPEG {
        return expand_jpeg(&join_jpeg(directory, packed), layout);
    }
    let inner = layout.samples_in_chunk();
    let width = layout.chunk.0 as usize;
    let depth = Depth {
        bits: layout.bits,
        is_big_endian: directory.source.is_big_endian(),
        is_index: layout.photometric == PALETTE,
    };
    let stride = width * inner;
    if layout.is_subsampled() {
        if layout.bits != 8 || inner != 3 {
            return Err(NOT_READ);
        }
        let packed = in_own_order(directory, packed);
        let units = samples::Subsampling::new(layout.subsampling)?;
        let bytes = expand_bytes(layout.compression, &packed, units.packed_length(width, rows))?;
        return Ok(Chunk { samples: units.spread(&bytes, width, rows), stride });
    }
    let mut bytes = expand_rows(directory, layout, index, rows)?;
    if directory.number(tag::PREDICTOR).unwrap_or(1) != 1 && layout.may_hold_differences() {
        let row = (stride * layout.bits as usize).div_ceil(8);
        samples::undo_differences(directory, &mut bytes, row, inner, depth)?;
    }
    Ok(Chunk { samples: samples::spread_rows(&bytes, stride, rows, depth)?, stride })
}

/// The rows of a strip or tile as they were before they were packed.
pub fn expand_rows(
    directory: &Directory<'_>,
    layout: &Layout,
    index: usize,
    rows: usize,
) -> Result<Vec<u8>, DocumentError> {
    let packed = in_own_order(directory, read_packed(directory, layout, index)?);
    if layout.is_fax() {
        if layout.bits != 1 || layout.samples_in_chunk() != 1 {
            return Err(NOT_READ);
        }
        let options = directory.number(tag::T4_OPTIONS).unwrap_or(0);
        return expand_fax(layout.compression, options, &packed, (layout.chunk.0, rows as u32));
    }
    let samples = layout.chunk.0 as usize * layout.samples_in_chunk();
    let row = (samples * layout.bits as usize).div_ceil(8);
    Ok(expand_bytes(layout.compression, &packed, row * rows)?.into_owned())
}

/// Some devices write the bits of each byte the other way round.
fn in_own_order<'a>(directory: &Directory<'_>, packed: &'a [u8]) -> Cow<'a, [u8]> {
    match directory.number(tag::FILL_ORDER) {
        Some(2) => Cow::Owned(packed.iter().map(|byte| byte.reverse_bits()).collect()),
        _ => Cow::Borrowed(packed),
    }
}

fn expand_jpeg(bytes: &[u8], layout: &Layout) -> Result<Chunk, DocumentError> {
    jpeg::check_whole(bytes)?;
    let side = MAX_SIDE as usize;
    let options = DecoderOptions::default().set_max_width(side).set_max_height(side);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| DocumentError::Damaged)?;
    // As they are: what they mean is the directory's to say.
    let space = decoder.input_colorspace().ok_or(DocumentError::Damaged)?;
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let samples = decoder.decode().map_err(|_| DocumentError::Damaged)?;
    let (width, _) = decoder.dimensions().ok_or(DocumentError::Damaged)?;
    if space.num_components() != layout.samples_in_chunk() || layout.bits != 8 {
        return Err(NOT_READ);
    }
    Ok(Chunk { samples, stride: width * space.num_components() })
}
