//! The one list of the kinds of file that the counter takes in. The worker, the desk and the
//! window's chooser all go by it.

use serde::{Deserialize, Serialize};

/// The kinds of file the counter takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Pdf,
    Jpeg,
    Png,
    Tiff,
    Bmp,
    Gif,
    Webp,
    Pnm,
}

impl Kind {
    /// All of them, those that people bring first.
    pub const ALL: [Self; 8] =
        [Self::Pdf, Self::Jpeg, Self::Png, Self::Tiff, Self::Bmp, Self::Gif, Self::Webp, Self::Pnm];

    pub(super) fn from_first_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Self::Tiff),
            [b'B', b'M', ..] if has_bitmap_header(bytes) => Some(Self::Bmp),
            [b'P', b'1'..=b'7', b' ' | b'\n' | b'\r' | b'\t', ..] => Some(Self::Pnm),
            [b'G', b'I', b'F', b'8', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => None,
        }
    }

    /// The name under which people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Pnm => "PNM",
        }
    }

    /// The media type under which a file of this kind is kept.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Tiff => "image/tiff",
            Self::Bmp => "image/bmp",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Pnm => "image/x-portable-anymap",
        }
    }

    /// How names of such files end.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Tiff => &["tif", "tiff"],
            Self::Bmp => &["bmp", "dib"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Pnm => &["pnm", "pbm", "pgm", "ppm"],
        }
    }

    /// Whether every back office and every viewer takes the file as it is.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Pdf | Self::Jpeg | Self::Png)
    }
}

/// Many a text begins with these two letters; a bitmap says next how long its header is.
fn has_bitmap_header(bytes: &[u8]) -> bool {
    matches!(bytes.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DocumentError, OtherKind};

    #[test]
    fn the_first_bytes_tell_the_kind() {
        assert_eq!(Kind::detect(b"%PDF-1.7\n"), Ok(Kind::Pdf));
        assert_eq!(Kind::detect(b"\xEF\xBB\xBF%PDF-1.4"), Ok(Kind::Pdf));
        assert_eq!(Kind::detect(&[0xFF, 0xD8, 0xFF, 0xE0]), Ok(Kind::Jpeg));
        assert_eq!(Kind::detect(b"II*\0"), Ok(Kind::Tiff));
        assert_eq!(Kind::detect(b"P6 2 2 255 "), Ok(Kind::Pnm));
        assert_eq!(Kind::detect(b""), Err(DocumentError::Empty));
        assert_eq!(Kind::detect(&[0; 70_000]), Err(DocumentError::Empty), "a copy that broke off");
        assert_eq!(Kind::detect(&[1, 2, 3, 4, 5]), Err(DocumentError::UnknownKind));
    }

    #[test]
    fn a_pdf_inside_of_an_archive_is_an_archive() {
        let mut zip = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0".to_vec();
        zip.extend(b"a.pdf%PDF-1.7\n1 0 obj");
        assert_eq!(Kind::detect(&zip), Err(DocumentError::NotTaken(OtherKind::Archive)));
    }

    #[test]
    fn every_kind_has_a_name_a_media_type_and_endings_of_its_own() {
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            assert!(!kind.name().is_empty() && !kind.extensions().is_empty());
            for other in &Kind::ALL[at + 1..] {
                assert_ne!(kind.media_type(), other.media_type());
                assert!(kind.extensions().iter().all(|end| !other.extensions().contains(end)));
            }
        }
    }
}
