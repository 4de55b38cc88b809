//! 审查要点: which points of a decision that is entrusted to the counter were found to be met. Whether
//! that is enough to decide is `casework::entrustment`.
use super::Case;
use super::fact::Fact;

impl Case {
    pub(super) fn apply_examination(&mut self, fact: &Fact) {
        match fact {
            Fact::PointExamined { point, met: true } => {
                self.met_points.insert(point.clone());
            }
            Fact::PointExamined { point, met: false } => {
                self.met_points.remove(point);
            }
            _ => {}
        }
    }

    /// Somebody looked at this point since the newest decision and ticked it.
    pub fn is_point_met(&self, point: &str) -> bool {
        self.met_points.contains(point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Decision, DecisionKind};
    use crate::state::Role;
    use crate::time::date::Moment;

    fn examined(met: bool) -> Fact {
        Fact::PointExamined { point: "identity".into(), met }
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(Moment::from_millis(0));
        facts.iter().for_each(|fact| case.apply(fact, Moment::from_millis(0), "1001"));
        case
    }

    #[test]
    fn a_tick_holds_until_it_is_taken_back_or_the_case_is_decided_anew() {
        let accepted = decided(DecisionKind::Accept);
        let is_met = |facts: &[Fact]| case(facts).is_point_met("identity");
        assert!(!is_met(std::slice::from_ref(&accepted)));
        assert!(is_met(&[accepted.clone(), examined(true)]));
        assert!(!is_met(&[accepted.clone(), examined(true), examined(false)]));
        assert!(!is_met(&[accepted.clone(), examined(true), accepted.clone()]));
        assert!(!case(&[accepted, examined(true)]).is_point_met("place"), "each by itself");
    }

    #[test]
    fn nobody_ticks_what_is_not_theirs_to_decide_any_more() {
        for (kind, may) in [(DecisionKind::Accept, true), (DecisionKind::Refuse, false)] {
            let case = case(&[decided(kind)]);
            assert_eq!(case.may_state(&examined(true), Role::Clerk), may, "{kind:?}");
        }
        let received = case(&[Fact::Received]);
        assert!(!received.may_state(&examined(true), Role::Supervisor), "not accepted yet");
    }

    #[test]
    fn what_is_written_of_it_never_changes() {
        let text = serde_json::to_string(&examined(true)).unwrap();
        assert_eq!(text, r#"{"fact":"point_examined","point":"identity","met":true}"#);
        assert_eq!(serde_json::from_str::<Fact>(&text).unwrap(), examined(true));
    }
}
