//! The office's word for a copy of a rescued disk: it goes along with each report of the
//! installation until the office has answered one. How the copy was made, `records::rescue` says.
use super::Office;
use crate::Failure;
use crate::station::stored::StoredName;
use counter_backoffice::RecoveryReport;

/// Whether the office knows that these records are a copy of a rescued disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryWord {
    /// It has answered, or there is nothing to tell.
    Told,
    /// It has not answered yet.
    Owed,
    /// The office there has introduced itself, and writes no such thing down.
    Unheard,
}

impl Office {
    pub fn recovery_word(&self) -> RecoveryWord {
        if self.station.stored_text(StoredName::Recovered).is_none() {
            return RecoveryWord::Told;
        }
        let introduction = self.introduction();
        let is_deaf = introduction.name.is_some() && !introduction.knows_recoveries;
        if is_deaf { RecoveryWord::Unheard } else { RecoveryWord::Owed }
    }

    /// Only where the office names the ability.
    pub(super) fn find_recovery_to_tell(&self) -> Option<RecoveryReport> {
        let recovered = self.station.stored_value(StoredName::Recovered);
        recovered.filter(|_| self.introduction().knows_recoveries)
    }

    pub(super) fn note_recovery_told(&self, told: Option<&RecoveryReport>) -> Result<(), Failure> {
        told.map_or(Ok(()), |_| self.station.remove_stored(StoredName::Recovered))
    }
}
