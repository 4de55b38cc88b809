//! What happened to a case so far, as far as its time goes. Days only; filled in by whoever reads
//! the journal.

use serde::{Deserialize, Serialize};

use crate::time::date::{Date, Moment};

/// The days on which a case went on; none for what has not happened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Course {
    pub received: Option<Date>,
    pub accepted: Option<Date>,
    /// The last of the corrections asked for came in.
    pub corrected: Option<Date>,
    pub decided: Option<Date>,
    /// The result was handed or posted to the applicant.
    pub delivered: Option<Date>,
    /// Days by which the time to decide was lengthened and the applicant told (行政许可法 art. 42); in
    /// the period's unit.
    pub extended: Option<u32>,
    /// Several departments decide in one procedure (统一办理、联合办理、集中办理; art. 42 (2)), though the item
    /// does not say so.
    pub joint: bool,
    pub pauses: Vec<Pause>,
    /// 容缺: until when the applicant promised the papers that are still missing.
    pub deferred_until: Option<Date>,
    /// 作废重开: the case under the wrong item was answered in time, and until this day nobody may say
    /// that nobody answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent_until: Option<Date>,
    /// 作废重开: the time to decide counts from the receipt of the case under the wrong item.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub from_receipt: bool,
}

/// A special procedure whose time is not counted: hearing, tender, auction, inspection, testing,
/// quarantine, appraisal, expert review (行政许可法 art. 45). Ordinary corrections are none of these and
/// stop no clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// The first day that is not counted.
    pub from: Date,
    /// The last one; none while it goes on.
    #[serde(default)]
    pub to: Option<Date>,
}

impl Course {
    /// A case of which only two moments are known, each by its local day.
    pub fn from_moments(received: Option<Moment>, accepted: Option<Moment>) -> Self {
        Self {
            received: received.map(Moment::date),
            accepted: accepted.map(Moment::date),
            ..Self::default()
        }
    }

    /// The day the time to decide counts from. After corrections that is the day the last one came
    /// in, though the slip be written later; papers added after acceptance do not start it anew.
    pub fn acceptance_day(&self) -> Option<Date> {
        if self.from_receipt {
            return self.received;
        }
        let earlier = self.corrected.into_iter().chain(self.accepted).min();
        earlier.or(self.received)
    }
}

impl Pause {
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
