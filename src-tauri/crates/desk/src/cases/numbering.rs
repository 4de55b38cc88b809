//! Provisional numbers, given without asking anyone: `临<station>-<place>-<start>-<count>`.
//! `place` is this installation's, `start` is drawn afresh at each start and written nowhere before it is used, so that an
//! old copy of the data, counting on from an old count, cannot give a number that was given before.
use crate::station::errors::store_failure;
use crate::{Desk, Failure};
use counter_core::planted::{self, Mistake};

const PLACE: &str = "numbering";
pub const PLACE_LETTERS: usize = 3;
pub const START_LETTERS: usize = 4;

/// The number as people read it.
pub fn text(station: &str, place: &str, start: &str, count: u64) -> String {
    let start = if planted::is(Mistake::NumberFromOldDisk) { "" } else { start };
    format!("{}{start}-{count:04}", begins(station, place))
}

fn begins(station: &str, place: &str) -> String {
    format!("临{station}-{place}-")
}

impl Desk {
    pub fn provisional_number(&self) -> Result<String, Failure> {
        let place = match self.setting(PLACE) {
            Some(place) => place,
            None => {
                let place = self.fresh_word(PLACE_LETTERS);
                self.keep(PLACE, &place)?;
                place
            }
        };
        let count = self.with_store(|s| s.next_number("provisional").map_err(store_failure))?;
        let station = self.setting("station_code").unwrap_or_default();
        Ok(text(&station, &place, &self.start_word, count))
    }

    /// What every number of this installation begins with, once there is one.
    pub fn own_numbers(&self) -> Option<String> {
        self.setting(PLACE).map(|place| self.numbers_of(&place))
    }

    pub fn place(&self) -> Option<String> {
        self.setting(PLACE)
    }

    /// An installation whose data is gone goes on under its old name, so that the office's list still tells what it had.
    pub fn take_place(&self, place: &str) -> Result<(), Failure> {
        if self.setting(PLACE).is_some() { Ok(()) } else { self.keep(PLACE, place) }
    }

    fn numbers_of(&self, place: &str) -> String {
        begins(&self.setting("station_code").unwrap_or_default(), place)
    }
}
