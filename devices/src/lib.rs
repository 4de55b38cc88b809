//! Everything the counter has on its table: the ID card reader, the scanner, the printer.
//!
//! Drivers run in a process of their own, `device-host`; the rest of the program talks to it
//! through [`host::Host`]. Nothing here knows what a case, a clerk or a material is.

pub mod card;
pub mod emulate;
mod error;
pub mod ethnic;
pub mod frame;
pub mod host;
mod link;
pub mod list;
pub mod print;
pub mod protocol;
pub mod reader;
pub mod scan;
mod scratch;
pub mod serve;
mod tool;

pub use card::{CardKind, CardReading};
pub use emulate::{Emulator, write_trial_scanner};
pub use error::DeviceError;
pub use host::Host;
pub use list::{DeviceInfo, DeviceKind, DeviceState};
pub use protocol::ProbeReport;
pub use scan::{Ended, PageFormat, ScanRequest, ScannedPage};
