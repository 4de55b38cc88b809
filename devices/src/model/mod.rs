//! What all drivers speak of: devices, cards, pages, and what can go wrong with them.

mod card;
mod device;
mod error;
mod ethnic;
mod scan;

pub use card::{CardKind, CardReading};
pub use device::{DeviceInfo, DeviceKind, DeviceState, ProbeReport};
pub use error::DeviceError;
pub use ethnic::ethnic_name;
pub use scan::{Ended, PageFormat, ScanRequest, ScannedPage};
