//! A pack that was read, with its search and the days it counts by.
use counter_backoffice::digest::sha256_hex;
use counter_catalog::{Pack, Search};
use counter_core::calendar::Calendar;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Of a digest, to tell calendars apart.
const MARK_DIGITS: usize = 16;

pub struct LoadedPack {
    pub pack: Pack,
    pub calendar: Calendar,
    /// Tells this calendar from another.
    pub calendar_mark: String,
    search: OnceLock<Search>,
    departments: OnceLock<Vec<String>>,
}

impl LoadedPack {
    pub fn new(pack: Pack) -> LoadedPack {
        let calendar = Calendar::builtin().with_newer_years(pack.calendar().clone());
        let calendar_mark = mark_calendar(&calendar);
        LoadedPack {
            pack,
            calendar,
            calendar_mark,
            search: OnceLock::new(),
            departments: OnceLock::new(),
        }
    }

    /// Built when it is first wanted: a pack that an old case is pinned to is seldom searched.
    pub fn search(&self) -> &Search {
        self.search.get_or_init(|| Search::new(&self.pack))
    }

    /// Each department of the pack once, sorted. Shown with every case, so it is not collected from
    /// all items each time.
    pub fn departments(&self) -> &[String] {
        self.departments.get_or_init(|| {
            let departments: BTreeSet<&String> =
                self.pack.briefs().map(|brief| &brief.department).collect();
            departments.into_iter().cloned().collect()
        })
    }
}

fn mark_calendar(calendar: &Calendar) -> String {
    let years = serde_json::to_vec(calendar).unwrap_or_default();
    sha256_hex(&years).chars().take(MARK_DIGITS).collect()
}
