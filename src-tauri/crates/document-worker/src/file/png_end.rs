//! A PNG whose last chunks are missing and whose picture is not. Its rows are all there; the
//! decoder would still refuse it for its end mark.

use flate2::Crc;

const SIGNATURE: usize = 8;
/// Length and name before the data of a chunk, checksum after it.
const HEAD: usize = 8;
const SUM: usize = 4;
const END: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// The file with an end mark, where it stops after the data of a chunk of pixels. Whether those are
/// all the pixels, the decoder tells.
pub fn add_end(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = SIGNATURE;
    let mut last = None;
    while at < bytes.len() {
        let length = u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?) as usize;
        let name = bytes.get(at + 4..at + HEAD)?;
        let data_end = at.checked_add(HEAD)?.checked_add(length)?;
        if data_end > bytes.len() || name == b"IEND" {
            return None;
        }
        last = Some((at + 4, data_end, name));
        at = data_end + SUM;
    }
    let (start, end, name) = last?;
    (name == b"IDAT").then_some(())?;
    let mut sum = Crc::new();
    sum.update(bytes.get(start..end)?);
    Some([bytes.get(..end)?, &sum.sum().to_be_bytes(), END].concat())
}
