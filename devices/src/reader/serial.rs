//! Reading ID cards from a reader on a serial port, as a person would do it: ask the reader
//! whether it is well, wait for a card, select it, read it. Blocking; it belongs on a thread.

use std::time::{Duration, Instant};

use super::card_text::{CARD_TEXT, add_newest_address, add_warning, parse_card};
use super::frame::{self, Command, Reply, status_error};
use super::port::SerialLine;
use super::sam_id::ask_sam_id;
use crate::model::{CardReading, DeviceError, ProbeReport};
use crate::system::StopSignal;

const FASTEST: u32 = 115_200;
/// In the order of likelihood.
const SPEEDS: [u32; 5] = [FASTEST, 57_600, 38_400, 19_200, 9_600];
const BETWEEN_FINDS: Duration = Duration::from_millis(120);
const WHILE_LISTED: Duration = Duration::from_millis(1_000);
/// A card hardly in the field is found and then not selected; it settles within a few tries.
const SELECT_TRIES: u32 = 3;

/// A reader that says it is well. Without a speed every one is tried.
pub fn open_reader(
    port: &str,
    speed: Option<u32>,
    stop: &StopSignal,
) -> Result<SerialLine, DeviceError> {
    let mut line = open_port(port, speed, stop)?;
    expect_status(line.exchange(Command::Status, stop)?, frame::OK)?;
    Ok(line)
}

/// Opens the port, waiting a little for a listing that is just asking it for its state.
fn open_port(port: &str, speed: Option<u32>, stop: &StopSignal) -> Result<SerialLine, DeviceError> {
    let until = Instant::now() + WHILE_LISTED;
    loop {
        let line = match speed {
            Some(speed) => SerialLine::open_port(port, speed),
            None => open_at_any_speed(port, stop),
        };
        match line {
            Err(DeviceError::ReaderBusy) if Instant::now() < until => pause(stop)?,
            line => return line,
        }
    }
}

/// Whether a reader is on this port, at whatever speed, and who it is.
pub fn probe_reader(port: &str) -> Result<ProbeReport, DeviceError> {
    let stop = StopSignal::default();
    let mut line = open_at_any_speed(port, &stop)?;
    let sam_id = ask_sam_id(&mut line, &stop)?;
    Ok(ProbeReport { speed: line.baud_rate(), sam_id })
}

fn open_at_any_speed(port: &str, stop: &StopSignal) -> Result<SerialLine, DeviceError> {
    let mut line = SerialLine::open_port(port, FASTEST)?;
    for speed in SPEEDS {
        line.set_speed(speed)?;
        match line.probe_status(stop) {
            Ok(_) => return Ok(line),
            // At a wrong speed there is silence or noise.
            Err(
                DeviceError::ReaderTimedOut
                | DeviceError::ReaderGarbled
                | DeviceError::ReaderInterrupted,
            ) => {}
            Err(error) => return Err(error),
        }
    }
    Err(DeviceError::ReaderTimedOut)
}

/// Finds a card and selects it, asking again until `until`.
pub fn select_card(
    line: &mut SerialLine,
    until: Instant,
    stop: &StopSignal,
) -> Result<(), DeviceError> {
    let mut tries = 0;
    loop {
        match line.exchange(Command::Find, stop)?.status {
            frame::FOUND => {
                tries += 1;
                match line.exchange(Command::Select, stop)?.status {
                    frame::OK => return Ok(()),
                    frame::SELECT_FAILED if tries < SELECT_TRIES => continue,
                    status => return Err(status_error(status)),
                }
            }
            frame::FIND_FAILED if Instant::now() < until => pause(stop)?,
            status => return Err(status_error(status)),
        }
    }
}

fn pause(stop: &StopSignal) -> Result<(), DeviceError> {
    std::thread::sleep(BETWEEN_FINDS);
    match stop.is_set() {
        true => Err(DeviceError::Cancelled),
        false => Ok(()),
    }
}

pub fn read_selected(line: &mut SerialLine, stop: &StopSignal) -> Result<CardReading, DeviceError> {
    let reply = expect_status(line.exchange(Command::ReadText, stop)?, frame::OK)?;
    let mut reading = parse_card(text_block(&reply.data)?)?;
    // The reading stands without it: an older reader may not know the command.
    match line.exchange(Command::NewestAddress, stop) {
        Ok(Reply { status: frame::OK, data }) => add_newest_address(&mut reading, &data),
        Ok(Reply { status: frame::NO_CONTENT, .. }) => {}
        Err(DeviceError::Cancelled) => return Err(DeviceError::Cancelled),
        _ => add_warning(&mut reading, "newest_address_unread"),
    }
    // Of the port as it is open now: another reader may be plugged in there next time. Asked last,
    // so that an answer that comes late or never costs nobody the card.
    reading.reader = ask_sam_id(line, stop)?;
    Ok(reading)
}

fn expect_status(reply: Reply, status: u8) -> Result<Reply, DeviceError> {
    match reply.status == status {
        true => Ok(reply),
        false => Err(status_error(reply.status)),
    }
}

/// Text length, photo length, text, photo.
fn text_block(data: &[u8]) -> Result<&[u8; CARD_TEXT], DeviceError> {
    let [high, low, _, _, content @ ..] = data else {
        return Err(DeviceError::ReaderGarbled);
    };
    if usize::from(u16::from_be_bytes([*high, *low])) != CARD_TEXT {
        return Err(DeviceError::ReaderGarbled);
    }
    content.first_chunk().ok_or(DeviceError::ReaderGarbled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_is_not_256_bytes_of_text_is_garbled() {
        let mut data = vec![1, 0, 4, 0];
        data.extend([0; 1280]);
        assert!(text_block(&data).is_ok());
        assert!(text_block(&data[..200]).is_err());
        data[0] = 2;
        assert!(text_block(&data).is_err());
    }
}
