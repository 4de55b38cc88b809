//! What a file that is not taken says of itself in its bytes.

use super::other_kind::OtherKind;
use super::side_file::{is_side_file, is_side_text};

impl OtherKind {
    /// By what the file says of itself in its first bytes.
    pub fn from_signature(bytes: &[u8]) -> Option<Self> {
        if let Some(kind) = bytes.get(4..12).and_then(media_container) {
            return Some(kind);
        }
        if is_locked_by_firm(bytes) {
            return Some(Self::FirmLocked);
        }
        if is_side_file(bytes) {
            return Some(Self::SideFile);
        }
        let kind = match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => packed_kind(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => compound_kind(bytes),
            [0xFF, 0x0A, ..] => Self::JpegXl,
            [0xFF, 0x4F, 0xFF, 0x51, ..] => Self::Jpeg2000,
            [b'8', b'B', b'P', b'S', ..] => Self::Photoshop,
            [b'I', b'I', 43, 0, ..] | [b'M', b'M', 0, 43, ..] => Self::BigTiff,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', ..] => Self::Video,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Self::Audio,
            [0x1A, 0x45, 0xDF, 0xA3, ..] | [b'F', b'L', b'V', 1, ..] => Self::Video,
            [0, 0, 1, 0xBA | 0xB3, ..] | [b'.', b'R', b'M', b'F', ..] => Self::Video,
            [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, ..] => Self::Video,
            [b'I', b'D', b'3', ..] | [b'O', b'g', b'g', b'S', ..] => Self::Audio,
            [b'f', b'L', b'a', b'C', ..] | [b'#', b'!', b'A', b'M', b'R', ..] => Self::Audio,
            [0xFF, 0xFB | 0xFA | 0xF3 | 0xF2 | 0xE3 | 0xF1 | 0xF9, ..] => Self::Audio,
            [b'F', b'O', b'R', b'M', _, _, _, _, b'A', b'I', b'F', b'F' | b'C', ..] => Self::Audio,
            [0, 0, 1 | 2, 0, 1..=64, 0, ..] => Self::Icon,
            [0xD7, 0xCD, 0xC6, 0x9A, ..] => Self::Vector,
            [0x7F, b'E', b'L', b'F', ..] => Self::Program,
            [b'L', 0, 0, 0, 1, 0x14, 2, 0, ..] => Self::Shortcut,
            [0x78, 0x9F, 0x3E, 0x22, ..] => Self::Email,
            [7, 8, b'V', b'1' | b'2', 8, 7, ..] => Self::WechatCache,
            _ if bytes.get(128..132) == Some(b"DICM") => Self::Dicom,
            _ if bytes.starts_with(b"bplist00") && contains(bytes, b"NSURLNameKey") => {
                Self::Placeholder
            }
            [0x1F, 0x8B, 8, ..] | [0xFD, b'7', b'z', b'X', b'Z', ..] => Self::Archive,
            [b'7', b'z', 0xBC, 0xAF, ..] | [0x28, 0xB5, 0x2F, 0xFD, ..] => Self::Archive,
            [b'M', b'Z', ..] if has_zero_byte(bytes) => Self::Program,
            _ if bytes.get(257..262) == Some(b"ustar") => Self::Archive,
            _ if bytes.get(40..44) == Some(b" EMF") => Self::Vector,
            _ => return from_opening_words(bytes),
        };
        Some(kind)
    }

    /// By being a text at all; asked last.
    pub fn from_text(bytes: &[u8]) -> Option<Self> {
        let opening = bytes.get(..4096).unwrap_or(bytes);
        if matches!(opening, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            let letters = opening.iter().skip(2).filter(|byte| **byte != 0).copied();
            let letters = letters.take(256).collect::<Vec<u8>>().to_ascii_lowercase();
            let is_side = is_side_text(&String::from_utf8_lossy(&letters));
            return Some(if is_side { Self::SideFile } else { Self::Text });
        }
        let opening = opening.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(opening);
        let has_control = opening.iter().any(|byte| *byte < 0x20 && !b"\t\n\r\x0C".contains(byte));
        if opening.len() < 2 || has_control {
            return None;
        }
        let words = opening.trim_ascii_start();
        let start = String::from_utf8_lossy(words.get(..256).unwrap_or(words)).to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
        Some(if begins(&["<!doctype html", "<html", "<head", "<body"]) || start.contains("<html") {
            Self::WebPage
        } else if start.contains("<svg") {
            Self::Vector
        } else if is_side_text(&start) {
            Self::SideFile
        } else if begins(&["<?xml"]) && start.contains("<!doctype plist") {
            // A Mac keeps the address of a page so.
            Self::Shortcut
        } else if start.contains("snapshot-content-location:") || begins(&["from: <saved by"]) {
            Self::WebPage
        } else if begins(&["<?xml", "<!doctype"]) {
            Self::Xml
        } else if begins(&["mime-version:", "received:", "return-path:", "delivered-to:", "from:"])
        {
            Self::Email
        } else if begins(&["[internetshortcut]", "[desktop entry]"]) {
            Self::Shortcut
        } else {
            Self::Text
        })
    }

    /// By a picture under a mask of one byte, as WeChat keeps those of its chats; asked last of all.
    pub fn from_mask(bytes: &[u8]) -> Option<Self> {
        let [first, ..] = *bytes else { return None };
        let lies_at = |at: usize, plain: &[u8], mask: u8| {
            let part = bytes.get(at..at + plain.len()).unwrap_or_default();
            !part.is_empty() && part.iter().zip(plain).all(|(byte, plain)| byte ^ mask == *plain)
        };
        let is_jpeg = |mask: u8| {
            lies_at(0, b"\xFF\xD8\xFF", mask)
                && (lies_at(6, b"JFIF", mask) || lies_at(6, b"Exif", mask))
        };
        let is_masked = is_jpeg(first ^ 0xFF) || lies_at(0, b"\x89PNG\r\n\x1A\n", first ^ 0x89);
        is_masked.then_some(Self::WechatCache)
    }
}

/// The brand of a container that holds pictures, moving pictures or sound (ISO 14496-12).
fn media_container(eight: &[u8]) -> Option<OtherKind> {
    let (box_kind, brand) = eight.split_at_checked(4)?;
    match box_kind {
        b"ftyp" => Some(match brand {
            b"avif" | b"avis" => OtherKind::Avif,
            [b'h', b'e', ..] | b"mif1" | b"msf1" => OtherKind::Heic,
            b"M4A " | b"M4B " => OtherKind::Audio,
            b"crx " => OtherKind::Drawing,
            _ => OtherKind::Video,
        }),
        b"moov" | b"mdat" | b"wide" => Some(OtherKind::Video),
        b"jP  " => Some(OtherKind::Jpeg2000),
        b"JXL " => Some(OtherKind::JpegXl),
        _ => None,
    }
}

/// Programs by which firms lock every file that is written on their computers (绿盾, 亿赛通): outside
/// nobody opens it, whatever its name says.
fn is_locked_by_firm(bytes: &[u8]) -> bool {
    let opening = bytes.get(..64).unwrap_or(bytes);
    bytes.starts_with(b"%TSD-Header-###%") || contains(opening, b"E-SafeNet")
}

fn from_opening_words(bytes: &[u8]) -> Option<OtherKind> {
    const WORDS: [(&[u8], OtherKind); 16] = [
        (b"Rar!\x1A\x07", OtherKind::Archive),
        (b"{\\rtf", OtherKind::RichText),
        (b"%!PS", OtherKind::PostScript),
        (b"\xC5\xD0\xD3\xC6", OtherKind::PostScript),
        (b"AT&TFORM", OtherKind::Djvu),
        (b"Foundr CEB", OtherKind::Ceb),
        (b"CAJ\0", OtherKind::Caj),
        (b"HN\0\0", OtherKind::Caj),
        (b"KDH ", OtherKind::Caj),
        (b"AC10", OtherKind::Drawing),
        (b"FUJIFILMCCD-RAW", OtherKind::Drawing),
        (b"IIRO", OtherKind::Drawing),
        (b"IIU\0", OtherKind::Drawing),
        (b"gimp xcf", OtherKind::Photoshop),
        (b"BZh", OtherKind::Archive),
        (b"MSCF\0", OtherKind::Archive),
    ];
    WORDS.iter().find(|(words, _)| bytes.starts_with(words)).map(|(_, kind)| *kind)
}

/// A ZIP is what the names in it say: the papers of most programs are one.
fn packed_kind(bytes: &[u8]) -> OtherKind {
    const NAMES: [(&[u8], OtherKind); 11] = [
        (b"OFD.xml", OtherKind::Ofd),
        (b"word/", OtherKind::Word),
        (b"xl/", OtherKind::Sheet),
        (b"ppt/", OtherKind::Slides),
        (b"vnd.oasis.opendocument", OtherKind::OpenDocument),
        (b"application/epub+zip", OtherKind::Ebook),
        (b"FixedDocSeq", OtherKind::Xps),
        (b"FixedDocumentSequence", OtherKind::Xps),
        (b"Index/Document.iwa", OtherKind::Office),
        (b"AndroidManifest.xml", OtherKind::Program),
        (b"META-INF/MANIFEST.MF", OtherKind::Program),
    ];
    // The list of names stands at the end, the first names at the beginning.
    const PART: usize = 64 * 1024;
    let head = bytes.get(..PART).unwrap_or(bytes);
    let tail = bytes.last_chunk::<PART>().map_or(bytes, |tail| tail.as_slice());
    let holds = |name: &[u8]| contains(head, name) || contains(tail, name);
    NAMES.iter().find(|(name, _)| holds(name)).map_or(OtherKind::Archive, |(_, kind)| *kind)
}

/// The older papers of offices: a container whose entries have names in UTF-16.
fn compound_kind(bytes: &[u8]) -> OtherKind {
    const NAMES: [(&str, OtherKind); 9] = [
        ("EncryptedPackage", OtherKind::OfficeLocked),
        ("WordDocument", OtherKind::Word),
        ("Workbook", OtherKind::Sheet),
        ("PowerPoint Document", OtherKind::Slides),
        ("__substg1.0_", OtherKind::Email),
        ("Book", OtherKind::Sheet),
        // Small pictures of a folder, by the names that Windows has given them one after the other.
        ("Catalog", OtherKind::SideFile),
        ("256_", OtherKind::SideFile),
        ("96_", OtherKind::SideFile),
    ];
    const MOST: usize = 8 * 1024 * 1024;
    let part = bytes.get(..MOST).unwrap_or(bytes);
    let holds = |name: &str| {
        let wide: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
        contains(part, &wide)
    };
    NAMES.iter().find(|(name, _)| holds(name)).map_or(OtherKind::Office, |(_, kind)| *kind)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn has_zero_byte(bytes: &[u8]) -> bool {
    bytes.iter().take(64).any(|byte| *byte == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DocumentError, Kind};

    fn told(bytes: &[u8]) -> Option<OtherKind> {
        match Kind::detect(bytes) {
            Err(DocumentError::NotTaken(kind)) => Some(kind),
            _ => None,
        }
    }

    fn zip(name: &str) -> Vec<u8> {
        [b"PK\x03\x04\x14\0\0\0\0\0".as_slice(), name.as_bytes(), b"PK\x05\x06"].concat()
    }

    fn compound(name: &str) -> Vec<u8> {
        let wide = name.bytes().flat_map(|byte| [byte, 0]);
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".iter().copied().chain(wide).collect()
    }

    fn mask_bytes(plain: &[u8], mask: u8) -> Vec<u8> {
        plain.iter().map(|byte| byte ^ mask).collect()
    }

    #[test]
    fn what_people_bring_and_is_not_taken_is_named() {
        for (bytes, kind) in [
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), OtherKind::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic".to_vec(), OtherKind::Heic),
            (b"\0\0\0\x1cftypavif\0\0\0\0".to_vec(), OtherKind::Avif),
            (b"\0\0\0\x18ftypisom\0\0\0\0".to_vec(), OtherKind::Video),
            (b"\0\0\0\x14ftypqt  \0\0\0\0".to_vec(), OtherKind::Video),
            (b"\x1A\x45\xDF\xA3\x01\0\0\0".to_vec(), OtherKind::Video),
            (b"RIFF\x24\0\0\0WAVEfmt ".to_vec(), OtherKind::Audio),
            (b"FORM\0\0\0\x24AIFFCOMM".to_vec(), OtherKind::Audio),
            (b"ID3\x04\0\0\0\0\0\0".to_vec(), OtherKind::Audio),
            (b"\xFF\xFB\x90\x64\0\0".to_vec(), OtherKind::Audio),
            (b"\xFF\xFA\x90\x64\0\0".to_vec(), OtherKind::Audio),
            (b"\xFF\xE3\x18\xC4\0\0".to_vec(), OtherKind::Audio),
            (b"\xFF\xF1\x50\x80\0\0".to_vec(), OtherKind::Audio),
            (b"#!AMR\n\0".to_vec(), OtherKind::Audio),
            (zip("OFD.xml"), OtherKind::Ofd),
            (zip("word/document.xml"), OtherKind::Word),
            (zip("xl/workbook.xml"), OtherKind::Sheet),
            (zip("ppt/presentation.xml"), OtherKind::Slides),
            (zip("mimetypeapplication/vnd.oasis.opendocument.text"), OtherKind::OpenDocument),
            (zip("scan1.jpg"), OtherKind::Archive),
            (compound("WordDocument"), OtherKind::Word),
            (compound("Workbook"), OtherKind::Sheet),
            (compound("EncryptedPackage"), OtherKind::OfficeLocked),
            (b"%TSD-Header-###%\x01\0\0\0".to_vec(), OtherKind::FirmLocked),
            (b"b\x14#e\x04\0E-SafeNet\0\0LOCK".to_vec(), OtherKind::FirmLocked),
            (b"Rar!\x1A\x07\x01\0".to_vec(), OtherKind::Archive),
            (b"7z\xBC\xAF\x27\x1C".to_vec(), OtherKind::Archive),
            (b"8BPS\0\x01".to_vec(), OtherKind::Photoshop),
            (b"AC1027\0\0".to_vec(), OtherKind::Drawing),
            (b"FUJIFILMCCD-RAW 0201".to_vec(), OtherKind::Drawing),
            (b"IIRO\x08\0\0\0".to_vec(), OtherKind::Drawing),
            (b"IIU\0\x18\0\0\0".to_vec(), OtherKind::Drawing),
            (b"{\\rtf1\\ansi".to_vec(), OtherKind::RichText),
            (b"II+\0\x08\0\0\0".to_vec(), OtherKind::BigTiff),
            (b"<!DOCTYPE html><html>".to_vec(), OtherKind::WebPage),
            (b"<?xml version=\"1.0\"?><a/>".to_vec(), OtherKind::Xml),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), OtherKind::Vector),
            ("一份说明".as_bytes().to_vec(), OtherKind::Text),
            (b"BM is how this note begins, and it is a note".to_vec(), OtherKind::Text),
            (b"\xFF\xFEa\0".to_vec(), OtherKind::Text),
            (b"MZ\x90\0\x03\0\0\0".to_vec(), OtherKind::Program),
            (b"\x78\x9F\x3E\x22\x01\0\x06".to_vec(), OtherKind::Email),
            ([vec![0; 128], b"DICM\x02\0".to_vec()].concat(), OtherKind::Dicom),
            (b"\x07\x08V1\x08\x07\0\x04".to_vec(), OtherKind::WechatCache),
            (mask_bytes(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", 0x51), OtherKind::WechatCache),
            (mask_bytes(b"\xFF\xD8\xFF\xE1\x12\x34Exif\0\0", 0xC3), OtherKind::WechatCache),
            (mask_bytes(b"\x89PNG\r\n\x1A\n\0\0\0\x0D", 0x51), OtherKind::WechatCache),
            (b"bplist00\xD1\x01\x02\x5CNSURLNameKey".to_vec(), OtherKind::Placeholder),
            (
                b"<?xml version=\"1.0\"?>\n<!DOCTYPE plist PUBLIC \"\"><plist><dict/></plist>"
                    .to_vec(),
                OtherKind::Shortcut,
            ),
            (
                b"From: <Saved by Blink>\r\nSnapshot-Content-Location: about:blank\r\n".to_vec(),
                OtherKind::WebPage,
            ),
        ] {
            assert_eq!(told(&bytes), Some(kind));
        }
    }
}
