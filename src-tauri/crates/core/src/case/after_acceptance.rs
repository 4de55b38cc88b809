//! What a case is after the events of its journal, and after the office's words on them (`event`
//! says which of them move it).
use super::Case;
use super::event::{CaseEvent, Event, EventAnswer, EventKind};
use super::fact::Fact;
use super::refiling::is_for_department;
use crate::state::Status;
use crate::time::date::Moment;

impl Case {
    /// The same event, or the same word on it, twice is one.
    pub(super) fn apply_event(&mut self, fact: &Fact, at: Moment, by: &str) {
        if let Fact::EventMade { id, event } = fact {
            self.consent = None;
            if self.find_event(id).is_none() {
                match event {
                    Event::Decided { .. } => self.status = Status::Completed,
                    Event::Lapsed { .. } => self.status = Status::Lapsed,
                    Event::Void { done: true, .. } => self.status = Status::Voided,
                    Event::Void { .. } | Event::WithdrawalAsked { .. } => {}
                }
                self.events.push(CaseEvent {
                    id: id.clone(),
                    event: event.clone(),
                    after: self.revision(),
                    at,
                    by: by.to_owned(),
                    answer: None,
                    acknowledged: None,
                    handed_over: false,
                });
            }
            return;
        }
        let (Fact::EventAnswered { id, .. }
        | Fact::EventAcknowledged { id, .. }
        | Fact::EventHandedOver { id, .. }) = fact
        else {
            return;
        };
        let Some(event) = self.events.iter_mut().find(|event| event.id == *id) else { return };
        match fact {
            Fact::EventAnswered { answer, .. } => {
                let is_first = event.answer.is_none();
                event.answer.get_or_insert_with(|| answer.clone());
                let ends = match answer {
                    EventAnswer::Taken { marks } => !is_for_department(marks),
                    EventAnswer::Refused { .. } => false,
                };
                // Whatever became of the case meanwhile and ended it stands.
                let is_open = matches!(
                    self.status,
                    Status::Accepted | Status::Deferred | Status::Deemed | Status::Returned
                );
                if is_first && ends && is_open && event.event.kind() == EventKind::Void {
                    self.status = Status::Voided;
                }
            }
            Fact::EventAcknowledged { digest, .. } => {
                event.acknowledged.get_or_insert_with(|| digest.clone());
            }
            _ => event.handed_over = true,
        }
    }

    pub fn find_event(&self, id: &str) -> Option<&CaseEvent> {
        self.events.iter().find(|event| event.id == id)
    }

    /// The decision that this counter made in the department's name.
    pub fn counter_decision(&self) -> Option<&CaseEvent> {
        self.events.iter().find(|event| event.event.kind() == EventKind::Decided)
    }

    /// The applicant has asked that the case end, and the office has not said no.
    pub fn is_withdrawal_asked(&self) -> bool {
        self.events.iter().any(|event| {
            event.event.kind() == EventKind::WithdrawalAsked
                && !matches!(event.answer, Some(EventAnswer::Refused { .. }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Decision, DecisionKind};
    use crate::code::variant_code;
    use crate::item::PersonRole;

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(Moment::from_millis(0));
        let accepted = Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) };
        for (minute, fact) in [accepted].iter().chain(facts).enumerate() {
            case.apply(fact, Moment::from_millis(minute as i64 * 60_000), "1001");
        }
        case
    }

    fn made(id: &str) -> Fact {
        Fact::EventMade {
            id: id.into(),
            event: Event::WithdrawalAsked { by: PersonRole::Applicant },
        }
    }

    fn answered(id: &str, answer: EventAnswer) -> Fact {
        Fact::EventAnswered { id: id.into(), answer }
    }

    fn refused() -> EventAnswer {
        EventAnswer::Refused { code: "already_decided".into() }
    }

    #[test]
    fn a_wish_moves_nothing_and_its_first_answer_stands() {
        let asked = case(&[made("e1"), made("e1")]);
        assert_eq!((asked.status, asked.events.len()), (Status::Accepted, 1));
        assert_eq!((asked.events[0].after, asked.is_withdrawal_asked()), (1, true));
        assert!(asked.events[0].is_open() && asked.touched.is_empty());
        let taken = EventAnswer::Taken { marks: vec!["no_permit".into()] };
        let told = case(&[made("e1"), answered("e1", taken.clone()), answered("e1", refused())]);
        assert_eq!(told.events[0].answer, Some(taken));
        assert!(told.events[0].is_open(), "its parts may still be on their way");
        assert!(told.is_withdrawal_asked());
        assert!(!case(&[made("e1"), answered("e1", refused())]).is_withdrawal_asked());
    }

    fn granted() -> Event {
        Event::Decided {
            granted: true,
            number: "示准〔2026〕1号".into(),
            entrusted_by: "示例委托书".into(),
            points: vec!["identity".into()],
            reasons: Vec::new(),
        }
    }

    #[test]
    fn what_the_counter_decided_ends_its_part_and_no_return_opens_it_again() {
        let decided = Fact::EventMade { id: "e1".into(), event: granted() };
        let back = Fact::SentBack {
            id: "r1".into(),
            revision: 1,
            by: "2001".into(),
            by_name: "赵示例".into(),
            at: Moment::from_millis(0),
            comments: Vec::new(),
        };
        let done = case(&[decided.clone(), back.clone()]);
        assert_eq!((done.status, done.returns.len()), (Status::Completed, 1), "it crossed");
        let at = Moment::from_millis(60_000);
        assert_eq!(done.counter_decision().map(|told| told.at), Some(at));
        assert_eq!(done.clock_course().decided, Some(at.date()));
        assert!(done.events[0].is_open(), "the office is told");
        assert_eq!(case(&[back]).status, Status::Returned);
        assert_eq!(case(&[made("e1")]).counter_decision(), None);
    }

    #[test]
    fn it_is_done_when_the_office_vouches_for_it_or_it_went_on_paper() {
        let digest = |text: &str| Fact::EventAcknowledged { id: "e1".into(), digest: text.into() };
        let there = case(&[made("e1"), digest("d"), digest("other")]);
        assert_eq!(there.events[0].acknowledged.as_deref(), Some("d"));
        assert!(!there.events[0].is_open());
        let paper = Fact::EventHandedOver { id: "e1".into(), code: "too_large".into() };
        assert!(!case(&[made("e1"), paper.clone()]).events[0].is_open());
        assert!(case(&[paper, digest("d")]).events.is_empty(), "of an event that is not here");
    }

    #[test]
    fn what_is_written_of_it_never_changes() {
        let text = |fact: &Fact| serde_json::to_string(fact).unwrap();
        assert_eq!(
            text(&made("e1")),
            r#"{"fact":"event_made","id":"e1","event":{"kind":"withdrawal_asked","by":"applicant"}}"#
        );
        assert_eq!(
            text(&answered("e1", EventAnswer::Taken { marks: Vec::new() })),
            r#"{"fact":"event_answered","id":"e1","answer":{"answer":"taken"}}"#
        );
        assert_eq!(
            text(&answered("e1", refused())),
            r#"{"fact":"event_answered","id":"e1","answer":{"answer":"refused","code":"already_decided"}}"#
        );
        let later = r#"{"fact":"event_made","id":"e1","event":{"kind":"of_a_later_program"}}"#;
        assert!(serde_json::from_str::<Fact>(later).is_err(), "it stops the reading");
        let kind = variant_code(&Event::WithdrawalAsked { by: PersonRole::Agent }.kind());
        assert!(text(&made("e1")).contains(&format!(r#""kind":"{kind}""#)));
        assert_eq!(
            serde_json::to_string(&granted()).unwrap(),
            r#"{"kind":"decided","granted":true,"number":"示准〔2026〕1号","entrusted_by":"示例委托书","points":["identity"]}"#
        );
        assert_eq!(variant_code(&granted().kind()), "decided");
    }
}
