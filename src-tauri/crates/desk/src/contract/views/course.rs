//! The course of a case: what happened, what the citizen has to do next, how often somebody came.
use counter_core::case::MilestoneKind;
use counter_core::casework::NextThingKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// `until`: the last day for papers that may follow; `count`: lines of a notice, days of an extension;
/// `number`: of the case before, or of a decision for a department.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct MilestoneView {
    #[ts(type = "MilestoneKind")]
    pub kind: MilestoneKind,
    pub on: String,
    pub until: Option<String>,
    pub count: Option<u32>,
    pub procedure: Option<String>,
    pub number: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct NextThingView {
    #[ts(type = "NextThingKind")]
    pub kind: NextThingKind,
    pub until: Option<String>,
    /// The calendar of that year is not known yet.
    pub provisional: bool,
    /// By their names on the notice.
    pub papers: Vec<String>,
    pub procedure: Option<String>,
    pub office: Option<String>,
}

/// `today`: somebody was here on this day already. `promised`: at most so often, as the place says;
/// `official`: read in a source.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AttendanceView {
    pub days: Vec<String>,
    pub today: bool,
    pub promised: Option<u32>,
    pub official: bool,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CourseView {
    pub item: String,
    pub milestones: Vec<MilestoneView>,
    pub next: NextThingView,
    pub attendance: AttendanceView,
    /// What the code for a phone holds: in Chinese, and of no person anything.
    pub told: String,
    pub can_print: bool,
}

super::declare! { MilestoneView, NextThingView, AttendanceView, CourseView }
