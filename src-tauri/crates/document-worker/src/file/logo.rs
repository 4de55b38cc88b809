//! The logo of a place: a picture from outside, of which papers bear the pixels and nothing else.

use super::raster::{decode_image, encode_png, paint_on_white};
use counter_documents::{DocumentError, Kind, OtherKind, Picture};
use image::DynamicImage;
use image::imageops::FilterType;

/// Some 26 mm at 600 dpi: more is seen on no paper.
const MAX_SIDE: u32 = 600;

/// PNG on white, without whatever else the file held: text, profiles, what stands after its end.
pub fn rewrite_logo(bytes: &[u8]) -> Result<Picture, DocumentError> {
    if !matches!(Kind::detect(bytes)?, Kind::Png | Kind::Jpeg) {
        return Err(DocumentError::NotTaken(OtherKind::ImageVariant));
    }
    let image = decode_image(bytes)?.image;
    let image = match image.width().max(image.height()) > MAX_SIDE {
        true => image.resize(MAX_SIDE, MAX_SIDE, FilterType::Triangle),
        false => image,
    };
    let opaque = if image.color().has_alpha() { paint_on_white(&image) } else { image.to_rgb8() };
    let (width, height) = opaque.dimensions();
    let bytes = encode_png(&DynamicImage::ImageRgb8(opaque))?;
    Ok(Picture { media: Kind::Png.media_type().to_owned(), bytes, width, height })
}
