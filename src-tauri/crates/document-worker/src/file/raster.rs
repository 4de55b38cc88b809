//! Images from scanners and telephones: their size, a picture for the screen, PNG of the exotic
//! kinds.

use counter_documents::{DocumentError, Kind, Picture};
use image::codecs::jpeg::JpegEncoder;
use image::error::ImageError;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Twice the pixels of A3 at 600 dpi to a side is beyond any scanner at a counter.
const MAX_SIDE: u32 = 20_000;
const MAX_ALLOCATED: u64 = 1024 * 1024 * 1024;
const QUALITY: u8 = 85;

fn image_error(error: ImageError) -> DocumentError {
    match error {
        ImageError::Limits(_) => DocumentError::TooLarge,
        ImageError::Unsupported(_) => DocumentError::UnknownKind,
        _ => DocumentError::Damaged,
    }
}

/// The image as the camera meant it to be looked at, and whether that needed a turn.
fn decode_image(bytes: &[u8]) -> Result<(DynamicImage, bool), DocumentError> {
    check_end(bytes)?;
    let format = match Kind::from_bytes(bytes) {
        Some(Kind::Jpeg) => ImageFormat::Jpeg,
        Some(Kind::Png) => ImageFormat::Png,
        Some(Kind::Tiff) => ImageFormat::Tiff,
        Some(Kind::Bmp) => ImageFormat::Bmp,
        Some(Kind::Pnm) => ImageFormat::Pnm,
        Some(Kind::Gif) => ImageFormat::Gif,
        Some(Kind::Webp) => ImageFormat::WebP,
        Some(Kind::Pdf) | None => return Err(DocumentError::UnknownKind),
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOCATED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(image_error)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(image_error)?;
    image.apply_orientation(orientation);
    Ok((image, orientation != Orientation::NoTransforms))
}

/// A JPEG cut short decodes to grey below the cut; only the missing end mark tells.
fn check_end(bytes: &[u8]) -> Result<(), DocumentError> {
    let is_cut = Kind::from_bytes(bytes) == Some(Kind::Jpeg)
        && !bytes.windows(2).rev().any(|pair| pair == [0xFF, 0xD9]);
    if is_cut { Err(DocumentError::Damaged) } else { Ok(()) }
}

/// Width and height as looked at. Decodes everything, so that damage is found when a file is taken
/// in, not later.
pub fn measure_image(bytes: &[u8]) -> Result<(u32, u32), DocumentError> {
    let (image, _) = decode_image(bytes)?;
    Ok((image.width(), image.height()))
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
    let (image, is_oriented) = decode_image(&bytes)?;
    let turned = is_oriented || !quarter_turns.is_multiple_of(4);
    if kind.is_plain() && !turned && image.width() <= max_width {
        let (width, height) = (image.width(), image.height());
        return Ok(Picture { media: kind.media_type().to_owned(), bytes, width, height });
    }
    // Smaller first: turning then moves fewer pixels.
    let side = if quarter_turns.is_multiple_of(2) { image.width() } else { image.height() };
    let image = narrow_image(image, side, max_width.max(1));
    encode_jpeg(&turn_image(image, quarter_turns))
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
pub fn encode_jpeg(image: &DynamicImage) -> Result<Picture, DocumentError> {
    let (width, height) = (image.width(), image.height());
    let opaque = if image.color().has_alpha() { paint_on_white(image) } else { image.to_rgb8() };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&opaque)
        .map_err(image_error)?;
    Ok(Picture { media: Kind::Jpeg.media_type().to_owned(), bytes, width, height })
}

fn paint_on_white(image: &DynamicImage) -> image::RgbImage {
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

/// The image as PNG, without loss.
pub fn encode_png(bytes: &[u8]) -> Result<Vec<u8>, DocumentError> {
    let (image, _) = decode_image(bytes)?;
    let mut png = Cursor::new(Vec::new());
    // What PNG cannot hold (floating point, CMYK) is brought to eight bits.
    if image.write_to(&mut png, ImageFormat::Png).is_err() {
        png = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(image.to_rgba8())
            .write_to(&mut png, ImageFormat::Png)
            .map_err(image_error)?;
    }
    Ok(png.into_inner())
}
