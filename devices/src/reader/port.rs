//! One open serial port and the exchange of one request for one reply on it, in the time the wire
//! needs. Knows frames and speeds; what a status means is the caller's.

use std::io::{ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use serialport::{ClearBuffer, SerialPort, TTYPort};

use super::frame::{self, Command, HEADER, LONGEST, PREAMBLE, Reply};
use crate::model::DeviceError;
use crate::system::StopSignal;

/// How long a reader may think, before the time the bytes need on the wire.
const THINKING: Duration = Duration::from_millis(1_000);
const READING: Duration = Duration::from_millis(3_000);
const PROBING: Duration = Duration::from_millis(250);
/// A reader that has begun to answer sends without a pause, whatever the adapter in between.
const PAUSE: Duration = Duration::from_millis(700);
/// So a stop is noticed while waiting.
const SLICE: Duration = Duration::from_millis(100);

pub struct SerialLine {
    port: TTYPort,
    speed: u32,
}

impl SerialLine {
    pub fn open_port(path: &str, speed: u32) -> Result<Self, DeviceError> {
        let mut port = serialport::new(path, speed)
            .timeout(SLICE)
            .open_native()
            .map_err(|error| open_error(&error))?;
        // Some readers take power from this line; a port without it is fine too.
        let _ = port.write_data_terminal_ready(true);
        Ok(Self { port, speed })
    }

    pub fn baud_rate(&self) -> u32 {
        self.speed
    }

    pub fn set_speed(&mut self, speed: u32) -> Result<(), DeviceError> {
        self.port.set_baud_rate(speed).map_err(|_| DeviceError::ReaderNotConnected)?;
        self.speed = speed;
        Ok(())
    }

    /// Sends and waits. A damaged exchange, or one that breaks off, is tried once more.
    pub fn exchange(&mut self, command: Command, stop: &StopSignal) -> Result<Reply, DeviceError> {
        let thinking = match command {
            Command::ReadText | Command::NewestAddress => READING,
            _ => THINKING,
        };
        match self.exchange_once(command, thinking, stop) {
            Err(DeviceError::ReaderGarbled | DeviceError::ReaderInterrupted) => {}
            Ok(reply) if reply.status == frame::DAMAGED => {}
            outcome => return outcome,
        }
        self.exchange_once(command, thinking, stop)
    }

    /// Is a reader there? Asked with little patience, for trying speeds.
    pub fn probe_status(&mut self, stop: &StopSignal) -> Result<Reply, DeviceError> {
        self.exchange_once(Command::Status, PROBING, stop)
    }

    fn exchange_once(
        &mut self,
        command: Command,
        thinking: Duration,
        stop: &StopSignal,
    ) -> Result<Reply, DeviceError> {
        let request = frame::encode_request(command);
        let until =
            Instant::now() + thinking + transfer_time(longest_reply(command), self.speed) * 2;
        self.port.clear(ClearBuffer::Input).map_err(clear_error)?;
        self.port.write_all(&request).map_err(io_error)?;
        let header = self.read_header(until, stop)?;
        let length = frame::remaining_length(&header).ok_or(DeviceError::ReaderGarbled)?;
        let mut remaining = vec![0; length];
        self.fill(&mut remaining, until, Some(PAUSE), stop).map_err(interrupted_error)?;
        frame::parse_reply(&header, &remaining)
    }

    /// The next seven bytes that are a header, skipping what may lie before it.
    fn read_header(
        &mut self,
        until: Instant,
        stop: &StopSignal,
    ) -> Result<[u8; HEADER], DeviceError> {
        let mut header = [0; HEADER];
        self.fill(&mut header, until, None, stop).map_err(|error| match header {
            [first, ..] if PREAMBLE.starts_with(&[first]) => interrupted_error(error),
            _ => error,
        })?;
        for _ in 0..LONGEST {
            if frame::remaining_length(&header).is_some() {
                return Ok(header);
            }
            header.rotate_left(1);
            let [.., last] = &mut header;
            self.fill(std::slice::from_mut(last), until, None, stop)?;
        }
        Err(DeviceError::ReaderGarbled)
    }

    /// Timed out at `until`, or sooner when nothing more comes for as long as `pause`.
    fn fill(
        &mut self,
        mut bytes: &mut [u8],
        until: Instant,
        pause: Option<Duration>,
        stop: &StopSignal,
    ) -> Result<(), DeviceError> {
        let mut last_byte_at = Instant::now();
        while !bytes.is_empty() {
            if stop.is_set() {
                return Err(DeviceError::Cancelled);
            }
            if Instant::now() >= until || pause.is_some_and(|pause| last_byte_at.elapsed() >= pause)
            {
                return Err(DeviceError::ReaderTimedOut);
            }
            match self.port.read(bytes) {
                Ok(0) => return Err(DeviceError::ReaderNotConnected),
                Ok(count) => {
                    last_byte_at = Instant::now();
                    bytes = bytes.get_mut(count..).unwrap_or_default();
                }
                Err(error) if error.kind() == ErrorKind::TimedOut => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(io_error(error)),
            }
        }
        Ok(())
    }
}

/// Silence in the middle of an answer is another fault than none at all.
fn interrupted_error(error: DeviceError) -> DeviceError {
    match error {
        DeviceError::ReaderTimedOut => DeviceError::ReaderInterrupted,
        error => error,
    }
}

/// Ten bits a byte: start, eight, stop.
fn transfer_time(bytes: u32, speed: u32) -> Duration {
    Duration::from_secs(u64::from(bytes) * 10) / speed.max(300)
}

fn longest_reply(command: Command) -> u32 {
    match command {
        Command::ReadText => 1295,
        Command::NewestAddress => 300,
        _ => 40,
    }
}

fn open_error(error: &serialport::Error) -> DeviceError {
    use serialport::ErrorKind as Kind;
    match error.kind() {
        Kind::Io(ErrorKind::PermissionDenied) => DeviceError::ReaderAccessDenied,
        Kind::Io(ErrorKind::ResourceBusy) => DeviceError::ReaderBusy,
        _ if error.description.contains("exclusive") || error.description.contains("busy") => {
            DeviceError::ReaderBusy
        }
        _ => DeviceError::ReaderNotConnected,
    }
}

fn io_error(error: std::io::Error) -> DeviceError {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => DeviceError::ReaderTimedOut,
        _ => DeviceError::ReaderNotConnected,
    }
}

fn clear_error(_: serialport::Error) -> DeviceError {
    DeviceError::ReaderNotConnected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_takes_its_time() {
        assert_eq!(transfer_time(1295, 9_600).as_millis(), 1348);
        assert_eq!(transfer_time(1295, 115_200).as_millis(), 112);
    }
}
