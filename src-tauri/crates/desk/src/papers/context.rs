//! What every paper needs beside the case: who prints it, when, by which calendar, and whether it
//! has an effect.
use super::wording::long_date;
use crate::catalog::Catalog;
use crate::catalog::loaded_pack::LoadedPack;
use crate::devices::Devices;
use crate::station::Station;
use crate::station::session::Clerk;
use crate::station::signature_rules::SignatureRules;
#[cfg(test)]
use crate::station::signature_rules::read_rules;
#[cfg(test)]
use counter_centre::SignatureTerms;
use counter_centre::{CentreFile, PaperTexts, Place};
use counter_core::case::LapseTerms;
use counter_core::date::Moment;
use std::sync::Arc;

pub struct PaperContext {
    pub clerk: Clerk,
    pub now: Moment,
    /// The pack in use, for the days it counts by.
    pub catalog: Arc<LoadedPack>,
    /// Papers that have no effect say so: the environment's mark, or a trial's.
    pub mark: Option<String>,
    /// Whether the window's scan stands for the citizen's copy.
    pub scans: bool,
    /// No scan stands for it now: the clerk makes a copy.
    pub is_scanner_out: bool,
    /// What the place settles of signatures.
    pub rules: SignatureRules,
    /// What the centre says of the place; none where no centre was joined.
    centre: Option<Arc<CentreFile>>,
}

impl PaperContext {
    pub fn new(
        station: &Station,
        devices: &Devices,
        catalog: &Catalog,
        clerk: Clerk,
    ) -> PaperContext {
        let trial = || station.is_trial().then_some("试用");
        PaperContext {
            clerk,
            now: station.now(),
            catalog: catalog.current(),
            mark: station.environment.mark.or_else(trial).map(str::to_owned),
            scans: station.scans_papers(),
            is_scanner_out: devices.is_scanner_out(),
            rules: station.signature_rules(),
            centre: station.joined_centre(),
        }
    }

    /// Of a window that no centre was joined for.
    #[cfg(test)]
    pub fn example(catalog: Arc<LoadedPack>, now: Moment) -> PaperContext {
        let clerk = Clerk { number: "1001".into(), window: "3号窗".into(), ..Clerk::default() };
        PaperContext {
            clerk,
            now,
            catalog,
            mark: None,
            centre: None,
            scans: true,
            is_scanner_out: false,
            rules: read_rules(&SignatureTerms::default(), 30),
        }
    }

    /// The same of a window that joined this centre.
    #[cfg(test)]
    pub fn in_place(self, centre: Arc<CentreFile>) -> PaperContext {
        let place = centre.body().place.as_ref();
        let settled = place.and_then(|place| place.signature.clone()).unwrap_or_default();
        let rules = read_rules(&settled, self.rules.keep_days);
        PaperContext { centre: Some(centre), rules, ..self }
    }

    pub fn printed_at(&self) -> String {
        long_date(self.now.date())
    }

    pub fn station_line(&self) -> String {
        let name = self.place().and_then(|place| place.name.as_deref());
        name.map_or_else(|| format!("{}综合服务窗口", self.clerk.station), str::to_owned)
    }

    /// Where the window is and when it is open, a line each.
    pub fn place_lines(&self) -> Vec<String> {
        let Some(place) = self.place() else { return Vec::new() };
        let labelled = [
            ("地址：", place.address.as_deref()),
            ("电话：", place.telephone.as_deref()),
            ("监督投诉：", place.complaints.as_deref()),
            ("办公时间：", place.hours.as_deref()),
        ];
        let line = |(label, text): (&str, Option<&str>)| Some(format!("{label}{}", text?));
        labelled.into_iter().filter_map(line).collect()
    }

    /// Where an applicant can turn to, beside what the law says.
    pub fn place_remedies(&self) -> Option<String> {
        self.place()?.remedies.as_deref().map(str::to_owned)
    }

    /// Fixed texts that are this place's own.
    pub fn paper_texts(&self) -> Option<&PaperTexts> {
        self.place()?.papers.as_ref()
    }

    /// What a notice given today states of corrections that never come; none where the place settled
    /// nothing.
    pub fn lapse_terms(&self) -> Option<LapseTerms> {
        let rule = self.paper_texts()?.lapse.as_ref()?;
        let last = self.catalog.calendar.add_working_days(self.now.date(), rule.days);
        Some(LapseTerms {
            until: last.date,
            consequence: rule.consequence.to_string(),
            source: rule.source.to_string(),
        })
    }

    fn place(&self) -> Option<&Place> {
        self.centre.as_ref()?.body().place.as_ref()
    }
}
