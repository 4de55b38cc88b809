//! What a clerk can do about a submission that the office does not take, other than try it again.
//! The status table says whether it is theirs to do.

use serde::{Deserialize, Serialize};

use super::outbox::OutboxState;
use crate::case::Case;
use crate::state::{Action, Role, is_allowed};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayOut {
    /// A page is replaced or a text shortened; the next revision goes in the place of this one.
    Replace,
    /// The case goes to the office on paper.
    HandOver,
}

/// The office has this case, or a later state of it than this station: what goes in its place
/// would be the same case twice. Not so where another window of the station filed that, as the journal
/// has heard: then what was decided here goes after it.
const AT_OFFICE: [&str; 2] = ["key_reused", "newer_at_office"];

/// For the first open submission of a case. `can_replace`: the office takes a revision in the place
/// of one that it did not.
pub fn list_ways_out(case: &Case, first: &OutboxState, can_replace: bool) -> Vec<WayOut> {
    let code = first.last_code.as_deref().unwrap_or_default();
    let is_there = AT_OFFICE.contains(&code) && case.newest_elsewhere().is_none();
    if !first.state.is_set_aside() || is_there {
        return Vec::new();
    }
    let may = |action| is_allowed(case.status, Role::Clerk, action);
    let replace = Some(WayOut::Replace).filter(|_| can_replace && may(Action::Replace));
    let hand_over = Some(WayOut::HandOver).filter(|_| may(Action::HandOver));
    replace.into_iter().chain(hand_over).collect()
}

/// For an open event of a case. It says one thing, so that nothing goes in its place.
pub fn list_event_ways_out(case: &Case, event: &OutboxState) -> Vec<WayOut> {
    let may = event.state.is_set_aside() && is_allowed(case.status, Role::Clerk, Action::HandOver);
    may.then_some(WayOut::HandOver).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::fact::Fact;
    use crate::case::{Decision, DecisionKind};
    use crate::state::Delivery;
    use crate::time::date::Moment;

    fn accepted() -> Case {
        let mut case = Case::empty(Moment::from_millis(0));
        let decision = Decision::of_kind(DecisionKind::Accept);
        case.apply(&Fact::Decided { decision }, Moment::from_millis(1), "1001");
        case
    }

    fn set_aside(state: Delivery, code: &str) -> OutboxState {
        OutboxState { state, last_code: Some(code.into()), ..OutboxState::default() }
    }

    #[test]
    fn what_the_office_does_not_take_has_two_ways_out_beside_a_retry() {
        use WayOut::{HandOver, Replace};
        let ways = |state, code, can| list_ways_out(&accepted(), &set_aside(state, code), can);
        assert_eq!(ways(Delivery::Parked, "bad_manifest", true), [Replace, HandOver]);
        assert_eq!(ways(Delivery::Refused, "page_damaged", true), [Replace, HandOver]);
        assert_eq!(ways(Delivery::Parked, "bad_manifest", false), [HandOver], "an older office");
        for state in [Delivery::Queued, Delivery::Sending, Delivery::AwaitingMaterials] {
            assert!(ways(state, "office_fault", true).is_empty(), "{state:?}");
        }
        for code in AT_OFFICE {
            assert!(ways(Delivery::Refused, code, true).is_empty(), "{code}");
        }
    }

    #[test]
    fn an_event_that_is_set_aside_goes_on_paper_whatever_was_said_of_it() {
        for (state, code) in [(Delivery::Parked, "page_damaged"), (Delivery::Refused, "key_reused")]
        {
            let ways = list_event_ways_out(&accepted(), &set_aside(state, code));
            assert_eq!(ways, [WayOut::HandOver], "{state:?} {code}");
        }
        for state in [Delivery::Queued, Delivery::Sending, Delivery::AwaitingMaterials] {
            let ways = list_event_ways_out(&accepted(), &set_aside(state, "office_fault"));
            assert!(ways.is_empty(), "{state:?}");
        }
    }

    #[test]
    fn what_another_window_filed_is_gone_after() {
        use WayOut::{HandOver, Replace};
        let mut case = accepted();
        let there = Fact::ContinuedElsewhere {
            revision: 1,
            clerk: "1002".into(),
            window: "4号窗".into(),
            at: Moment::from_millis(1),
            journal_head: "0f".repeat(32),
        };
        case.apply(&there, Moment::from_millis(2), "1002");
        for code in ["revision_taken", "key_reused", "newer_at_office"] {
            let ways = list_ways_out(&case, &set_aside(Delivery::Parked, code), true);
            assert_eq!(ways, [Replace, HandOver], "{code}");
        }
    }

    #[test]
    fn one_that_is_being_put_right_can_still_be_handed_over() {
        let mut case = accepted();
        let begun = Fact::ReplacementBegun { revision: 1, code: "bad_manifest".into() };
        case.apply(&begun, Moment::from_millis(2), "1001");
        let parked = set_aside(Delivery::Parked, "bad_manifest");
        assert_eq!(list_ways_out(&case, &parked, true), [WayOut::HandOver]);
    }
}
