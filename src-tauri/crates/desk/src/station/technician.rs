//! Whoever shows a code of the centre at this station may change, for a while, what clerks may not.
//! A technician is no account of the office.
use super::Station;
use super::stored::StoredName;
use crate::Failure;
use crate::contract::FailureCode;
use counter_centre::{Code, Purpose, find_technician_entry};
use counter_core::date::{Moment, moment_text};

/// For as long as one code is good once it was shown.
const LEAVE_MS: i64 = 30 * 60_000;

/// Which settings are a clerk's own at a station of a real centre: how the screen is, and which of
/// the devices is used.
const CLERKS_OWN: [&str; 8] = [
    "language",
    "text_size",
    "citizen_screen",
    "reader_port",
    "scanner",
    "scan_source",
    "scan_resolution",
    "printer",
];

impl Station {
    /// Uses the code up. Judged without the line: its hash stands in the centre's file.
    pub fn open_technician_leave(&self, typed: &str) -> Result<(), Failure> {
        let code = Code::read(typed)?;
        if code.purpose() != Purpose::Technician {
            return Err(Failure::new(FailureCode::CodeOtherPurpose));
        }
        let file = self.joined_centre().ok_or_else(|| Failure::new(FailureCode::CodeUnknown))?;
        let mut hashes: Vec<String> =
            self.stored_value(StoredName::TechnicianCodesUsed).unwrap_or_default();
        let is_used = |hash: &str| hashes.iter().any(|known| known == hash);
        find_technician_entry(&code, &file, is_used, self.reckoned_date())?;
        hashes.push(code.sha256());
        self.store_value(StoredName::TechnicianCodesUsed, &hashes)?;
        *self.technician_until.lock() = Some(self.reckoned_ms().saturating_add(LEAVE_MS));
        Ok(())
    }

    /// With the session of whoever let the technician at this window.
    pub fn end_technician_leave(&self) {
        self.technician_until.lock().take();
    }

    pub fn technician_until(&self) -> Option<Moment> {
        let until_ms = *self.technician_until.lock();
        until_ms.filter(|until| self.reckoned_ms() < *until).map(Moment::from_millis)
    }

    pub fn technician_until_text(&self) -> Option<String> {
        self.technician_until().map(moment_text)
    }

    /// Of these settings, those that may not be changed now.
    pub fn list_locked<'a>(&self, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
        let of_centre = self.list_settled();
        let (has_file, is_bound) = (self.joined_centre().is_some(), self.is_bound_to_office());
        let has_leave = self.technician_until().is_some();
        let is_locked = |name: &&str| {
            let of_office = matches!(*name, "office" | "catalogue_key");
            let beyond_clerk = match has_file {
                true => !CLERKS_OWN.contains(name),
                false => of_office && is_bound,
            };
            of_centre.contains(name) || (beyond_clerk && !has_leave)
        };
        names.filter(is_locked).collect()
    }
}
