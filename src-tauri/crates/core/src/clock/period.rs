//! How long a step of a case may take, and on whose word: the catalogue's, a class's, or the
//! statute's.

use serde::{Deserialize, Serialize};

use super::course::Course;
use crate::item::{Item, Limit};

/// 行政许可: the only kind of matter that 行政许可法 limits.
const LICENCE: &str = "01";

/// A number of days, the day after the start being day 1; 0 is the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub days: u32,
    /// By which it was lengthened, in the same unit.
    pub extra: u32,
    /// Working days, else calendar days.
    pub working: bool,
    /// Whether calendar days that end on a day off go on to the next working day.
    pub rolls: bool,
    pub basis: Basis,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 承诺时限 of the catalogue.
    Promise,
    /// The class the catalogue put the item in [G]: nobody promised these days.
    Class,
    /// 法定时限 of the catalogue.
    Legal,
    /// An article of 行政许可法; the catalogue says nothing.
    Statute,
}

impl Period {
    /// Working days (行政许可法 art. 82).
    pub const fn statute(days: u32) -> Self {
        Self { days, extra: 0, working: true, rolls: true, basis: Basis::Statute }
    }

    /// As it runs, with what it was lengthened by.
    pub fn total_days(&self) -> u32 {
        self.days.saturating_add(self.extra)
    }
}

/// The time to decide as the catalogue names it: promise, else legal limit.
pub fn named_limit(item: &Item, course: &Course) -> Option<Period> {
    let limit = item.limit.as_ref()?;
    let basis = if limit.promise_days.is_some() { Basis::Promise } else { Basis::Legal };
    let Limit { working, rolls, .. } = *limit;
    let period = Period { days: limit.named_days()?, extra: 0, working, rolls, basis };
    Some(lengthened(period, item, course))
}

/// The time to decide: the promise; else the class, unless the legal limit is shorter; else the
/// legal limit; else the statute's.
pub fn decision_period(item: &Item, course: &Course) -> Option<Period> {
    let by_catalog = named_limit(item, course);
    let by_class =
        item.limit.as_ref().and_then(|limit| limit.class).and_then(|class| class.class_days());
    let by_class = by_class.map(|days| Period { basis: Basis::Class, ..Period::statute(days) });
    let by_class = by_class.map(|period| lengthened(period, item, course));
    match (by_catalog, by_class) {
        (Some(by_catalog), _) if by_catalog.basis == Basis::Promise => Some(by_catalog),
        (Some(by_catalog), Some(class)) if by_catalog.working && by_catalog.days <= class.days => {
            Some(by_catalog)
        }
        (_, Some(class)) => Some(class),
        (Some(by_catalog), None) => Some(by_catalog),
        (None, None) => {
            decision_limit(item, course.joint).map(|period| lengthened(period, item, course))
        }
    }
}

fn lengthened(period: Period, item: &Item, course: &Course) -> Period {
    let extra = course.extended.unwrap_or_default();
    let most = extension_limit(item, course.joint).unwrap_or(u32::MAX);
    Period { extra: extra.min(most), ..period }
}

fn licence(item: &Item) -> bool {
    item.task_type == LICENCE
}

/// 行政许可法 art. 42: 20 working days from acceptance, 45 when several departments decide together: by
/// the item itself, or `joint` by what became of the case. Licences only.
pub fn decision_limit(item: &Item, joint: bool) -> Option<Period> {
    let joint = joint || item.joint.is_some();
    licence(item).then_some(Period::statute(if joint { 45 } else { 20 }))
}

/// 行政许可法 art. 42: by so many working days, at most, a head may lengthen the time to decide: 10, or
/// 15 when several departments decide together. Licences only; what another law allows for other
/// matters is not known here.
pub fn extension_limit(item: &Item, joint: bool) -> Option<u32> {
    licence(item).then_some(if joint || item.joint.is_some() { 15 } else { 10 })
}

/// 行政许可法 art. 43: the lower level that examines first has 20 working days from its acceptance.
/// Licences only.
pub fn first_review_limit(item: &Item) -> Option<Period> {
    licence(item).then_some(Period::statute(20))
}

/// 行政许可法 art. 44: the certificate is made out and delivered within 10 working days of the decision.
/// Licences only.
pub fn delivery_of_result_limit(item: &Item) -> Option<Period> {
    licence(item).then_some(Period::statute(10))
}
