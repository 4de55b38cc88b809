//! A stream of netpbm pictures: one follows another with nothing between, and a decoder stops after the
//! first.

use counter_documents::Kind;
use image::codecs::pnm::{PnmDecoder, PnmHeader, PnmSubtype, SampleEncoding};
use std::io::Cursor;

/// Whether a second picture follows the first.
pub fn holds_several(bytes: &[u8]) -> bool {
    let Ok(decoder) = PnmDecoder::new(Cursor::new(bytes)) else { return false };
    let (reader, header) = decoder.into_inner();
    let end = count_bytes(&header).and_then(|count| reader.position().checked_add(count));
    let rest = end.and_then(|end| bytes.get(usize::try_from(end).ok()?..)).unwrap_or_default();
    Kind::detect(rest.trim_ascii_start()) == Ok(Kind::Pnm)
}

/// Of the picture behind its header; none of those in plain digits, which stand alone in their file.
fn count_bytes(header: &PnmHeader) -> Option<u64> {
    let (width, height) = (u64::from(header.width()), u64::from(header.height()));
    let sample = if header.maximal_sample() > 255 { 2 } else { 1 };
    let row = match header.subtype() {
        PnmSubtype::Bitmap(SampleEncoding::Binary) => width.div_ceil(8),
        PnmSubtype::Graymap(SampleEncoding::Binary) => width.checked_mul(sample)?,
        PnmSubtype::Pixmap(SampleEncoding::Binary) => width.checked_mul(3 * sample)?,
        PnmSubtype::ArbitraryMap => {
            let depth = u64::from(header.as_arbitrary()?.depth);
            width.checked_mul(depth)?.checked_mul(sample)?
        }
        PnmSubtype::Bitmap(_) | PnmSubtype::Graymap(_) | PnmSubtype::Pixmap(_) => return None,
    };
    row.checked_mul(height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_picture_is_seen_behind_each_kind_of_a_first() {
        let firsts: [&[u8]; 5] = [
            b"P4\n10 2\n\x00\x00\x00\x00",
            b"P5\n2 2\n255\n\x01\x02\x03\x04",
            b"P5\n1 1\n65535\n\x01\x02",
            b"P6\n1 1\n255\n\x01\x02\x03",
            b"P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\n\
              ENDHDR\n\x01\x02\x03\x04",
        ];
        for first in firsts {
            let said = String::from_utf8_lossy(first);
            assert!(!holds_several(first), "{said}");
            assert!(!holds_several(&[first, &[0; 3_000]].concat()), "padding after {said}");
            assert!(holds_several(&[first, b"P5\n1 1\n255\n\x09"].concat()), "{said}");
            assert!(holds_several(&[first, b"\n", first].concat()), "{said}");
        }
        assert!(!holds_several(b"P2\n1 1\n255\n7\n"), "in plain digits there is one");
        assert!(!holds_several(b"P6\n1 1\n255\n\x01"), "cut");
    }
}
