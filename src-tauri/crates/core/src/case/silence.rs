//! 逾期视为受理: whether a case was left without an answer, and what came to it since the last one.
//! Which days there are for an answer, `clock` counts.
//!
//! Invariant: the rule is of the case that nobody answered (行政许可法 art. 32 (4)): a notice, a refusal
//! or an acceptance within the five working days ends it, whatever becomes of the case later, and
//! no state of the line changes it.
use super::Case;
use super::fact::Fact;
use crate::clock::{Course, Stage, stage_clock};
use crate::item::{Item, Supply};
use crate::time::calendar::Calendar;
use crate::time::date::{Date, Moment};

/// Among what came since the last decision, beside ids of pages, `material:<id>` and `field:<id>`.
const PEOPLE: &str = "people";
const ANSWERS: &str = "answers";
const SIGNATURES: &str = "signatures";

impl Case {
    /// The time to answer is over, and nobody had answered in it.
    pub fn is_left_unanswered(&self, item: &Item, calendar: &Calendar, today: Date) -> bool {
        let Some(received) = self.received.filter(|_| self.abandoned.is_none()) else {
            return false;
        };
        let silent_until = self.silent_until();
        let course = Course { silent_until, ..Course::from_moments(Some(received), None) };
        let clock = stage_clock(item, Stage::Notice, &course, calendar, today);
        // A day that nobody has proclaimed yet shuts no answer: the real one may be later.
        let last_day = clock.deadline.filter(|day| clock.deemed_accepted && !day.provisional);
        let Some(last_day) = last_day else { return false };
        // What was said before the papers were handed over answers nothing of them.
        let is_in_time = |at: Moment| at >= received && at.date() <= last_day.date;
        !self.decisions.iter().any(|(_, at)| is_in_time(*at))
    }

    pub(super) fn note_arrival(&mut self, fact: &Fact) {
        let arrival = match fact {
            Fact::PageAdded { page } => page.id.clone(),
            Fact::FieldFilled { field, .. } => format!("field:{field}"),
            Fact::PersonPut { .. } => PEOPLE.to_owned(),
            Fact::Answered { .. } => ANSWERS.to_owned(),
            Fact::FormSigned { .. } => SIGNATURES.to_owned(),
            // An original that had not been shown was shown.
            Fact::OriginalChecked { material } => format!("material:{material}"),
            Fact::ObjectCounted { material, count }
            | Fact::PapersCounted { material, count, .. }
                if *count > 0 =>
            {
                format!("material:{material}")
            }
            _ => return,
        };
        self.arrivals.insert(arrival);
    }

    /// Whether a paper came for the row since the last decision: a page that lies under it, a count, an
    /// original that was shown, the card itself where the card is the paper, or other words and a
    /// signature where the form is.
    pub fn has_arrived(&self, material: &str, supply: Supply) -> bool {
        self.pages_of(material).any(|page| self.arrivals.contains(&page.id))
            || self.arrivals.contains(&format!("material:{material}"))
            || match supply {
                Supply::Chip => self.has_new_people(),
                Supply::Form => {
                    let is_on_form = |what: &String| {
                        what == ANSWERS || what == SIGNATURES || what.starts_with("field:")
                    };
                    self.has_new_people() || self.arrivals.iter().any(is_on_form)
                }
                Supply::Paper | Supply::Object => false,
            }
    }

    /// The field was written since the last decision.
    pub fn has_new_value(&self, field: &str) -> bool {
        self.arrivals.contains(&format!("field:{field}"))
    }

    /// Somebody was read or typed since the last decision.
    pub fn has_new_people(&self) -> bool {
        self.arrivals.contains(PEOPLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::{Decision, DecisionKind, Deemed, Fault};
    use crate::clock::{ClockKind, legal_clock};
    use crate::state::Status;
    use jiff::civil::date;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    /// A Monday; the fifth working day is Monday 30 November.
    const TAKEN: &str = "2026-11-23T09:00:00+08:00";

    fn item(article32: bool) -> Item {
        let json = serde_json::json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "01", "form": "general",
            "project_type": "commitment", "article32": article32, "limit": { "promise_days": 10 },
        });
        serde_json::from_value(json).unwrap()
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    fn case(facts: &[(&str, Fact)]) -> Case {
        let mut case = Case::empty(at(TAKEN));
        case.apply(&Fact::Received, at(TAKEN), "1001");
        for (when, fact) in facts {
            case.apply(fact, at(when), "1001");
        }
        case
    }

    fn is_silent(case: &Case, today: Date) -> bool {
        case.is_left_unanswered(&item(true), &Calendar::builtin(), today)
    }

    #[test]
    fn silence_begins_after_the_fifth_working_day_and_only_where_the_article_applies() {
        let open = case(&[]);
        for (day, is_over) in [(25, false), (27, false), (30, false)] {
            assert_eq!(is_silent(&open, date(2026, 11, day)), is_over, "{day}");
        }
        assert!(is_silent(&open, date(2026, 12, 1)) && is_silent(&open, date(2026, 12, 3)));
        let other = item(false);
        assert!(!open.is_left_unanswered(&other, &Calendar::builtin(), date(2026, 12, 3)));
        let draft = Case::empty(at(TAKEN));
        assert!(!is_silent(&draft, date(2026, 12, 3)), "nothing was received");
    }

    #[test]
    fn a_day_that_is_not_proclaimed_and_a_case_that_was_given_up_shut_nothing() {
        let mut far = Case::empty(at("2027-02-04T09:00:00+08:00"));
        far.apply(&Fact::Received, at("2027-02-04T09:00:00+08:00"), "1001");
        assert!(!is_silent(&far, date(2027, 3, 4)), "the days off of 2027 are not known here");
        let reason = "申请人撤回".to_owned();
        let withdrawn = case(&[("2026-11-25T09:00:00+08:00", Fact::Abandoned { reason })]);
        assert!(!is_silent(&withdrawn, date(2026, 12, 3)));
    }

    #[test]
    fn an_answer_in_time_ends_it_and_one_that_is_late_does_not() {
        let last_day = "2026-11-30T17:59:00+08:00";
        let too_late = "2026-12-01T09:00:00+08:00";
        let today = date(2026, 12, 3);
        for kind in [DecisionKind::Accept, DecisionKind::Correction, DecisionKind::Refuse] {
            assert!(!is_silent(&case(&[(last_day, decided(kind))]), today), "{kind:?}");
            assert!(is_silent(&case(&[(too_late, decided(kind))]), today), "{kind:?}");
        }
        let back = Fact::SentBack {
            id: "r".into(),
            revision: 1,
            by: "2001".into(),
            by_name: "赵示例".into(),
            at: at(too_late),
            comments: Vec::new(),
        };
        let returned = case(&[(last_day, decided(DecisionKind::Refuse)), (too_late, back)]);
        assert_eq!(returned.status, Status::Returned);
        assert!(!is_silent(&returned, today), "a return inside the house is no silence");
    }

    fn deemed(names: &[&str]) -> Fact {
        let fault = |name: &&str| Fault {
            material: None,
            name: (*name).into(),
            problem: "未提交".into(),
            fix: "请提交。".into(),
            reason: None,
        };
        let deemed = Some(Deemed { papers: names.iter().map(fault).collect() });
        let decision = Decision { deemed, ..Decision::of_kind(DecisionKind::Accept) };
        Fact::Decided { decision }
    }

    #[test]
    fn what_silence_accepted_stands_accepted_since_its_receipt() {
        let late = "2026-12-03T09:00:00+08:00";
        let whole = case(&[(late, deemed(&[]))]);
        assert_eq!((whole.status, whole.accepted_at()), (Status::Accepted, Some(at(TAKEN))));
        let open = case(&[(late, deemed(&["户口簿"]))]);
        assert_eq!((open.status, open.accepted_at()), (Status::Deemed, Some(at(TAKEN))));
        assert_eq!(open.late_papers().len(), 1);
        let clock = legal_clock(
            &item(true),
            &open.clock_course(),
            open.legal_status(),
            &Calendar::builtin(),
            date(2026, 12, 3),
        );
        let due = clock.deadline.map(|deadline| deadline.date);
        assert_eq!((clock.kind, due), (ClockKind::Promise, Some(date(2026, 12, 7))));
        let again = case(&[(late, deemed(&["户口簿"])), (late, deemed(&[]))]);
        assert_eq!((again.status, again.accepted_at()), (Status::Accepted, Some(at(TAKEN))));
        assert!(again.late_papers().is_empty());
    }
}
