//! The window's own answers that came after their day: the notice, refusal or acceptance of what
//! was received, and that of what came in after a notice. They stay in the case whatever it became.
use super::Case;
use super::decision::DecisionKind;
use crate::clock::{Course, LateStep, find_late_answer};
use crate::item::Item;
use crate::state::Status;
use crate::time::calendar::Calendar;
use crate::time::date::Moment;

impl Case {
    /// Oldest first. What a supervisor sent back, and a revision in another's place, answers
    /// nothing anew.
    pub fn list_late_answers(&self, item: &Item, calendar: &Calendar) -> Vec<LateStep> {
        let decisions = (0u32..).zip(&self.decisions);
        decisions
            .filter_map(|(before, (_, at))| {
                let (status, corrected) = self.find_question(before, *at)?;
                let course = Course {
                    corrected: corrected.map(Moment::date),
                    silent_until: self.silent_until(),
                    ..Course::from_moments(self.received, None)
                };
                find_late_answer(item, &course, status, calendar, at.date())
            })
            .collect()
    }

    /// What the decision of that time, after so many others, answers; and when all that a notice
    /// asked for was in. The same decision in another's place keeps its time.
    fn find_question(&self, before: u32, at: Moment) -> Option<(Status, Option<Moment>)> {
        let received = self.received?;
        // What was said before the papers were handed over answers nothing of them.
        let mut earlier = self.decisions.iter().take(before as usize).rev();
        let Some((last, last_at)) = earlier.find(|(_, at)| *at >= received) else {
            return (at >= received).then_some((Status::Received, None));
        };
        let all_in = self.corrections_in.iter().rev().find(|(revision, _)| *revision == before);
        let is_answer = last.kind == DecisionKind::Correction && *last_at != at;
        let (_, all_in) = all_in.filter(|_| is_answer)?;
        Some((Status::Correction, Some(*all_in)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::Decision;
    use crate::case::fact::Fact;
    use crate::clock::ClockKind;

    fn item(project_type: &str) -> Item {
        let json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "01",
            "form": "general", "project_type": project_type, "article32": true,
            "limit": { "legal_days": 20, "promise_days": 10 },
        });
        serde_json::from_value(json).unwrap()
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    fn case(facts: &[(u8, Fact)]) -> Case {
        let at = |day: &u8| format!("2026-11-{day:02}T09:00:00+08:00").parse().unwrap();
        let mut case = Case::empty(at(&facts[0].0));
        facts.iter().for_each(|(day, fact)| case.apply(fact, at(day), "1001"));
        case
    }

    fn late(case: &Case, project_type: &str) -> Vec<(ClockKind, i8, i8)> {
        let late = case.list_late_answers(&item(project_type), &Calendar::builtin());
        late.iter().map(|step| (step.kind, step.due.day(), step.on.day())).collect()
    }

    #[test]
    fn a_late_notice_stays_late_when_the_case_has_gone_on() {
        use DecisionKind::{Accept, Correction};
        let in_time = [(2, Fact::Received), (9, decided(Correction))];
        assert!(late(&case(&in_time), "commitment").is_empty());
        let mut facts = vec![(2, Fact::Received), (11, decided(Correction))];
        let notice = (ClockKind::CorrectionNotice, 9, 11);
        assert_eq!(late(&case(&facts), "commitment"), [notice]);
        facts.extend([(12, Fact::CorrectionsIn), (13, decided(Accept)), (30, decided(Accept))]);
        assert_eq!(late(&case(&facts), "commitment"), [notice], "the rest was in time");
    }

    #[test]
    fn what_is_done_on_the_spot_is_late_the_next_morning_each_time() {
        use DecisionKind::{Accept, Correction};
        let facts = [
            (2, Fact::Received),
            (3, decided(Correction)),
            (4, Fact::CorrectionsIn),
            (6, decided(Accept)),
        ];
        let on_the_spot = ClockKind::OnTheSpot;
        assert_eq!(late(&case(&facts), "on_the_spot"), [(on_the_spot, 2, 3), (on_the_spot, 4, 6)]);
    }

    #[test]
    fn the_first_answer_after_the_receipt_is_measured() {
        let facts = [
            (2, decided(DecisionKind::Redirect)),
            (3, Fact::Received),
            (20, decided(DecisionKind::Accept)),
        ];
        assert_eq!(late(&case(&facts), "commitment"), [(ClockKind::CorrectionNotice, 10, 20)]);
    }

    #[test]
    fn a_revision_in_anothers_place_answers_nothing_anew() {
        let facts = [
            (2, Fact::Received),
            (11, decided(DecisionKind::Correction)),
            (12, Fact::ReplacementBegun { revision: 1, code: "bad_body".into() }),
            (20, Fact::Replaced { revision: 1, papers: false }),
        ];
        assert_eq!(late(&case(&facts), "commitment").len(), 1);
    }
}
