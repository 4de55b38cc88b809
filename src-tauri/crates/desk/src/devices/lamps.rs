//! The devices' state as far as it is known from their last use.
use super::Devices;
use crate::contract::Topic;
use crate::contract::views::Lamp;
use counter_devices::{CardReading, DeviceError, Ended};

#[derive(Clone, Copy, Default)]
pub struct Faults {
    reader: bool,
    scanner: bool,
}

pub struct Lamps {
    pub reader: Lamp,
    pub scanner: Lamp,
    pub printer: Lamp,
}

impl Devices {
    /// A copy is made where a scan would do.
    pub fn is_scanner_out(&self) -> bool {
        matches!(self.lamps().scanner, Lamp::Off | Lamp::Fault)
    }

    /// A card that lay badly is not the reader's fault.
    pub fn note_reading(&self, outcome: &Result<CardReading, DeviceError>) {
        self.faults.lock().reader = !matches!(
            outcome,
            Ok(_)
                | Err(DeviceError::NoCard
                    | DeviceError::CardMustBeLifted
                    | DeviceError::CardMovedTooSoon)
        );
        self.station.announce(Topic::Status);
    }

    pub fn note_scan(&self, outcome: &Result<Ended, DeviceError>) {
        self.faults.lock().scanner = !matches!(
            outcome,
            Ok(Ended::Complete | Ended::FeederEmpty | Ended::Cancelled | Ended::NoPages)
        );
        self.station.announce(Topic::Status);
        self.station.announce(Topic::Citizen);
    }

    pub fn lamps(&self) -> Lamps {
        let lamp = |there: bool, fault: bool| match (there, fault) {
            (false, _) => Lamp::Off,
            (true, true) => Lamp::Fault,
            (true, false) => Lamp::On,
        };
        let faults = *self.faults.lock();
        let settings = self.station.settings();
        let has_reader = !settings.reader_port.is_empty() || self.invents_reader();
        let has_scanner = self.find_scanner().is_some();
        Lamps {
            reader: lamp(has_reader, faults.reader),
            scanner: if self.is_scanning() {
                Lamp::Busy
            } else {
                lamp(has_scanner, faults.scanner)
            },
            printer: lamp(!settings.printer.is_empty(), false),
        }
    }
}
