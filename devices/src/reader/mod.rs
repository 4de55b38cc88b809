//! Reading ID cards from a reader on a serial port.

pub mod card_text;
pub mod frame;
mod port;
pub mod serial;
