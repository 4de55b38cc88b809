//! What a list says of a case beyond the columns of its head, and the text that a case is found by.
//! Both are stored beside the journal and made anew with each of its entries.
use super::Cases;
use super::case_file::CaseFile;
use counter_core::calendar::Deadline;
use counter_core::case::{Case, Person};
use counter_core::casework::{NextStepCode, Readiness};
use counter_core::clock::ClockView;
use counter_core::code::parse_variant;
use counter_core::date::{Date, Moment, date_text, moment_text};
use counter_core::hold::{Hold, HoldReason, Originals};
use counter_core::state::{Delivery, Status};
use counter_core::text::{fold_latin_name, fold_query, is_same_name};
use counter_store::HeadRow;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;

/// Between names.
pub const BETWEEN: &str = "、";

/// Stored as JSON. A field that is added later has its default in older rows, and one that went is
/// skipped.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseSummary {
    /// The item's name; empty before one is chosen.
    pub item: String,
    /// Names, joined by `、`.
    pub people: String,
    /// Their names in Latin letters beside those, likewise joined.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub latin: String,
    /// `YYYY-MM-DD`.
    pub deadline: Option<String>,
    /// The deadline rests on a year whose holidays are not announced.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deadline_provisional: bool,
    /// Of how many days the period is that ends then; none in rows of before 2026-12, and of papers
    /// that were promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period_days: Option<u32>,
    /// By which calendar the deadline was counted (`LoadedPack::calendar_mark`); rows of before
    /// 0.7.0 do not say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub counted_by: String,
    /// None where the row is of a later program, with a step that this one does not know.
    #[serde(deserialize_with = "read_known_step")]
    pub next: Option<NextStepCode>,
    pub slip: Option<SlipSummary>,
    /// Rows of before 2026-12 call it `held`.
    #[serde(alias = "held")]
    pub hold: Option<HoldSummary>,
    /// 核验码 of the papers that bear one, without what parts their groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// 行政许可法 art. 32 governs the receipt: no answer in time accepts the case.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub silence_accepts: bool,
    /// These two the head has in columns of its own.
    #[serde(skip)]
    pub status: Status,
    #[serde(skip)]
    pub delivery: Delivery,
}

fn read_known_step<'de, D: Deserializer<'de>>(row: D) -> Result<Option<NextStepCode>, D::Error> {
    let word = Option::<String>::deserialize(row)?;
    Ok(word.and_then(|word| parse_variant(&word)))
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SlipSummary {
    pub slip: String,
    /// `YYYY-MM-DD HH:MM`, local.
    pub received_at: String,
}

/// Reason and originals have no default: of a hold that says neither, the journal is asked.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldSummary {
    pub reason: HoldReason,
    pub originals: Originals,
    #[serde(default)]
    pub note: Option<String>,
    /// `YYYY-MM-DD HH:MM`, local.
    #[serde(default)]
    pub since: String,
    #[serde(default)]
    pub by: String,
}

impl From<&(String, Moment)> for SlipSummary {
    fn from((slip, received_at): &(String, Moment)) -> Self {
        Self { slip: slip.clone(), received_at: moment_text(*received_at) }
    }
}

impl From<&Hold> for HoldSummary {
    fn from(hold: &Hold) -> Self {
        Self {
            reason: hold.reason,
            originals: hold.originals,
            note: hold.note.as_ref().map(|note| note.expose().to_owned()),
            since: moment_text(hold.since),
            by: hold.by.clone(),
        }
    }
}

impl CaseSummary {
    /// None where the JSON is none of a summary.
    pub fn parse(json: &str) -> Option<CaseSummary> {
        serde_json::from_str(json).ok()
    }

    /// A row that cannot be read stays in the lists with what its columns say: then the item has
    /// its id for a name.
    pub fn read(head: &HeadRow) -> CaseSummary {
        let summary = CaseSummary::parse(&head.summary).unwrap_or_else(|| {
            tracing::warn!(case = head.case, "a summary cannot be read");
            CaseSummary { item: head.item.clone(), ..CaseSummary::default() }
        });
        CaseSummary {
            status: parse_variant(&head.status).unwrap_or_default(),
            delivery: parse_variant(&head.delivery).unwrap_or_default(),
            ..summary
        }
    }

    /// Somebody of the case is called so, as a whole.
    pub fn has_name(&self, name: &str) -> bool {
        let mut names = self.people.split(BETWEEN).chain(self.latin.split(BETWEEN));
        names.any(|one| !one.is_empty() && is_same_name(one, name))
    }

    /// Its deadline was counted by another calendar; a row of before does not say by which, nor the
    /// oldest how long the period is that ends then.
    pub fn is_counted_otherwise(&self, calendar_mark: &str) -> bool {
        self.deadline.is_some() && self.counted_by != calendar_mark
    }

    /// What people type to find a case, a line each: every value that a list shows and the names in
    /// Latin letters, no key of the JSON and no word of an enum.
    pub fn search_text(&self, head: &HeadRow) -> String {
        let updated_at = moment_text(Moment::from_millis(head.updated_ms));
        let mut parts = vec![self.item.as_str(), &self.people, &head.clerk, &updated_at];
        parts.extend(head.official.as_deref());
        parts.extend(head.provisional.as_deref());
        parts.extend(self.deadline.as_deref());
        if let Some(slip) = &self.slip {
            parts.extend([slip.slip.as_str(), &slip.received_at]);
        }
        if let Some(hold) = &self.hold {
            parts.extend([hold.by.as_str(), &hold.since]);
            parts.extend(hold.note.as_deref());
        }
        let names = self.people.split(BETWEEN).chain(self.latin.split(BETWEEN));
        let latin = names.map(fold_latin_name);
        let lines: Vec<String> = parts.into_iter().map(fold_query).chain(latin).collect();
        lines.iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join("\n")
    }

    /// The head with this summary and the text it is found by.
    pub fn write_into(&self, head: HeadRow) -> HeadRow {
        let summary = serde_json::to_string(self).unwrap_or_default();
        HeadRow { summary, search: self.search_text(&head), ..head }
    }
}

/// Each once, though a paper may be made anew for the same decision.
fn list_codes(case: &Case) -> Vec<String> {
    let codes: BTreeSet<&String> =
        case.documents.iter().filter_map(|(paper, _)| paper.code.as_ref()).collect();
    codes.into_iter().cloned().collect()
}

/// The day that comes first, and of how many days the period is that ends then: that of the answer
/// or decision, or that of papers which were promised and are still to come (容缺后补). Of those it is
/// not said: they count as of a long one.
fn find_next_day(file: &CaseFile, clock: &ClockView) -> (Option<Deadline>, Option<u32>) {
    let awaited = clock.deferral.filter(|_| file.case.deferred_papers().is_some());
    let is_first = |until: Date| clock.deadline.is_none_or(|end| until < end.date);
    match awaited.map(|papers| papers.until).filter(|until| is_first(*until)) {
        Some(until) => (Some(Deadline::firm(until)), None),
        None => (clock.deadline, clock.deadline.and(clock.period_days)),
    }
}

impl Cases {
    pub fn summarize(&self, file: &CaseFile, readiness: &Readiness) -> CaseSummary {
        let join = |name: fn(&Person) -> &str| {
            let names = file.case.people.iter().map(name).filter(|name| !name.is_empty());
            names.collect::<Vec<_>>().join(BETWEEN)
        };
        let clock = self.legal_clock(file).unwrap_or_default();
        let (deadline, period_days) = find_next_day(file, &clock);
        let calendar_mark = deadline.map(|_| self.catalog.current().calendar_mark.clone());
        CaseSummary {
            item: file.item_name(),
            people: join(|person| person.name.expose()),
            latin: join(|person| person.name_latin.expose()),
            deadline: deadline.map(|deadline| date_text(deadline.date)),
            deadline_provisional: deadline.is_some_and(|deadline| deadline.provisional),
            period_days,
            counted_by: calendar_mark.unwrap_or_default(),
            next: Some(readiness.next.code),
            slip: file.case.slip.as_ref().map(SlipSummary::from),
            hold: file.case.hold.as_ref().map(HoldSummary::from),
            codes: list_codes(&file.case),
            silence_accepts: file.item().is_some_and(|item| item.article32),
            status: file.case.status,
            delivery: file.delivery(),
        }
    }
}

#[cfg(test)]
mod tests;
