//! Of which kind a file is, by its content, and where it begins if something was put before: a web
//! server's header or empty line, a mark of UTF-8, the header of an old Mac. Viewers look through the
//! first kilobyte of a PDF; of a picture they show nothing, so that its own bytes have to be found.

use super::error::DocumentError;
use super::kind::Kind;
use super::other_kind::OtherKind;

/// As far as readers of PDF look.
const OPENING: usize = 1024;
const MARK: &[u8] = b"\xEF\xBB\xBF";
const MAC_HEADER: usize = 128;

impl Kind {
    /// The kind by the file's content; a name or an extension proves nothing.
    pub fn detect(bytes: &[u8]) -> Result<Self, DocumentError> {
        Self::locate(bytes).map(|(kind, _)| kind)
    }

    /// The kind, and where in these bytes its file begins.
    pub fn locate(bytes: &[u8]) -> Result<(Self, usize), DocumentError> {
        // A copy that broke off leaves a file of the right length with nothing in it.
        if bytes.iter().all(|byte| *byte == 0) {
            return Err(DocumentError::Empty);
        }
        // An archive may hold a PDF within its first kilobyte: what says plainly that it is
        // something else is asked before a file is looked for further in.
        if let Some(kind) = Self::from_first_bytes(bytes) {
            return Ok((kind, 0));
        }
        if let Some(other) = OtherKind::from_signature(bytes) {
            return Err(DocumentError::NotTaken(other));
        }
        if let Some(found) = find_beginning(bytes) {
            return Ok(found);
        }
        let other = OtherKind::from_text(bytes).or_else(|| OtherKind::from_mask(bytes));
        Err(other.map_or(DocumentError::UnknownKind, DocumentError::NotTaken))
    }
}

/// The kind, and where its bytes begin; a PDF is handed on as it came, since its table may count from
/// the very beginning.
fn find_beginning(bytes: &[u8]) -> Option<(Kind, usize)> {
    let visible = bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start();
    let at = bytes.len() - visible.len();
    match Kind::from_first_bytes(visible) {
        // A text may begin with the two letters of one, behind an empty line.
        Some(Kind::Pdf | Kind::Pnm) | None => {}
        Some(kind) => return Some((kind, at)),
    }
    let opening = bytes.get(..OPENING).unwrap_or(bytes);
    let pdf = opening.windows(5).position(|five| five == b"%PDF-");
    let jpeg = opening.windows(4).position(is_jpeg_beginning).filter(|at| is_rubbish(bytes, *at));
    match (pdf, jpeg) {
        (Some(pdf), Some(jpeg)) if jpeg < pdf => Some((Kind::Jpeg, jpeg)),
        (Some(_), _) => Some((Kind::Pdf, 0)),
        (None, Some(jpeg)) => Some((Kind::Jpeg, jpeg)),
        (None, None) => None,
    }
}

/// The start mark and the first of the segments that can follow it.
fn is_jpeg_beginning(four: &[u8]) -> bool {
    matches!(four, [0xFF, 0xD8, 0xFF, 0xC0..=0xC2 | 0xC4 | 0xDB | 0xDD | 0xE0..=0xEF | 0xFE])
}

/// Whether what stands before is none of a file of another kind that only holds a small picture: words
/// of a header, zeros, the header of a Mac; or else the file also ends as a JPEG does.
fn is_rubbish(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let is_words = before.iter().all(|byte| *byte >= 0x20 || b"\t\r\n".contains(byte));
    let is_empty = before.iter().all(|byte| *byte == 0);
    let is_mac = at == MAC_HEADER && matches!(before, [0, 1..=63, ..]);
    let end = bytes.iter().rposition(|byte| *byte != 0 && !byte.is_ascii_whitespace());
    let is_ended =
        end.is_some_and(|end| bytes.get(..=end).unwrap_or_default().ends_with(b"\xFF\xD9"));
    is_words || is_empty || is_mac || is_ended
}

#[cfg(test)]
mod tests {
    use crate::{DocumentError, Kind};

    const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0 pixels \xFF\xD9";

    #[test]
    fn what_was_put_before_a_picture_does_not_hide_it() {
        let mut mac = vec![0; 128];
        mac[1..10].copy_from_slice(b"\x08scan.jpg");
        for before in [
            b"\r\n".as_slice(),
            b"\xEF\xBB\xBF",
            b"\xEF\xBB\xBF\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n",
            b"--part\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n",
            &[0; 16],
            &mac,
            b"\x01\x02 rubbish \xFE",
        ] {
            let file = [before, JPEG].concat();
            assert_eq!(Kind::locate(&file), Ok((Kind::Jpeg, before.len())), "{before:?}");
            let padded = [file.as_slice(), &[0; 500]].concat();
            assert_eq!(Kind::locate(&padded), Ok((Kind::Jpeg, before.len())), "{before:?}, padded");
        }
        for (picture, kind) in [
            (b"\x89PNG\r\n\x1A\n".as_slice(), Kind::Png),
            (b"GIF89a\x01\0\x01\0", Kind::Gif),
            (b"II*\0\x08\0\0\0", Kind::Tiff),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Kind::Webp),
        ] {
            assert_eq!(
                Kind::locate(&[b"\r\n".as_slice(), picture].concat()),
                Ok((kind, 2)),
                "{kind:?}"
            );
            assert_eq!(
                Kind::locate(&[b"\xEF\xBB\xBF".as_slice(), picture].concat()),
                Ok((kind, 3))
            );
        }
        assert_eq!(Kind::locate(b"\r\n%PDF-1.7\n"), Ok((Kind::Pdf, 0)), "as it came");
        let with_picture = [b"%PDF-1.7\n".as_slice(), JPEG].concat();
        assert_eq!(Kind::locate(&[b"\0\0", with_picture.as_slice()].concat()), Ok((Kind::Pdf, 0)));
        assert_eq!(Kind::locate(JPEG), Ok((Kind::Jpeg, 0)));
    }

    #[test]
    fn a_small_picture_within_another_kind_is_not_taken_for_the_file() {
        let raw = [b"\x01FOVb\x02\x03".as_slice(), JPEG, &[1, 2, 3, 4]].concat();
        assert_eq!(Kind::detect(&raw), Err(DocumentError::UnknownKind));
        let late = [vec![b' '; 2_000], b"-".to_vec(), JPEG.to_vec()].concat();
        assert_eq!(
            Kind::detect(&late),
            Err(DocumentError::UnknownKind),
            "beyond the first kilobyte"
        );
        assert!(Kind::detect(b"\nP1 is how this note goes on").is_err(), "a text");
    }
}
