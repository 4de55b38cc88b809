//! Frames of the SAM-V wire: building a request, taking a reply apart, what a status byte means.
//! It opens no port and waits for nothing.

use crate::model::DeviceError;

pub const PREAMBLE: [u8; 5] = [0xAA, 0xAA, 0xAA, 0x96, 0x69];
/// Preamble and length: what is read before the length of the rest is known.
pub const HEADER: usize = 7;
/// The longest reply there is (text, photo, fingerprints) is 2314; anything above is line noise.
pub const LONGEST: usize = 4096;

pub const OK: u8 = 0x90;
pub const NO_CONTENT: u8 = 0x91;
pub const FOUND: u8 = 0x9F;
pub const DAMAGED: u8 = 0x10;
pub const BAD_COMMAND: u8 = 0x21;
pub const NOT_PERMITTED: u8 = 0x23;
pub const READ_FAILED: u8 = 0x41;
pub const FIND_FAILED: u8 = 0x80;
pub const SELECT_FAILED: u8 = 0x81;

/// One request of the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Status,
    SamId,
    Find,
    Select,
    ReadText,
    NewestAddress,
}

impl Command {
    pub const fn to_bytes(self) -> [u8; 2] {
        match self {
            Self::Status => [0x11, 0xFF],
            Self::SamId => [0x12, 0xFF],
            Self::Find => [0x20, 0x01],
            Self::Select => [0x20, 0x02],
            Self::ReadText => [0x30, 0x01],
            Self::NewestAddress => [0x30, 0x03],
        }
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        [Self::Status, Self::SamId, Self::Find, Self::Select, Self::ReadText, Self::NewestAddress]
            .into_iter()
            .find(|command| command.to_bytes() == bytes)
    }
}

#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: u8,
    pub data: Vec<u8>,
}

/// The frame round `content`, which is everything between the length and the check byte.
pub fn encode_frame(content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 1).unwrap_or(u16::MAX);
    let length = length.to_be_bytes();
    let check = check_byte(&length) ^ check_byte(content);
    [PREAMBLE.as_slice(), length.as_slice(), content, &[check]].concat()
}

pub fn encode_request(command: Command) -> Vec<u8> {
    encode_frame(&command.to_bytes())
}

pub fn encode_reply(status: u8, data: &[u8]) -> Vec<u8> {
    let mut content = vec![0, 0, status];
    content.extend(data);
    encode_frame(&content)
}

/// XOR over length and content. The preamble takes no part.
pub fn check_byte(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |sum, byte| sum ^ byte)
}

/// How many bytes follow a header, or nothing when it is not one.
pub fn remaining_length(header: &[u8; HEADER]) -> Option<usize> {
    let [preamble @ .., high, low] = header;
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    (*preamble == PREAMBLE && (2..=LONGEST).contains(&length)).then_some(length)
}

/// The content of a frame whose header and remaining bytes have been read, when its check byte is
/// right.
pub fn frame_content<'a>(
    header: &[u8; HEADER],
    remaining: &'a [u8],
) -> Result<&'a [u8], DeviceError> {
    let (sum, content) = remaining.split_last().ok_or(DeviceError::ReaderGarbled)?;
    let [.., high, low] = header;
    if check_byte(&[*high, *low]) ^ check_byte(content) != *sum {
        return Err(DeviceError::ReaderGarbled);
    }
    Ok(content)
}

pub fn parse_reply(header: &[u8; HEADER], remaining: &[u8]) -> Result<Reply, DeviceError> {
    match frame_content(header, remaining)? {
        [_, _, status, data @ ..] => Ok(Reply { status: *status, data: data.to_vec() }),
        _ => Err(DeviceError::ReaderGarbled),
    }
}

/// What a status other than success means to the clerk.
pub fn status_error(status: u8) -> DeviceError {
    match status {
        DAMAGED | 0x11 => DeviceError::ReaderGarbled,
        FIND_FAILED => DeviceError::NoCard,
        // Selecting and reading fail like this when the card leaves the field.
        SELECT_FAILED | READ_FAILED | 0x33 | 0x47 => DeviceError::CardMovedTooSoon,
        0x40 => DeviceError::CardNotRecognised,
        status => DeviceError::ReaderRefused { status },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
    }

    #[test]
    fn requests_are_the_published_ones() {
        for (command, tail) in [
            (Command::Status, "11 FF ED"),
            (Command::SamId, "12 FF EE"),
            (Command::Find, "20 01 22"),
            (Command::Select, "20 02 21"),
            (Command::ReadText, "30 01 32"),
            (Command::NewestAddress, "30 03 30"),
        ] {
            let frame = encode_request(command);
            assert_eq!(frame, hex(&format!("AA AA AA 96 69 00 03 {tail}")));
            assert_eq!(Command::from_bytes(&frame[7..9]), Some(command));
        }
    }

    #[test]
    fn replies_are_the_published_ones() {
        assert_eq!(
            encode_reply(FOUND, &[0; 4]),
            hex("AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97")
        );
        let selected = encode_reply(OK, &[0; 8]);
        assert_eq!((selected.len(), selected[18]), (19, 0x9C));
        for (status, sum) in [(0x10, 0x14), (0x41, 0x45), (0x80, 0x84), (0x91, 0x95)] {
            assert_eq!(encode_reply(status, &[]).last(), Some(&sum));
        }
    }

    #[test]
    fn a_sam_id_reply_comes_apart() {
        let frame =
            hex("AA AA AA 96 69 00 14 00 00 90 05 00 01 00 05 25 35 01 87 D6 12 00 B1 68 DE 3A EA");
        let header: [u8; 7] = frame[..7].try_into().unwrap();
        assert_eq!(remaining_length(&header), Some(20));
        let parsed = parse_reply(&header, &frame[7..]).unwrap();
        assert_eq!((parsed.status, parsed.data.len()), (OK, 16));
    }

    #[test]
    fn every_single_bit_error_is_seen() {
        let frame = encode_reply(OK, b"some content");
        for at in 7 * 8..frame.len() * 8 {
            let mut bad = frame.clone();
            bad[at / 8] ^= 1 << (at % 8);
            let header: [u8; 7] = bad[..7].try_into().unwrap();
            assert!(parse_reply(&header, &bad[7..]).is_err(), "bit {at}");
        }
    }

    #[test]
    fn a_length_that_cannot_be_is_no_header() {
        assert_eq!(remaining_length(&[0xAA, 0xAA, 0xAA, 0x96, 0x69, 0, 1]), None);
        assert_eq!(remaining_length(&[0xAA, 0xAA, 0xAA, 0x96, 0x69, 0xFF, 0xFF]), None);
        assert_eq!(remaining_length(&[0xAA, 0xAA, 0xAB, 0x96, 0x69, 0, 4]), None);
    }

    #[test]
    fn statuses_name_conditions() {
        assert_eq!(status_error(0x80), DeviceError::NoCard);
        assert_eq!(status_error(0x41), DeviceError::CardMovedTooSoon);
        assert_eq!(status_error(0x66), DeviceError::ReaderRefused { status: 0x66 });
    }
}
