//! Printers through CUPS.

mod cups;

pub use cups::CupsPrinters;
