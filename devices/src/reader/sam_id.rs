//! Who a reader is: the number of its security module (SAM), which stands on the reader too.

use super::frame::{self, Command, Reply};
use super::port::SerialLine;
use crate::model::DeviceError;
use crate::system::StopSignal;

/// The number, when the reader tells one. A reader that is silent, garbled or does not know the
/// question reads cards as well as before: only a stop is an error.
pub fn ask_sam_id(line: &mut SerialLine, stop: &StopSignal) -> Result<Option<String>, DeviceError> {
    match line.exchange(Command::SamId, stop) {
        Ok(Reply { status: frame::OK, data }) => Ok(format_sam_id(&data)),
        Err(DeviceError::Cancelled) => Err(DeviceError::Cancelled),
        _ => Ok(None),
    }
}

fn format_sam_id(data: &[u8]) -> Option<String> {
    let [a0, a1, b0, b1, groups @ ..]: &[u8; 16] = data.try_into().ok()?;
    let (first, second) = (u16::from_le_bytes([*a0, *a1]), u16::from_le_bytes([*b0, *b1]));
    let (groups, _) = groups.as_chunks::<4>();
    let [day, number, check] = groups else { return None };
    let [day, number, check] = [day, number, check].map(|group| u32::from_le_bytes(*group));
    Some(format!("{first:02}.{second:02}-{day:08}-{number:010}-{check:010}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sam_id_is_printed_as_on_the_reader() {
        let data = [
            0x05, 0x00, 0x01, 0x00, 0x05, 0x25, 0x35, 0x01, 0x87, 0xD6, 0x12, 0x00, 0xB1, 0x68,
            0xDE, 0x3A,
        ];
        assert_eq!(format_sam_id(&data).as_deref(), Some("05.01-20260101-0001234567-0987654321"));
        assert_eq!(format_sam_id(&data[..15]), None);
    }
}
