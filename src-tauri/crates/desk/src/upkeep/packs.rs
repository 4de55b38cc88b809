//! Catalogues that nobody needs any more go, once a day: each is as large as the town's whole list.
use super::Upkeep;
use crate::Failure;
use crate::contract::FailureCode;
use crate::station::stored::StoredName;
use counter_catalog::Pack;
use counter_core::case::Case;
use counter_core::date::date_text;
use counter_core::retention;
use counter_store::HeadFilter;
use std::collections::BTreeSet;

/// Before each version, and before what else is stored of packs: no version is called so.
const PREFIX: &str = "pack.";
const OTHER_NAMES: [&str; 5] = ["current", "before", "etag", "news", "news.read"];

impl Upkeep {
    /// Stays what a case here is pinned to, what is in use, what the news are counted against, and
    /// what this program carries.
    pub(super) fn remove_unneeded_packs(&self) -> Result<(), Failure> {
        let today = date_text(self.station.now().date());
        if self.station.stored_text(StoredName::PacksDay).as_deref() == Some(&today) {
            return Ok(());
        }
        let stored = self.stored_versions()?;
        let mut needed = vec![self.catalog.current().pack.version().to_owned()];
        needed.extend(
            [StoredName::PackCurrent, StoredName::PackBefore]
                .into_iter()
                .filter_map(|name| self.station.stored_text(name)),
        );
        needed.extend(Pack::builtin().map(|pack| pack.version().to_owned()));
        let needed: Vec<&str> = needed.iter().map(String::as_str).collect();
        // Every journal is read only when there is something to gain by it.
        if !retention::find_unneeded_packs(&stored, &BTreeSet::new(), &needed).is_empty() {
            for version in
                retention::find_unneeded_packs(&stored, &self.pinned_versions()?, &needed)
            {
                self.station
                    .with_store(|store| store.remove_setting(&StoredName::Pack(&version).text()))?;
                tracing::info!(
                    version,
                    "a catalogue that no case is pinned to is not kept any longer"
                );
            }
        }
        self.station.store_text(StoredName::PacksDay, &today)
    }

    fn stored_versions(&self) -> Result<Vec<String>, Failure> {
        let names = self.station.with_store(|store| store.settings_named(PREFIX))?;
        let versions = names.iter().filter_map(|name| name.strip_prefix(PREFIX));
        Ok(versions.filter(|version| !OTHER_NAMES.contains(version)).map(str::to_owned).collect())
    }

    /// One case that cannot be read, and nothing goes.
    fn pinned_versions(&self) -> Result<BTreeSet<String>, Failure> {
        let heads = self.station.with_store(|store| store.heads(&HeadFilter::default()))?;
        let version = |case: String| {
            let case = Case::fold(&self.cases.read_entries(&case)?);
            case.map(|case| case.pack_version)
                .ok_or_else(|| Failure::new(FailureCode::DatabaseDamaged))
        };
        heads.into_iter().map(|head| version(head.case)).collect()
    }
}
