//! What every paper needs beside the case: who prints it, when, by which calendar, and whether it
//! has an effect.
use super::wording::long_date;
use crate::catalog::Catalog;
use crate::catalog::loaded_pack::LoadedPack;
use crate::station::Station;
use crate::station::session::Clerk;
use counter_core::date::Moment;
use std::sync::Arc;

pub struct PaperContext {
    pub clerk: Clerk,
    pub now: Moment,
    /// The pack in use, for the days it counts by.
    pub catalog: Arc<LoadedPack>,
    /// Papers that have no effect say so: the environment's mark, or a trial's.
    pub mark: Option<String>,
}

impl PaperContext {
    pub fn new(station: &Station, catalog: &Catalog, clerk: Clerk) -> PaperContext {
        let trial = || station.is_trial().then_some("试用");
        PaperContext {
            clerk,
            now: station.now(),
            catalog: catalog.current(),
            mark: station.environment.mark.or_else(trial).map(str::to_owned),
        }
    }

    pub fn printed_at(&self) -> String {
        long_date(self.now.date())
    }

    pub fn station_line(&self) -> String {
        format!("{}综合服务窗口", self.clerk.station)
    }
}
