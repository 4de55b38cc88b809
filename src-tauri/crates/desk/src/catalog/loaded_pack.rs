//! A pack that was read, with its search and the days it counts by.
use counter_catalog::{Pack, Search};
use counter_core::calendar::Calendar;
use std::sync::OnceLock;

pub struct LoadedPack {
    pub pack: Pack,
    pub calendar: Calendar,
    search: OnceLock<Search>,
}

impl LoadedPack {
    pub fn new(pack: Pack) -> LoadedPack {
        let calendar = Calendar::builtin().updated(pack.calendar().clone());
        LoadedPack { pack, calendar, search: OnceLock::new() }
    }

    /// Built when it is first wanted: a pack that an old case is pinned to is seldom searched.
    pub fn search(&self) -> &Search {
        self.search.get_or_init(|| Search::new(&self.pack))
    }
}
