//! Which file counts: what takes the place of another, and where a station stands with what it has.

use counter_core::date::Date;

use crate::body::Kind;
use crate::error::CentreError;
use crate::file::CentreFile;

/// Whether a file may be a station's first one. Whose it is, the technician or the code says.
///
/// # Errors
/// It has ended.
pub fn check_first(file: &CentreFile, today: Date) -> Result<(), CentreError> {
    match file.body().is_ended(today) {
        true => Err(CentreError::Ended { until: file.body().until }),
        false => Ok(()),
    }
}

/// Whether `offer` may take the place of `current`: signed by the same key, or by the one that
/// `current` names as the next; for the same centre, station and kind; newer; not ended.
///
/// # Errors
/// The first reason why not. The key comes first: nothing that a stranger signed is compared.
pub fn check_replacement(
    current: &CentreFile,
    offer: &CentreFile,
    today: Date,
) -> Result<(), CentreError> {
    let is_named = current.body().next_key.as_ref() == Some(offer.key());
    if offer.key() != current.key() && !is_named {
        return Err(CentreError::OtherKey);
    }
    let (was, is) = (current.body(), offer.body());
    if is.centre.code != was.centre.code {
        return Err(CentreError::OtherCentre);
    }
    if is.station.code != was.station.code {
        return Err(CentreError::OtherStation);
    }
    if is.kind != was.kind {
        return Err(CentreError::OtherKind);
    }
    if is.version <= was.version {
        return Err(CentreError::NotNewer { current: was.version, offer: is.version });
    }
    check_first(offer, today)
}

/// Where a station stands with its centre. What follows from it, the station says: one that takes
/// people in goes on in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A real station that has no file.
    NotJoined,
    InForce,
    Ended,
}

impl Standing {
    pub fn judge_file(file: Option<&CentreFile>, today: Date) -> Self {
        match file {
            None => Self::NotJoined,
            Some(file) if file.body().is_ended(today) => Self::Ended,
            Some(_) => Self::InForce,
        }
    }
}

impl Kind {
    /// Whether an office of this kind gives the file out: a trial's never comes from a real office.
    pub fn is_of_office(self, is_trial: bool) -> bool {
        (self != Self::Real) == is_trial
    }
}
