//! 委托: whether the counter may decide an accepted case in the department's name, or why the
//! department decides. Not which 文号 the decision bears, nor its paper.

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::date::Date;
use crate::item::{Entrustment, Item};
use crate::state::{Action, Role, is_allowed};

/// What is known of the counter beside the case.
#[derive(Debug, Clone, Copy)]
pub struct DecidingCounter<'a> {
    pub station: &'a str,
    /// The levels of the window's items, where the centre says any.
    pub levels: Option<&'a [String]>,
    pub today: Date,
    /// A 文号 of the department's is left.
    pub has_number: bool,
}

/// Why the department decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DepartmentDecides {
    /// Nothing of this item is, or it is several departments'.
    NotEntrusted,
    /// The case does not stand accepted with all its papers.
    NotAccepted,
    /// The applicant has asked that the case end.
    WithdrawalAsked,
    OutsideTerm,
    OutsidePlace,
    /// Only 准予 is entrusted.
    RefusalNotEntrusted,
    /// 准予 wants each point met.
    PointsOpen,
    /// 不予 rests on a point that is not met; where all are, its reason is none of the entrusted ones.
    PointsMet,
    /// The numbers that the office gave are used up.
    NoNumber,
}

/// By which entrustment the counter may grant the case, or refuse it. `item` as it is in the case's
/// situation.
pub fn judge_entrustment<'a>(
    case: &Case,
    item: &'a Item,
    granted: bool,
    counter: &DecidingCounter,
) -> Result<&'a Entrustment, DepartmentDecides> {
    use DepartmentDecides as Why;
    let entrustment = item.entrustment.as_ref().filter(|_| item.joint.is_none());
    let entrustment = entrustment.ok_or(Why::NotEntrusted)?;
    let are_all_met = entrustment.points.iter().all(|point| case.is_point_met(&point.id));
    let stands = is_allowed(case.status, Role::Clerk, Action::DecideForDepartment);
    let obstacles = [
        (!stands || case.is_void_asked(), Why::NotAccepted),
        (case.is_withdrawal_asked(), Why::WithdrawalAsked),
        (!entrustment.is_in_term(counter.today), Why::OutsideTerm),
        (!entrustment.is_for(counter.station, counter.levels), Why::OutsidePlace),
        (!granted && !entrustment.refusal, Why::RefusalNotEntrusted),
        (granted && (entrustment.points.is_empty() || !are_all_met), Why::PointsOpen),
        (!granted && are_all_met, Why::PointsMet),
        (!counter.has_number, Why::NoNumber),
    ];
    match obstacles.into_iter().find(|(stands, _)| *stands) {
        Some((_, why)) => Err(why),
        None => Ok(entrustment),
    }
}
