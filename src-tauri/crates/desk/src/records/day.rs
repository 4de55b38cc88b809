//! The daily reconciliation out of records that lie closed.
use super::Records;
use crate::contract::views::DaySheetView;
use crate::papers::day_sheet::{self, One};
use crate::station::session::system_clock;
use counter_catalog::Pack;
use counter_core::date::{Moment, parse_date};
use std::collections::BTreeMap;

impl Records {
    /// The sheet of a day, `YYYY-MM-DD`; of today without one. Records whose chain is broken are refused: `verify` names them.
    pub fn day_sheet(&self, day: Option<&str>) -> Result<DaySheetView, &'static str> {
        let now = Moment::from_millis(system_clock()());
        let day = day.map_or(Ok(now.date()), parse_date).map_err(|fault| fault.code())?;
        let mut packs = BTreeMap::new();
        let mut all = Vec::new();
        for mut kept in self.cases().map_err(|e| e.code())? {
            let case = kept.case.map_err(|_| "database_damaged")?;
            let version = case.pack_version.clone();
            let pack = packs.entry(version).or_insert_with_key(|version| self.pack(version));
            let item = case.item.as_ref().and_then(|id| pack.item(id)).map(|item| item.name.clone());
            all.push(One { id: kept.head.case, item: item.unwrap_or_default(), newest: kept.sent.pop(), case });
        }
        Ok(daysheet::sheet(day, now, &all))
    }

    /// The catalogue a case was opened under, as it was kept; else the one in this program.
    fn pack(&self, version: &str) -> Pack {
        let kept = self.look.setting(&format!("pack.{version}")).ok().flatten();
        let kept = kept.and_then(|text| Pack::from_file(text).ok());
        kept.or_else(|| Pack::builtin().ok()).unwrap_or_else(Pack::empty)
    }
}

/// The table as a file has it.
pub fn table(view: &DaySheetView) -> String {
    String::from_utf8(daysheet::csv(view)).unwrap_or_default()
}
