//! Everything the counter has on its table: the ID card reader, the scanner, the printer.
//!
//! Drivers run in a process of their own, `device-host`; the rest of the program talks to it
//! through [`host::Host`]. Nothing here knows what a case, a clerk or a material is.

mod client;
pub mod emulate;
mod model;
mod printer;
pub mod protocol;
pub mod reader;
mod scanner;
pub mod server;
mod system;

pub use client::host;
pub use client::host::Host;
pub use emulate::{Emulator, write_trial_scanner};
pub use model::device::{DeviceInfo, DeviceKind, DeviceState};
pub use model::error::DeviceError;
pub use model::scan::{Ended, PageFormat, ScanRequest, ScannedPage};
pub use model::{ethnic, scan};
pub use protocol::ProbeReport;
pub use reader::card_text as card;
pub use reader::card_text::{CardKind, CardReading};
pub use reader::frame;
