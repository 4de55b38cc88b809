//! Reading ID cards from a reader on a serial port, as a person would do it: ask the reader
//! whether it is well, wait for a card, select it, read it. Blocking; it belongs on a thread.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::card_text::{CardReading, TEXT, parse};
use super::frame::{self, Command, Reply, condition};
use super::port::Wire;
use crate::DeviceError;
use crate::protocol::ProbeReport;
use crate::system::program::Stop;

/// In the order of likelihood.
pub const SPEEDS: [u32; 5] = [115_200, 57_600, 38_400, 19_200, 9_600];
const BETWEEN_FINDS: Duration = Duration::from_millis(120);
const WHILE_LISTED: Duration = Duration::from_millis(1_000);
/// A card hardly in the field is found and then not selected; it settles within a few tries.
const SELECT_TRIES: u32 = 3;
/// A reader answers "no card" both when there is none and while the one just read still lies
/// there. So soon after a reading the second is meant.
const STILL_LYING: Duration = Duration::from_secs(30);

/// Remembers when a card was last read on which port, and nothing about the card.
#[derive(Default)]
pub struct Readers {
    last_read: Mutex<HashMap<String, Instant>>,
}

impl Readers {
    /// Waits up to `wait` for a card and reads it. Without a speed every one is tried.
    pub fn read_card(
        &self,
        port: &str,
        speed: Option<u32>,
        wait: Duration,
        stop: &Stop,
    ) -> Result<CardReading, DeviceError> {
        let mut wire = opened(port, speed, stop)?;
        expect(wire.exchange(Command::Status, stop)?, frame::OK)?;
        select(&mut wire, Instant::now() + wait, stop).map_err(|error| self.explain(port, error))?;
        let reading = read_selected(&mut wire, stop)?;
        self.lock().insert(port.to_owned(), Instant::now());
        Ok(reading)
    }

    fn explain(&self, port: &str, error: DeviceError) -> DeviceError {
        let recently = self.lock().get(port).is_some_and(|at| at.elapsed() < STILL_LYING);
        match error {
            DeviceError::NoCard if recently => DeviceError::CardMustBeLifted,
            error => error,
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Instant>> {
        self.last_read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the port, waiting a little for a listing that is just asking it for its state.
fn opened(port: &str, speed: Option<u32>, stop: &Stop) -> Result<Wire, DeviceError> {
    let until = Instant::now() + WHILE_LISTED;
    loop {
        let wire = match speed {
            Some(speed) => Wire::open(port, speed),
            None => at_any_speed(port, stop),
        };
        match wire {
            Err(DeviceError::ReaderBusy) if Instant::now() < until => pause(stop)?,
            wire => return wire,
        }
    }
}

/// Whether a reader is on this port, at whatever speed, and who it is.
pub fn probe(port: &str) -> Result<ProbeReport, DeviceError> {
    let stop = Stop::default();
    let mut wire = at_any_speed(port, &stop)?;
    let sam_id = match wire.exchange(Command::SamId, &stop) {
        Ok(Reply { status: frame::OK, data }) => sam_id(&data),
        _ => None,
    };
    Ok(ProbeReport { speed: wire.speed(), sam_id })
}

fn at_any_speed(port: &str, stop: &Stop) -> Result<Wire, DeviceError> {
    let mut wire = Wire::open(port, SPEEDS[0])?;
    for speed in SPEEDS {
        wire.set_speed(speed)?;
        match wire.knock(stop) {
            Ok(_) => return Ok(wire),
            // At a wrong speed there is silence or noise.
            Err(DeviceError::ReaderTimedOut | DeviceError::ReaderGarbled) => {}
            Err(error) => return Err(error),
        }
    }
    Err(DeviceError::ReaderTimedOut)
}

/// Finds a card and selects it, asking again until `until`.
fn select(wire: &mut Wire, until: Instant, stop: &Stop) -> Result<(), DeviceError> {
    let mut tries = 0;
    loop {
        let found = wire.exchange(Command::Find, stop)?;
        match found.status {
            frame::FOUND => {
                tries += 1;
                match wire.exchange(Command::Select, stop)?.status {
                    frame::OK => return Ok(()),
                    frame::SELECT_FAILED if tries < SELECT_TRIES => continue,
                    status => return Err(condition(status)),
                }
            }
            frame::FIND_FAILED if Instant::now() < until => pause(stop)?,
            status => return Err(condition(status)),
        }
    }
}

fn pause(stop: &Stop) -> Result<(), DeviceError> {
    std::thread::sleep(BETWEEN_FINDS);
    match stop.is_set() {
        true => Err(DeviceError::Cancelled),
        false => Ok(()),
    }
}

fn read_selected(wire: &mut Wire, stop: &Stop) -> Result<CardReading, DeviceError> {
    let reply = expect(wire.exchange(Command::ReadText, stop)?, frame::OK)?;
    let mut reading = parse(text_block(&reply.data)?)?;
    // The reading stands without it: an older reader may not know the command.
    match wire.exchange(Command::NewestAddress, stop) {
        Ok(Reply { status: frame::OK, data }) => reading.add_newest_address(&data),
        Ok(Reply { status: frame::NO_CONTENT, .. }) => {}
        Err(DeviceError::Cancelled) => return Err(DeviceError::Cancelled),
        _ => reading.warn("newest_address_unread"),
    }
    Ok(reading)
}

fn expect(reply: Reply, status: u8) -> Result<Reply, DeviceError> {
    match reply.status == status {
        true => Ok(reply),
        false => Err(condition(reply.status)),
    }
}

/// Text length, photo length, text, photo.
fn text_block(data: &[u8]) -> Result<&[u8; TEXT], DeviceError> {
    let [high, low, _, _, rest @ ..] = data else {
        return Err(DeviceError::ReaderGarbled);
    };
    if usize::from(u16::from_be_bytes([*high, *low])) != TEXT {
        return Err(DeviceError::ReaderGarbled);
    }
    rest.first_chunk().ok_or(DeviceError::ReaderGarbled)
}

fn sam_id(data: &[u8]) -> Option<String> {
    let bytes: &[u8; 16] = data.try_into().ok()?;
    let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    let long = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    Some(format!("{:02}.{:02}-{:08}-{:010}-{:010}", short(0), short(2), long(4), long(8), long(12)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sam_id_is_printed_as_on_the_reader() {
        let data = [0x05, 0x00, 0x01, 0x00, 0x05, 0x25, 0x35, 0x01, 0x87, 0xD6, 0x12, 0x00, 0xB1, 0x68, 0xDE, 0x3A];
        let told = sam_id(&data);
        assert_eq!(told.as_deref(), Some("05.01-20260101-0001234567-0987654321"));
        assert_eq!(sam_id(&data[..15]), None);
    }

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
