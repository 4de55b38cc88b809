//! A supervisor's side of the desk: the queue of the station, one case to read, what goes back to
//! its window. Nothing here changes a case; what was sent back is noted by `delivery::returns`.
pub mod filed;
pub mod lateness;
pub mod marks;
pub mod mask;
pub mod office_looks;
pub mod pages;
pub mod parts;
pub mod queue;
pub mod reading;
pub mod revision;
pub mod send_back;
pub mod signatures;
pub mod station_case;
pub mod trail;
pub mod unread;

use crate::cases::Cases;
use crate::catalog::Catalog;
use crate::delivery::Delivery;
use crate::devices::Devices;
use crate::office::Office;
use crate::station::Station;
use counter_backoffice::LookReason;
use counter_core::date::Moment;
use office_looks::OfficeLooks;
use parking_lot::Mutex;
use parts::FetchedParts;
use queue::ShownQueue;
use std::collections::HashMap;
use std::sync::Arc;

/// What a supervisor was shown of the office, until they sign out.
#[derive(Default)]
struct Shown {
    queue: Option<ShownQueue>,
    /// How many pages of it are in sight.
    pages: u32,
    /// As the office tells them.
    looks: Option<(Moment, OfficeLooks)>,
    parts: FetchedParts,
    /// The id of a return whose answer was lost, so that the second try is the same return.
    unanswered: HashMap<String, (uuid::Uuid, String)>,
    /// Why each case that is shown in full is, by the case.
    reasons: HashMap<String, String>,
}

pub struct Review {
    station: Arc<Station>,
    office: Arc<Office>,
    catalog: Arc<Catalog>,
    cases: Arc<Cases>,
    devices: Arc<Devices>,
    delivery: Arc<Delivery>,
    shown: Mutex<Shown>,
}

impl Review {
    pub fn new(
        (station, office, catalog, cases): (Arc<Station>, Arc<Office>, Arc<Catalog>, Arc<Cases>),
        devices: Arc<Devices>,
        delivery: Arc<Delivery>,
    ) -> Review {
        Review { station, office, catalog, cases, devices, delivery, shown: Mutex::default() }
    }

    /// The case is read from now on for this reason; without one masked, because it is open.
    pub fn note_reason(&self, case: &str, typed: Option<String>) {
        let mut shown = self.shown.lock();
        match typed {
            Some(reason) => shown.reasons.insert(case.to_owned(), reason),
            None => shown.reasons.remove(case),
        };
    }

    /// What the office is told of why its record of the case is read.
    fn look_reason(&self, case: &str) -> LookReason {
        let typed = self.shown.lock().reasons.get(case).cloned();
        typed.map_or(LookReason::Case, |text| LookReason::Typed { text })
    }

    /// What names somebody goes with the supervisor who saw it.
    pub fn forget_people(&self) {
        *self.shown.lock() = Shown::default();
    }
}
