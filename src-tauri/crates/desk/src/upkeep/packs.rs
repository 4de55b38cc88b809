//! Catalogues that nobody needs any more go, once a day: each is as large as the town's whole list.
use crate::cases::journal::line_of;
use crate::catalog::packs::{BEFORE, CURRENT, key};
use crate::station::errors::store_failure;
use crate::{Desk, Failure};
use counter_catalog::Pack;
use counter_core::case::Case;
use counter_core::{fact, keep};
use counter_store::HeadFilter;
use std::collections::BTreeSet;

/// The day on which this was done last.
const DONE: &str = "care.packs";
/// What else is kept under `pack.`: no version is called so.
const WORDS: [&str; 5] = ["current", "before", "etag", "news", "news.read"];

/// Stays what a case here is pinned to, what is in use, what the news are told against, and what this program carries.
pub fn prune(desk: &Desk) -> Result<(), Failure> {
    let today = crate::views::case::date_text(desk.now().date());
    if desk.setting(DONE).as_deref() == Some(&today) {
        return Ok(());
    }
    let names = desk.with_store(|s| s.settings_named(&key("")).map_err(store_failure))?;
    let kept: Vec<String> = names.iter().filter_map(|name| name.strip_prefix(&key(""))).map(str::to_owned).collect();
    let kept: Vec<String> = kept.into_iter().filter(|version| !WORDS.contains(&version.as_str())).collect();
    let mut stay = vec![desk.shelf().pack.version().to_owned()];
    stay.extend([CURRENT, BEFORE].into_iter().filter_map(|name| desk.setting(name)));
    stay.extend(Pack::builtin().map(|pack| pack.version().to_owned()));
    let stay: Vec<&str> = stay.iter().map(String::as_str).collect();
    // Every journal is read only when there is something to gain by it.
    if !keep::packs_to_go(&kept, &BTreeSet::new(), &stay).is_empty() {
        for version in keep::packs_to_go(&kept, &pinned(desk)?, &stay) {
            desk.with_store(|s| s.remove_setting(&key(&version)).map_err(store_failure))?;
            tracing::info!(version, "a catalogue that no case is pinned to is not kept any longer");
        }
    }
    desk.keep(DONE, &today)
}

/// One case that cannot be read, and nothing goes.
fn pinned(desk: &Desk) -> Result<BTreeSet<String>, Failure> {
    let heads = desk.with_store(|s| s.heads(&HeadFilter::default()).map_err(store_failure))?;
    let version = |case: String| {
        let lines: Vec<_> =
            desk.with_store(|s| s.entries(&case).map_err(store_failure))?.into_iter().map(line_of).collect();
        let entries = fact::read(&lines).map_err(|_| Failure::new("database_damaged"))?;
        Case::fold(&entries).map(|case| case.pack_version).ok_or_else(|| Failure::new("database_damaged"))
    };
    heads.into_iter().map(|head| version(head.case)).collect()
}
