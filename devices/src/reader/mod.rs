//! ID card readers on a serial port that speak SAM-V (GA 450, T/CSPIA 001), and the text of the
//! cards.

pub(crate) mod card_text;
mod driver;
pub mod frame;
mod port;
mod sam_id;
mod serial;

pub use driver::SerialReaders;
