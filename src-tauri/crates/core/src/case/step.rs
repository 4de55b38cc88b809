//! What the deciding office does with a case after the window handed it over. The window only hears
//! these steps.
use crate::clock::{Course, Pause};
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};

/// Procedures whose time is not counted (行政许可法 art. 45), and the check on the spot that places name
/// in their guides as one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Special {
    Hearing,
    Tender,
    Auction,
    Inspection,
    Testing,
    Quarantine,
    Appraisal,
    ExpertReview,
    OnSiteCheck,
}

/// One step on the way from acceptance to the hands of the applicant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// `from` is the first day that is not counted; `days` is the time the procedure needs, which
    /// the applicant must be told in writing.
    SpecialProcedure {
        procedure: Special,
        from: Date,
        days: u32,
        working: bool,
    },
    /// `begun` is the id of the step that it ends; `on` the last day that is not counted.
    SpecialEnded {
        begun: String,
        on: Date,
    },
    /// Lengthened by a head of the office, for a reason that the applicant is told (art. 42).
    Extended {
        days: u32,
        reason: String,
    },
    Decided {
        granted: bool,
        on: Date,
    },
    /// 撤回: the office ended it, as it was asked to, and decides nothing.
    Withdrawn {
        on: Date,
    },
    /// 作废: the office ended it, as the window had asked: it was of the wrong item.
    Voided {
        on: Date,
    },
    /// The result was handed over or posted.
    Delivered {
        on: Date,
    },
}

/// A step as it was heard here.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub id: String,
    pub step: Step,
    pub by_name: String,
    /// When the office entered it.
    pub at: Moment,
}

/// A step that this version cannot read.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownStep {
    pub id: String,
    pub by_name: String,
    pub at: Moment,
}

/// The days that the office's steps give, on top of the window's own. A procedure goes on until its
/// end is told.
pub fn with_steps<'a>(
    mut course: Course,
    steps: impl Iterator<Item = (&'a str, &'a Step)> + Clone,
) -> Course {
    let end_of = |special: &str| {
        steps.clone().find_map(|(_, step)| match step {
            Step::SpecialEnded { begun, on } if begun == special => Some(*on),
            _ => None,
        })
    };
    for (id, step) in steps.clone() {
        match step {
            Step::SpecialProcedure { from, .. } => {
                course.pauses.push(Pause { from: *from, to: end_of(id) })
            }
            Step::SpecialEnded { .. } | Step::Withdrawn { .. } | Step::Voided { .. } => {}
            Step::Extended { days, .. } => {
                course.extended = Some(course.extended.unwrap_or_default().saturating_add(*days));
            }
            Step::Decided { on, .. } => course.decided = Some(*on),
            Step::Delivered { on } => course.delivered = Some(*on),
        }
    }
    course
}
