//! What a file from outside turned out to be, and what the worker makes of one.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The kinds of file the counter takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Pdf,
    Jpeg,
    Png,
    Tiff,
    Bmp,
    Pnm,
    Gif,
    Webp,
}

impl Kind {
    /// The kind by the file's first bytes; a name or an extension proves nothing.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        // A PDF may be preceded by some bytes of rubbish; readers look through the first kilobyte.
        let opening = bytes.get(..1024).unwrap_or(bytes);
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Self::Tiff),
            [b'B', b'M', ..] if bytes.len() > 26 => Some(Self::Bmp),
            [b'P', b'1'..=b'7', b' ' | b'\n' | b'\r' | b'\t', ..] => Some(Self::Pnm),
            [b'G', b'I', b'F', b'8', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ if opening.windows(5).any(|five| five == b"%PDF-") => Some(Self::Pdf),
            _ => None,
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
            Self::Pnm => "image/x-portable-anymap",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }

    /// Whether every back office and every viewer takes the file as it is.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Pdf | Self::Jpeg | Self::Png)
    }
}

/// What a file is. Width and height are those of the first page: pixels of an image, points of a
/// PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspected {
    pub kind: Kind,
    pub pages: u32,
    pub width: u32,
    pub height: u32,
}

/// A file as the vault keeps it: PDF, JPEG or PNG.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedFile {
    pub media: String,
    /// At least one.
    pub pages: u32,
    pub bytes: Vec<u8>,
}

impl fmt::Debug for OpenedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpenedFile({}, {} pages)", self.media, self.pages)
    }
}

/// A finished form.
#[derive(Clone, PartialEq, Eq)]
pub struct Typeset {
    pub pdf: Vec<u8>,
    pub pages: u32,
    /// Characters that no font has, by their codes (`U+E863`): each is printed as 〓 and its code.
    pub missing: Vec<String>,
}

impl fmt::Debug for Typeset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typeset({} pages)", self.pages)
    }
}

/// A page as the screen can show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub media: String,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} {}x{})", self.media, self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn the_first_bytes_tell_the_kind() {
        assert_eq!(Kind::from_bytes(b"%PDF-1.7\n"), Some(Kind::Pdf));
        assert_eq!(Kind::from_bytes(b"\xEF\xBB\xBF%PDF-1.4"), Some(Kind::Pdf));
        assert_eq!(Kind::from_bytes(&[0xFF, 0xD8, 0xFF, 0xE0]), Some(Kind::Jpeg));
        assert_eq!(Kind::from_bytes(b"II*\0"), Some(Kind::Tiff));
        assert_eq!(Kind::from_bytes(b"P6 2 2 255 "), Some(Kind::Pnm));
        assert_eq!(Kind::from_bytes(b"PK\x03\x04"), None);
        assert_eq!(Kind::from_bytes(b""), None);
    }
}
