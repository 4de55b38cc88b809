//! Images from scanners and telephones: their size, a picture for the screen, PNG of the exotic
//! kinds.

use super::{jpeg, png_end, pnm};
use counter_documents::{DocumentError, Kind, OtherKind, Picture};
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::error::ImageError;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{AnimationDecoder, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Twice the pixels of A3 at 600 dpi to a side is beyond any scanner at a counter.
const MAX_SIDE: u32 = 20_000;
const MAX_ALLOCATED: u64 = 1024 * 1024 * 1024;
/// For the screen, and for pages that were approximate before they came here.
pub const QUALITY: u8 = 85;
pub const KEPT_QUALITY: u8 = 92;

fn image_error(error: ImageError) -> DocumentError {
    match error {
        ImageError::Limits(_) => DocumentError::TooLarge,
        ImageError::Unsupported(_) => DocumentError::NotTaken(OtherKind::ImageVariant),
        _ => DocumentError::Damaged,
    }
}

/// An image as it is meant to be looked at.
pub struct Decoded {
    pub image: DynamicImage,
    /// Not what a viewer that knows no more than the pixels would show.
    pub is_changed: bool,
}

/// Decodes everything, so that damage is found when a file is taken in, not later.
pub fn decode_image(bytes: &[u8]) -> Result<Decoded, DocumentError> {
    let (kind, start) = Kind::locate(bytes)?;
    let bytes = bytes.get(start..).unwrap_or_default();
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Bmp => ImageFormat::Bmp,
        Kind::Pnm => ImageFormat::Pnm,
        Kind::Gif => ImageFormat::Gif,
        Kind::Webp => ImageFormat::WebP,
        Kind::Pdf | Kind::Tiff => return Err(DocumentError::UnknownKind),
    };
    if format == ImageFormat::Jpeg {
        jpeg::check_whole(bytes)?;
    }
    let mut is_changed = start > 0;
    let outcome = match decode_as(bytes, format) {
        Err(DocumentError::Damaged) if format == ImageFormat::Png => {
            is_changed = true;
            let mended = png_end::add_end(bytes).ok_or(DocumentError::Damaged)?;
            decode_as(&mended, format)
        }
        outcome => outcome,
    };
    let (mut image, orientation) = outcome?;
    // Asked once its size is known to be in bounds.
    if is_moving(bytes, format) {
        return Err(DocumentError::NotTaken(OtherKind::Animation));
    }
    image.apply_orientation(orientation);
    let has_empty_alpha = has_empty_alpha(&image);
    if has_empty_alpha {
        image = DynamicImage::ImageRgb8(image.to_rgb8());
    }
    is_changed |= has_empty_alpha || orientation != Orientation::NoTransforms;
    Ok(Decoded { image, is_changed })
}

fn decode_as(
    bytes: &[u8],
    format: ImageFormat,
) -> Result<(DynamicImage, Orientation), DocumentError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOCATED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(image_error)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(image_error)?;
    Ok((image, orientation))
}

/// Of several pictures only the first would be kept.
fn is_moving(bytes: &[u8], format: ImageFormat) -> bool {
    match format {
        ImageFormat::Gif => GifDecoder::new(Cursor::new(bytes))
            .is_ok_and(|decoder| decoder.into_frames().take(2).filter(Result::is_ok).count() > 1),
        ImageFormat::WebP => {
            WebPDecoder::new(Cursor::new(bytes)).is_ok_and(|decoder| decoder.has_animation())
        }
        ImageFormat::Png => {
            png::Decoder::new(Cursor::new(bytes)).read_info().is_ok_and(|reader| {
                let info = reader.info();
                // A single frame is another picture than the plain one, where that is none of it.
                info.animation_control.as_ref().is_some_and(|animation| {
                    animation.num_frames > 1 || info.frame_control.is_none()
                })
            })
        }
        ImageFormat::Pnm => pnm::holds_several(bytes),
        _ => false,
    }
}

/// Some programs write an alpha and leave it at zero: every viewer would show an empty page.
fn has_empty_alpha(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.to_rgba8().pixels().all(|pixel| pixel.0[3] == 0)
}

/// Clockwise by quarter turns.
pub fn turn_image(image: DynamicImage, quarter_turns: u8) -> DynamicImage {
    match quarter_turns % 4 {
        1 => image.rotate90(),
        2 => image.rotate180(),
        3 => image.rotate270(),
        _ => image,
    }
}

/// At most `max_width` wide; a plain file that needs no change is handed on byte for byte.
pub fn render_image(
    bytes: Vec<u8>,
    kind: Kind,
    quarter_turns: u8,
    max_width: u32,
) -> Result<Picture, DocumentError> {
    let Decoded { image, is_changed } = decode_image(&bytes)?;
    let is_turned = is_changed || !quarter_turns.is_multiple_of(4);
    if kind.is_plain() && !is_turned && image.width() <= max_width {
        let (width, height) = (image.width(), image.height());
        return Ok(Picture { media: kind.media_type().to_owned(), bytes, width, height });
    }
    render_decoded(image, quarter_turns, max_width)
}

/// At most `max_width` wide.
pub fn render_decoded(
    image: DynamicImage,
    quarter_turns: u8,
    max_width: u32,
) -> Result<Picture, DocumentError> {
    // Smaller first: turning then moves fewer pixels.
    let side = if quarter_turns.is_multiple_of(2) { image.width() } else { image.height() };
    let image = narrow_image(image, side, max_width.max(1));
    encode_jpeg(&turn_image(image, quarter_turns), QUALITY)
}

fn narrow_image(image: DynamicImage, side: u32, max_side: u32) -> DynamicImage {
    if side <= max_side {
        return image;
    }
    let scaled =
        |length: u32| (u64::from(length) * u64::from(max_side) / u64::from(side)).max(1) as u32;
    image.resize_exact(scaled(image.width()), scaled(image.height()), FilterType::Triangle)
}

/// JPEG on white paper.
pub fn encode_jpeg(image: &DynamicImage, quality: u8) -> Result<Picture, DocumentError> {
    let (width, height) = (image.width(), image.height());
    let opaque = if image.color().has_alpha() { paint_on_white(image) } else { image.to_rgb8() };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(&opaque)
        .map_err(image_error)?;
    Ok(Picture { media: Kind::Jpeg.media_type().to_owned(), bytes, width, height })
}

pub fn paint_on_white(image: &DynamicImage) -> image::RgbImage {
    let source = image.to_rgba8();
    image::RgbImage::from_fn(source.width(), source.height(), |x, y| {
        let [red, green, blue, alpha] = source.get_pixel(x, y).0;
        let over = |part: u8| {
            let alpha = u32::from(alpha);
            ((u32::from(part) * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

/// The image as PNG, without loss; black and white takes a bit a pixel.
pub fn encode_png(image: &DynamicImage) -> Result<Vec<u8>, DocumentError> {
    if let Some(grey) = image.as_luma8()
        && grey.as_raw().iter().all(|shade| matches!(shade, 0 | 255))
    {
        return encode_two_shades(grey);
    }
    let write = |image: &DynamicImage| {
        let mut png = Vec::new();
        let (packing, filter) = (CompressionType::Fast, PngFilter::Adaptive);
        let encoder = PngEncoder::new_with_quality(&mut png, packing, filter);
        image.write_with_encoder(encoder).map(|()| png)
    };
    // What PNG cannot hold (floating point) is brought to eight bits.
    write(image)
        .or_else(|_| write(&DynamicImage::ImageRgba8(image.to_rgba8())))
        .map_err(image_error)
}

fn encode_two_shades(grey: &image::GrayImage) -> Result<Vec<u8>, DocumentError> {
    let pack = |pixels: &[u8]| {
        let bit = |(place, shade): (usize, &u8)| (shade & 1) << (7 - place);
        pixels.iter().enumerate().map(bit).sum::<u8>()
    };
    let rows = grey.as_raw().chunks(grey.width().max(1) as usize);
    let bits: Vec<u8> = rows.flat_map(|row| row.chunks(8).map(pack)).collect();
    encode_bits(grey.width(), grey.height(), &bits)
}

/// A bit a pixel, white is one; each row begins with a byte of its own.
pub fn encode_bits(width: u32, height: u32, rows: &[u8]) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().map_err(|_| DocumentError::Damaged)?;
    writer.write_image_data(rows).map_err(|_| DocumentError::Damaged)?;
    writer.finish().map_err(|_| DocumentError::Damaged)?;
    Ok(bytes)
}
