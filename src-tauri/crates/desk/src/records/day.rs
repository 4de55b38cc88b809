//! The daily reconciliation out of records that lie closed.
use super::Records;
use crate::contract::views::DaySheetView;
use crate::papers::day_sheet::{DayCase, DaySheet};
use crate::station::clock::system_clock;
use crate::station::stored::StoredName;
use crate::views::day_sheet::day_sheet_view;
use counter_catalog::Pack;
use counter_core::casework::CaseAssessment;
use counter_core::date::{Moment, parse_date};
use counter_core::daysheet::count_held;
use std::collections::BTreeMap;

impl Records {
    /// The sheet of a day, `YYYY-MM-DD`; of today without one. Records whose chain is broken are
    /// refused: `verify` names them.
    pub fn day_sheet(&self, day: Option<&str>) -> Result<DaySheetView, &'static str> {
        self.make_day_sheet(day).map(|sheet| day_sheet_view(&sheet))
    }

    /// The same as a table in a file has it.
    pub fn day_sheet_csv(&self, day: Option<&str>) -> Result<String, &'static str> {
        self.make_day_sheet(day).map(|sheet| sheet.csv())
    }

    fn make_day_sheet(&self, day: Option<&str>) -> Result<DaySheet, &'static str> {
        let now = Moment::from_millis(system_clock()());
        let day = day.map_or(Ok(now.date()), parse_date).map_err(|fault| fault.code())?;
        let mut packs = BTreeMap::new();
        let mut cases = Vec::new();
        for mut record in self.read_cases().map_err(|e| e.code())? {
            let case = record.case.map_err(|_| "database_damaged")?;
            let version = case.pack_version.clone();
            let pack = packs.entry(version).or_insert_with_key(|version| self.pinned_pack(version));
            let item = case.item.as_ref().and_then(|id| pack.item(id));
            let item_name = item.map(|item| item.name.clone()).unwrap_or_default();
            let assessment = CaseAssessment::new(&case, item, None, now.date());
            let held = count_held(&assessment.materials);
            cases.push(DayCase {
                id: record.head.case,
                item_name,
                newest: record.submissions.pop(),
                held,
                case,
            });
        }
        Ok(DaySheet::new(day, now, &cases))
    }

    /// The catalogue a case was opened under, as it was kept; else the one in this program.
    pub(super) fn pinned_pack(&self, version: &str) -> Pack {
        let stored = self.look.setting(&StoredName::Pack(version).text()).ok().flatten();
        let stored = stored.and_then(|text| Pack::from_file(text).ok());
        stored.or_else(|| Pack::builtin().ok()).unwrap_or_else(Pack::empty)
    }
}
