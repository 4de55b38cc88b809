//! Reading an ID card, as the desk does it through the device host, beside the time that its bytes
//! take on the wire.

use std::time::{Duration, Instant};

use counter_devices::frame::{self, Command, HEADER};
use counter_devices::{DeviceError, Host};

use super::figure::Figure;
use super::start::OURS;
use kit::place::{Place, program_path};
use kit::{Fault, TestResult};

pub const WIRE: &str = "the same bytes on a wire at 115 200 baud";
const BAUD: f64 = 115_200.0;
/// Start, eight, stop.
const BITS: f64 = 10.0;

pub async fn measure_card_reads(rounds: usize) -> TestResult<Figure> {
    let place = Place::new()?;
    let exe = program_path("device-host")?;
    let port = place.under("id-reader");
    let broken = |error: DeviceError| Fault::wrong(format!("the reader failed: {}", error.code()));
    let _reader = Host::start_emulator(&exe, &port).await.map_err(broken)?;
    let host = Host::new(exe);
    let port = port.to_string_lossy().into_owned();
    let mut figure = Figure::new("ID card read", "ms", &[OURS, WIRE]);
    for _ in 0..=rounds {
        let start = Instant::now();
        host.read_card(&port, Some(BAUD as u32)).await.map_err(broken)?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        figure.add(OURS, took);
        figure.add(WIRE, on_the_wire());
        // The card just read is lifted at the next look, and the next one lies there for the next
        // round.
        match host.read_card_within(&port, Some(BAUD as u32), Duration::ZERO).await {
            Err(DeviceError::NoCard | DeviceError::CardMustBeLifted) => {}
            Ok(_) => return Err(Fault::wrong("the card was not lifted")),
            Err(error) => return Err(broken(error)),
        }
    }
    // The first started the device host.
    Ok(figure.without_first())
}

/// Requests and replies of one reading (T/CSPIA 001 frames): state, find, select, text with photo,
/// no newer address, the reader's number.
fn on_the_wire() -> f64 {
    let reply = |data: usize| HEADER + 3 + data + 1;
    let text_and_photo = 2 + 2 + 256 + 1024;
    let exchanges = [
        (Command::Status, reply(0)),
        (Command::Find, reply(4)),
        (Command::Select, reply(8)),
        (Command::ReadText, reply(text_and_photo)),
        (Command::NewestAddress, reply(0)),
        (Command::SamId, reply(16)),
    ];
    let bytes: usize = exchanges
        .iter()
        .map(|(command, reply)| frame::encode_request(*command).len() + reply)
        .sum();
    bytes as f64 * BITS / BAUD * 1000.0
}
