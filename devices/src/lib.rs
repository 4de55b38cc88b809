//! Everything the counter has on its table: the ID card reader, the scanner, the printer.
//!
//! Drivers run in a process of their own, `device-host`; the rest of the program talks to it
//! through [`Host`]. Nothing here knows what a case, a clerk or a material is.
//!
//! Each folder uses those before it: model, protocol, system, driver, reader, scanner, printer,
//! emulate, server, client.

mod client;
mod driver;
pub mod emulate;
mod model;
mod printer;
mod protocol;
mod reader;
mod scanner;
pub mod server;
mod system;

pub use client::Host;
pub use emulate::{Emulator, write_trial_scanner};
pub use model::{
    CardKind, CardReading, DeviceError, DeviceInfo, DeviceKind, DeviceState, Ended, PageFormat,
    ProbeReport, ScanRequest, ScannedPage, ethnic_name,
};
pub use protocol::PAGES_AHEAD;
/// What is said on the pipe, for what a fuzzer finds.
#[doc(hidden)]
pub use protocol::{Answer, Call, LIMITS};
pub use reader::frame;
