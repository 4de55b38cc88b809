//! A pack that was read, with its search and the days it counts by.
use counter_catalog::{Pack, Search};
use counter_core::calendar::Calendar;
use std::collections::BTreeSet;
use std::sync::OnceLock;

pub struct LoadedPack {
    pub pack: Pack,
    pub calendar: Calendar,
    search: OnceLock<Search>,
    departments: OnceLock<Vec<String>>,
}

impl LoadedPack {
    pub fn new(pack: Pack) -> LoadedPack {
        let calendar = Calendar::builtin().with_newer_years(pack.calendar().clone());
        LoadedPack { pack, calendar, search: OnceLock::new(), departments: OnceLock::new() }
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
