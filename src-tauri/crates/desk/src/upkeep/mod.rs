//! Care of what lies on this computer: pages that the office has had for long, room on the disk,
//! packs that no case needs, whether the data is an older copy and what is sealed still whole, and
//! what is told of updates. In the background; nothing here keeps a clerk from working.
pub mod disk_space;
pub mod old_copy;
pub mod packs;
pub mod retention;
pub mod scrub;
pub mod update_door;
pub mod updates;

use crate::cases::Cases;
use crate::catalog::Catalog;
use crate::delivery::Delivery;
use crate::office::Office;
use crate::station::Station;
use parking_lot::Mutex;
use scrub::Scrub;
use std::sync::{Arc, Weak};
use std::time::Duration;
use update_door::UpdateDoor;
use updates::UpdateNews;

const LOOK_EVERY: Duration = Duration::from_secs(5);

pub struct Upkeep {
    station: Arc<Station>,
    office: Arc<Office>,
    catalog: Arc<Catalog>,
    cases: Arc<Cases>,
    delivery: Arc<Delivery>,
    update_news: Mutex<UpdateNews>,
    update_door: Mutex<UpdateDoor>,
    scrub: Mutex<Scrub>,
}

impl Upkeep {
    pub fn new(
        (station, office, catalog, cases): (Arc<Station>, Arc<Office>, Arc<Catalog>, Arc<Cases>),
        delivery: Arc<Delivery>,
    ) -> Upkeep {
        Upkeep {
            station,
            office,
            catalog,
            cases,
            delivery,
            update_news: Mutex::default(),
            update_door: Mutex::default(),
            scrub: Mutex::default(),
        }
    }
}

impl Upkeep {
    /// One round of all of it; what cannot be done now waits for the next one.
    pub async fn look_after_data(&self) {
        if let Err(failure) = self.remove_old_pages().await {
            tracing::debug!(code = failure.code.as_str(), "pages stay until the next look");
        }
        if let Err(failure) = self.remove_unneeded_packs() {
            tracing::debug!(
                code = failure.code.as_str(),
                "older catalogues stay until the next look"
            );
        }
        if let Err(failure) = self.read_files_again() {
            tracing::debug!(code = failure.code.as_str(), "files are read at the next look");
        }
    }
}

/// Has the upkeep only while it works, so that a desk that is let go closes its store.
pub async fn run_upkeep(upkeep: Weak<Upkeep>) {
    while let Some(here) = upkeep.upgrade().filter(|here| !here.station.is_closed()) {
        here.look_after_data().await;
        drop(here);
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
