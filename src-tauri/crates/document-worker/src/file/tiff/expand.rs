//! The bytes of a strip or tile, unpacked. One that ends too early is damage: what is missing would
//! be white paper.

use super::directory::NOT_READ;
use counter_documents::DocumentError;
use std::borrow::Cow;
use std::io::Read;
use weezl::{BitOrder, decode::Configuration};

pub mod compression {
    pub const NONE: u32 = 1;
    pub const FAX_RLE: u32 = 2;
    pub const FAX_GROUP_3: u32 = 3;
    pub const FAX_GROUP_4: u32 = 4;
    pub const LZW: u32 = 5;
    pub const OLD_JPEG: u32 = 6;
    pub const JPEG: u32 = 7;
    pub const DEFLATE: u32 = 8;
    pub const PACK_BITS: u32 = 32_773;
    pub const OLD_DEFLATE: u32 = 32_946;
}

/// Exactly `length` bytes.
pub fn expand_bytes(
    compression: u32,
    packed: &[u8],
    length: usize,
) -> Result<Cow<'_, [u8]>, DocumentError> {
    let bytes = match compression {
        compression::NONE => {
            return packed.get(..length).map(Cow::Borrowed).ok_or(DocumentError::Damaged);
        }
        compression::LZW => expand_lzw(packed, length)?,
        compression::DEFLATE | compression::OLD_DEFLATE => expand_deflate(packed, length)?,
        compression::PACK_BITS => expand_pack_bits(packed, length),
        _ => return Err(NOT_READ),
    };
    if bytes.len() < length { Err(DocumentError::Damaged) } else { Ok(Cow::Owned(bytes)) }
}

fn expand_lzw(packed: &[u8], length: usize) -> Result<Vec<u8>, DocumentError> {
    let mut decoder = Configuration::with_tiff_size_switch(BitOrder::Msb, 8)
        .with_yield_on_full_buffer(true)
        .build();
    let mut bytes = vec![0; length];
    let (mut from, mut to) = (0, 0);
    while to < length {
        let rest = packed.get(from..).unwrap_or_default();
        let outcome = decoder.decode_bytes(rest, bytes.get_mut(to..).unwrap_or_default());
        from += outcome.consumed_in;
        to += outcome.consumed_out;
        match outcome.status {
            Ok(weezl::LzwStatus::Ok) => {}
            Ok(weezl::LzwStatus::Done | weezl::LzwStatus::NoProgress) => break,
            Err(_) => return Err(DocumentError::Damaged),
        }
    }
    bytes.truncate(to);
    Ok(bytes)
}

fn expand_deflate(packed: &[u8], length: usize) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::with_capacity(length);
    let mut reader = flate2::read::ZlibDecoder::new(packed).take(length as u64);
    reader.read_to_end(&mut bytes).map_err(|_| DocumentError::Damaged)?;
    Ok(bytes)
}

fn expand_pack_bits(packed: &[u8], length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length);
    let mut rest = packed;
    while bytes.len() < length {
        let Some((head, following)) = rest.split_first() else { break };
        rest = following;
        match *head as i8 {
            -128 => {}
            repeat @ ..0 => {
                let Some((value, following)) = rest.split_first() else { break };
                bytes.resize(bytes.len() + 1 + usize::from(repeat.unsigned_abs()), *value);
                rest = following;
            }
            literal => {
                let count = (literal as usize + 1).min(rest.len());
                let (taken, following) = rest.split_at(count);
                bytes.extend_from_slice(taken);
                rest = following;
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_bits_are_unpacked_and_a_short_strip_is_damage() {
        let packed = [0xFE, 0xAA, 0x02, 0x80, 0x00, 0x2A, 0x80, 0xFD, 0xAA];
        let bytes = [0xAA, 0xAA, 0xAA, 0x80, 0x00, 0x2A, 0xAA, 0xAA, 0xAA, 0xAA];
        assert_eq!(expand_bytes(compression::PACK_BITS, &packed, 10).as_deref(), Ok(&bytes[..]));
        for kind in [compression::PACK_BITS, compression::NONE, compression::LZW] {
            assert_eq!(expand_bytes(kind, &packed, 40), Err(DocumentError::Damaged));
        }
        assert_eq!(expand_bytes(34_661, &packed, 10), Err(NOT_READ));
    }
}
