//! Which file counts: what takes the place of another, and what a station does with what it has.

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

/// Where a station stands with its centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A real station that has no file.
    NotJoined,
    InForce,
    Ended,
}

/// What follows from it. A station that takes people in goes on in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    pub takes_new_packs: bool,
    pub prints_place_texts: bool,
    /// What is said of it: a code.
    pub notice: Option<&'static str>,
}

impl Standing {
    pub fn judge_file(file: Option<&CentreFile>, today: Date) -> Self {
        match file {
            None => Self::NotJoined,
            Some(file) if file.body().is_ended(today) => Self::Ended,
            Some(_) => Self::InForce,
        }
    }

    /// `has_catalogue_key`: the station was given a key of packs, by its file or by its own
    /// settings.
    pub fn list_terms(self, has_catalogue_key: bool) -> Terms {
        match self {
            Self::NotJoined => Terms {
                takes_new_packs: has_catalogue_key,
                prints_place_texts: false,
                notice: Some("centre_not_joined"),
            },
            Self::InForce => {
                Terms { takes_new_packs: has_catalogue_key, prints_place_texts: true, notice: None }
            }
            Self::Ended => Terms {
                takes_new_packs: false,
                prints_place_texts: true,
                notice: Some("centre_ended"),
            },
        }
    }
}

impl Kind {
    /// Whether an office of this kind gives the file out: a trial's never comes from a real office.
    pub fn is_of_office(self, is_trial: bool) -> bool {
        (self != Self::Real) == is_trial
    }
}
