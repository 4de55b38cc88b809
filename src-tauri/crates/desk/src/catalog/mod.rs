//! The catalogue this desk works from: which pack is in use, which older ones open cases are pinned
//! to, how a newer one comes in while the clerk works, and which items a clerk used lately. Whether
//! a pack may be believed says counter-catalog.
pub mod loaded_pack;
pub mod news;
pub mod recent;
pub mod update;

use crate::contract::Topic;
use crate::contract::views::{Notice, NoticeKind};
use crate::devices::Devices;
use crate::office::Office;
use crate::station::Station;
use crate::station::stored::StoredName;
use counter_catalog::Pack;
use counter_core::date::date_text;
use loaded_pack::LoadedPack;
use parking_lot::{Mutex, RwLock};
use std::sync::Arc;
use update::Updates;

/// Older packs that stay read; cases of more versions than these are not open at one counter.
const AT_HAND: usize = 4;

pub struct Catalog {
    station: Arc<Station>,
    office: Arc<Office>,
    devices: Arc<Devices>,
    current: RwLock<Arc<LoadedPack>>,
    older: Mutex<Vec<Arc<LoadedPack>>>,
    updates: Updates,
}

impl Catalog {
    pub fn new(station: Arc<Station>, office: Arc<Office>, devices: Arc<Devices>) -> Catalog {
        let pack = Pack::builtin().unwrap_or_else(|error| {
            tracing::error!(code = error.code(), "the built-in catalogue cannot be read");
            Pack::empty()
        });
        let current = RwLock::new(Arc::new(LoadedPack::new(pack)));
        let updates = Updates::new(office.subscribe_line());
        Catalog { station, office, devices, current, older: Mutex::default(), updates }
    }

    /// The store is open: the pack as last taken is in use; without one the built-in stays. That
    /// one is stored as well, for a case that is still open when a newer program carries another.
    pub fn open(&self) {
        let built_in = self.current().pack.version().to_owned();
        if self.station.stored_text(StoredName::Pack(&built_in)).is_none()
            && let Ok(text) =
                Pack::builtin_signed().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            && self.station.store_text(StoredName::Pack(&built_in), &text).is_err()
        {
            tracing::warn!("the built-in catalogue could not be kept");
        }
        let version = self.station.stored_text(StoredName::PackCurrent);
        if let Some(pack) = version.and_then(|version| self.stored_pack(&version)) {
            self.use_pack(pack);
        }
    }

    /// The pack in use.
    pub fn current(&self) -> Arc<LoadedPack> {
        self.current.read().clone()
    }

    /// The pack a case is pinned to; the one in use when the pinned version was never stored.
    pub fn pinned(&self, version: &str) -> Arc<LoadedPack> {
        let current = self.current();
        if current.pack.version() == version {
            return current;
        }
        let mut older = self.older.lock();
        if let Some(loaded) = older.iter().find(|loaded| loaded.pack.version() == version) {
            return loaded.clone();
        }
        let Some(pack) = self.stored_pack(version) else { return current };
        let loaded = Arc::new(LoadedPack::new(pack));
        older.insert(0, loaded.clone());
        older.truncate(AT_HAND);
        loaded
    }

    fn stored_pack(&self, version: &str) -> Option<Pack> {
        let text = self.station.stored_text(StoredName::Pack(version))?;
        Pack::from_file(text)
            .inspect_err(|error| tracing::warn!(code = error.code(), "a kept pack cannot be read"))
            .ok()
    }

    fn use_pack(&self, pack: Pack) {
        let loaded = Arc::new(LoadedPack::new(pack));
        // Before the clerk types the first letter.
        loaded.search();
        *self.current.write() = loaded;
    }

    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if let Some(params) = self.updates.refusal_params() {
            notices.push(Notice::new(NoticeKind::CatalogueRefused, false, &params));
        }
        let until = self.current().pack.until().filter(|until| *until < self.station.now().date());
        if let Some(until) = until {
            notices.push(Notice::new(
                NoticeKind::CatalogueExpired,
                false,
                &[("until", date_text(until))],
            ));
        }
        notices.extend(self.news_notice());
        notices.extend(self.templates_notice());
        notices
    }

    /// Papers for which the program's own template is used though the pack brings one.
    fn templates_notice(&self) -> Option<Notice> {
        let loaded = self.current();
        let refused = self.devices.list_refused_templates(loaded.pack.templates());
        let version = loaded.pack.version().to_owned();
        let params = [("version", version), ("papers", refused.join(" "))];
        let notice = || Notice::new(NoticeKind::TemplatesRefused, false, &params);
        (!refused.is_empty()).then(notice)
    }

    /// The pack's own templates are tried before somebody waits for a paper; what was tried is not
    /// tried again.
    async fn try_templates(&self) {
        let loaded = self.current();
        let before = self.devices.list_refused_templates(loaded.pack.templates()).len();
        self.devices.try_templates(loaded.pack.templates()).await;
        if self.devices.list_refused_templates(loaded.pack.templates()).len() != before {
            self.station.announce(Topic::Status);
        }
    }
}
