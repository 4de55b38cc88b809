//! The drivers that `device-host` has: one line each.

use crate::driver::Registry;
use crate::printer::CupsPrinters;
use crate::reader::SerialReaders;
use crate::scanner::SaneScanners;

pub fn builtin_drivers() -> Registry {
    let mut drivers = Registry::default();
    drivers.add_reader("", SerialReaders::default());
    drivers.add_scanner("", SaneScanners::default());
    drivers.add_printer("", CupsPrinters);
    drivers
}
