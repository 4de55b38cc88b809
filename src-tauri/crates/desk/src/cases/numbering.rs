//! Provisional numbers, given without asking anyone: `临<station>-<place>-<start>-<count>`. `place`
//! is this installation's, `start` is drawn afresh at each start and written nowhere before it is
//! used, so that an old copy of the data, counting on from an old count, cannot give a number that
//! was given before.
//!
//! Invariant: numbers are unique by a table of their own, and never change or go. A provisional
//! number holds a word drawn at this start, so that an old copy of the data cannot give one again.
use super::Cases;
use crate::Failure;
use crate::station::ids::random_word;
use crate::station::stored::StoredName;
use counter_core::mutants::is_planted;

pub const PLACE_LETTERS: usize = 3;
pub use crate::station::ids::START_LETTERS;

/// The number as people read it.
pub fn format_provisional(station: &str, place: &str, start: &str, count: u64) -> String {
    let start = if is_planted("NumberFromOldDisk") { "" } else { start };
    format!("{}{start}-{count:04}", number_prefix(station, place))
}

fn number_prefix(station: &str, place: &str) -> String {
    format!("临{station}-{place}-")
}

impl Cases {
    pub fn next_provisional_number(&self) -> Result<String, Failure> {
        let place = match self.numbering_place() {
            Some(place) => place,
            None => {
                let place = random_word(PLACE_LETTERS);
                self.station.store_text(StoredName::NumberingPlace, &place)?;
                place
            }
        };
        let count = self.station.with_store(|store| store.next_number("provisional"))?;
        Ok(format_provisional(
            &self.station.station_code(),
            &place,
            &self.station.start_word,
            count,
        ))
    }

    /// What every number of this installation begins with, once there is one.
    pub fn own_number_prefix(&self) -> Option<String> {
        self.numbering_place().map(|place| number_prefix(&self.station.station_code(), &place))
    }

    pub fn numbering_place(&self) -> Option<String> {
        self.station.stored_text(StoredName::NumberingPlace)
    }

    /// An installation whose data is gone goes on under its old name, so that the office's list
    /// still says what it had.
    pub fn adopt_numbering_place(&self, place: &str) -> Result<(), Failure> {
        match self.numbering_place() {
            Some(_) => Ok(()),
            None => self.station.store_text(StoredName::NumberingPlace, place),
        }
    }
}
