//! Images from scanners and telephones: their size, a picture for the screen, PNG of the exotic kinds.

use counter_documents::{DocumentError, Kind};
use image::codecs::jpeg::JpegEncoder;
use image::error::ImageError;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Twice the pixels of A3 at 600 dpi to a side is beyond any scanner at a counter.
const MOST_SIDE: u32 = 20_000;
const MOST_ALLOCATED: u64 = 1024 * 1024 * 1024;
const QUALITY: u8 = 85;

/// A picture ready for the screen.
pub struct Shown {
    pub media: &'static str,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

fn condition(error: ImageError) -> DocumentError {
    match error {
        ImageError::Limits(_) => DocumentError::TooLarge,
        ImageError::Unsupported(_) => DocumentError::UnknownKind,
        _ => DocumentError::Damaged,
    }
}

/// The image as the camera meant it to be looked at, and whether that needed a turn.
fn decode(bytes: &[u8]) -> Result<(DynamicImage, bool), DocumentError> {
    whole(bytes)?;
    let format = match Kind::of(bytes) {
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
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_ALLOCATED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(condition)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(condition)?;
    image.apply_orientation(orientation);
    Ok((image, orientation != Orientation::NoTransforms))
}

/// A JPEG cut short decodes to grey below the cut; only the missing end mark tells.
fn whole(bytes: &[u8]) -> Result<(), DocumentError> {
    let cut = Kind::of(bytes) == Some(Kind::Jpeg) && !bytes.windows(2).rev().any(|two| two == [0xFF, 0xD9]);
    if cut { Err(DocumentError::Damaged) } else { Ok(()) }
}

/// Width and height as looked at. Decodes everything, so that damage is found when a file is taken in, not later.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), DocumentError> {
    let (image, _) = decode(bytes)?;
    Ok((image.width(), image.height()))
}

/// Clockwise by quarter turns.
pub fn turn(image: DynamicImage, quarter_turns: u8) -> DynamicImage {
    match quarter_turns % 4 {
        1 => image.rotate90(),
        2 => image.rotate180(),
        3 => image.rotate270(),
        _ => image,
    }
}

/// At most `max_width` wide; a plain file that needs no change is handed on byte for byte.
pub fn shown(bytes: Vec<u8>, kind: Kind, quarter_turns: u8, max_width: u32) -> Result<Shown, DocumentError> {
    let (image, turned) = decode(&bytes)?;
    let turned = turned || !quarter_turns.is_multiple_of(4);
    if kind.is_plain() && !turned && image.width() <= max_width {
        let (width, height) = (image.width(), image.height());
        return Ok(Shown { media: kind.media(), bytes, width, height });
    }
    // Smaller first: turning then moves fewer pixels.
    let side = if quarter_turns.is_multiple_of(2) { image.width() } else { image.height() };
    let image = narrowed(image, side, max_width.max(1));
    as_jpeg(&turn(image, quarter_turns))
}

fn narrowed(image: DynamicImage, side: u32, most: u32) -> DynamicImage {
    if side <= most {
        return image;
    }
    let scaled = |length: u32| (u64::from(length) * u64::from(most) / u64::from(side)).max(1) as u32;
    image.resize_exact(scaled(image.width()), scaled(image.height()), FilterType::Triangle)
}

/// JPEG on white paper.
pub fn as_jpeg(image: &DynamicImage) -> Result<Shown, DocumentError> {
    let (width, height) = (image.width(), image.height());
    let opaque = if image.color().has_alpha() { on_white(image) } else { image.to_rgb8() };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&opaque).map_err(condition)?;
    Ok(Shown { media: Kind::Jpeg.media(), bytes, width, height })
}

fn on_white(image: &DynamicImage) -> image::RgbImage {
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
pub fn as_png(bytes: &[u8]) -> Result<Vec<u8>, DocumentError> {
    let (image, _) = decode(bytes)?;
    let mut png = Cursor::new(Vec::new());
    // What PNG cannot hold (floating point, CMYK) is brought to eight bits.
    if image.write_to(&mut png, ImageFormat::Png).is_err() {
        png = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(image.to_rgba8()).write_to(&mut png, ImageFormat::Png).map_err(condition)?;
    }
    Ok(png.into_inner())
}
