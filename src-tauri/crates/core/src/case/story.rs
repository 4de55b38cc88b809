//! The course of a case for the citizen, read off its journal as plain facts in their order: what was
//! handed in, said, decided, asked for. Not the words for them, nor what comes next: that is
//! `casework::next_thing`.
//!
//! What stays inside the house is no part of it: a hold, a colleague who went on, a supervisor's return, a
//! submission that went again.
use super::Case;
use super::decision::{Decision, DecisionKind};
use super::event::{Event, EventAnswer, EventKind};
use super::fact::Fact;
use super::journal::Entry;
use super::refiling::is_for_department;
use super::step::{Special, Step};
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    Received,
    /// It goes on from a case of the wrong item.
    Refiled,
    Accepted,
    Deferred,
    Deemed,
    /// What could follow, or was still asked for, is here.
    Completed,
    /// What was given before was put right and given anew.
    Amended,
    Notified,
    CorrectionsIn,
    /// The applicant was told by when corrections are to come, and what follows.
    Warned,
    Lapsed,
    Refused,
    Redirected,
    /// It ended before anything was decided.
    GivenUp,
    WithdrawalAsked,
    WithdrawalRefused,
    Withdrawn,
    VoidAsked,
    VoidRefused,
    Voided,
    Special,
    SpecialEnded,
    Extended,
    Granted,
    NotGranted,
    Delivered,
    /// The office said something that this version cannot read.
    Unread,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    pub kind: MilestoneKind,
    pub on: Date,
    /// The last day for papers that may follow.
    pub until: Option<Date>,
    /// Of a notice how many lines, of an extension how many days.
    pub count: Option<u32>,
    pub procedure: Option<Special>,
    /// The number of the case before, or of a decision for a department.
    pub number: Option<String>,
}

impl Milestone {
    fn new(kind: MilestoneKind, on: Date) -> Milestone {
        Milestone { kind, on, until: None, count: None, procedure: None, number: None }
    }
}

/// In the order of the journal, each once.
pub fn tell_story(entries: &[Entry]) -> Vec<Milestone> {
    let mut story = Story::default();
    for entry in entries {
        let milestone = story.read(&entry.fact, entry.at);
        story.told.extend(milestone);
    }
    story.told
}

#[derive(Default)]
struct Story {
    told: Vec<Milestone>,
    /// The newest decision, as far as it is read.
    newest: Option<Decision>,
    received: Option<Moment>,
    /// When the papers had been taken in on a slip, or in the case before.
    received_before: Option<Moment>,
    events: BTreeMap<String, EventKind>,
    steps: BTreeMap<String, Option<Special>>,
}

impl Story {
    fn read(&mut self, fact: &Fact, at: Moment) -> Option<Milestone> {
        use MilestoneKind as Kind;
        let on = at.date();
        let plain = |kind: Kind| Some(Milestone::new(kind, on));
        match fact {
            Fact::SlipNoted { received_at, .. } => {
                self.received_before.get_or_insert(*received_at);
                None
            }
            Fact::RefiledFrom { number, received_at, .. } => {
                self.received_before = Some(*received_at);
                let number = Some(number.clone());
                Some(Milestone { number, ..Milestone::new(Kind::Refiled, on) })
            }
            Fact::Received if self.received.is_none() => {
                let received = self.received_before.unwrap_or(at);
                self.received = Some(received);
                Some(Milestone::new(Kind::Received, received.date()))
            }
            Fact::Decided { decision } => Some(self.read_decision(decision, on)),
            Fact::CorrectionsIn => plain(Kind::CorrectionsIn),
            Fact::LapseWarned { on, .. } => Some(Milestone::new(Kind::Warned, *on)),
            Fact::Abandoned { .. } => plain(Kind::GivenUp),
            Fact::StepTold { id, step, at, .. } => self.read_step(id, step, at.date()),
            Fact::StepUnknown { id, at, .. } => {
                let is_new = self.steps.insert(id.clone(), None).is_none();
                is_new.then(|| Milestone::new(Kind::Unread, at.date()))
            }
            Fact::EventMade { id, event } => {
                let is_new = self.events.insert(id.clone(), event.kind()).is_none();
                is_new.then(|| read_event(event, on))
            }
            Fact::EventAnswered { id, answer } => {
                read_answer(self.events.get(id)?, answer).map(|kind| Milestone::new(kind, on))
            }
            _ => None,
        }
    }

    fn read_decision(&mut self, decision: &Decision, on: Date) -> Milestone {
        let before = self.newest.replace(decision.clone());
        let milestone = Milestone::new(name_decision(decision, before.as_ref()), on);
        Milestone {
            until: decision.deferred.as_ref().map(|deferred| deferred.until),
            count: (decision.kind == DecisionKind::Correction)
                .then_some(decision.faults.len() as u32),
            ..milestone
        }
    }

    /// The same step twice is one.
    fn read_step(&mut self, id: &str, step: &Step, told: Date) -> Option<Milestone> {
        use MilestoneKind as Kind;
        if self.steps.contains_key(id) {
            return None;
        }
        let begun = match step {
            Step::SpecialProcedure { procedure, .. } => Some(*procedure),
            _ => None,
        };
        self.steps.insert(id.to_owned(), begun);
        let of = Milestone::new;
        Some(match step {
            Step::SpecialProcedure { from, .. } => {
                Milestone { procedure: begun, ..of(Kind::Special, *from) }
            }
            Step::SpecialEnded { begun, on } => {
                let procedure = self.steps.get(begun).copied().flatten();
                Milestone { procedure, ..of(Kind::SpecialEnded, *on) }
            }
            Step::Extended { days, .. } => {
                Milestone { count: Some(*days), ..of(Kind::Extended, told) }
            }
            Step::Decided { granted: true, on } => of(Kind::Granted, *on),
            Step::Decided { granted: false, on } => of(Kind::NotGranted, *on),
            Step::Withdrawn { on } => of(Kind::Withdrawn, *on),
            Step::Voided { on } => of(Kind::Voided, *on),
            Step::Delivered { on } => of(Kind::Delivered, *on),
        })
    }
}

/// An acceptance after an acceptance that waited for papers, which waits for none any more, completes it.
fn name_decision(decision: &Decision, before: Option<&Decision>) -> MilestoneKind {
    use MilestoneKind as Kind;
    let is_same_kind = before.is_some_and(|before| before.kind == decision.kind);
    let waits = |one: &Decision| one.deferred.is_some() || one.late_papers().is_some();
    match decision.kind {
        DecisionKind::Accept if is_same_kind => {
            let was_waiting = before.is_some_and(waits);
            let is_extended = decision.extends_deferral();
            if was_waiting && !waits(decision) {
                Kind::Completed
            } else if is_extended {
                Kind::Deferred
            } else {
                Kind::Amended
            }
        }
        DecisionKind::Accept if decision.deferred.is_some() => Kind::Deferred,
        DecisionKind::Accept if decision.deemed.is_some() => Kind::Deemed,
        DecisionKind::Accept => Kind::Accepted,
        DecisionKind::Correction => Kind::Notified,
        DecisionKind::Refuse if is_same_kind => Kind::Amended,
        DecisionKind::Redirect if is_same_kind => Kind::Amended,
        DecisionKind::Refuse => Kind::Refused,
        DecisionKind::Redirect => Kind::Redirected,
    }
}

fn read_event(event: &Event, on: Date) -> Milestone {
    use MilestoneKind as Kind;
    let of = |kind: Kind| Milestone::new(kind, on);
    match event {
        Event::WithdrawalAsked { .. } => of(Kind::WithdrawalAsked),
        Event::Decided { granted, number, .. } => {
            let kind = if *granted { Kind::Granted } else { Kind::NotGranted };
            Milestone { number: Some(number.clone()), ..of(kind) }
        }
        Event::Lapsed { .. } => of(Kind::Lapsed),
        Event::Void { done: true, .. } => of(Kind::Voided),
        Event::Void { done: false, .. } => of(Kind::VoidAsked),
    }
}

/// That a wish arrived changes nothing yet; of a void the office's word is the end, unless it is for the
/// department to say.
fn read_answer(of: &EventKind, answer: &EventAnswer) -> Option<MilestoneKind> {
    match (of, answer) {
        (EventKind::WithdrawalAsked, EventAnswer::Refused { .. }) => {
            Some(MilestoneKind::WithdrawalRefused)
        }
        (EventKind::Void, EventAnswer::Refused { .. }) => Some(MilestoneKind::VoidRefused),
        (EventKind::Void, EventAnswer::Taken { marks }) if !is_for_department(marks) => {
            Some(MilestoneKind::Voided)
        }
        _ => None,
    }
}

impl Case {
    /// Id of the case that goes on under the right item.
    pub fn refiled_as(&self) -> Option<&str> {
        match &self.void_event()?.event {
            Event::Void { refiled_as, .. } => Some(refiled_as),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::{Deferred, Fault};
    use crate::item::PersonRole;
    use MilestoneKind as Kind;
    use jiff::civil::date;

    /// One a day.
    fn journal(facts: &[Fact]) -> Vec<Entry> {
        let day = |seq: u64| Moment::from_millis(1_790_000_000_000 + seq as i64 * 86_400_000);
        let entry = |(seq, fact): (u64, &Fact)| Entry {
            seq,
            at: day(seq),
            by: "1001".into(),
            fact: fact.clone(),
            prev: String::new(),
            hash: String::new(),
        };
        (0..).zip(facts).map(entry).collect()
    }

    fn kinds(facts: &[Fact]) -> Vec<Kind> {
        tell_story(&journal(facts)).into_iter().map(|milestone| milestone.kind).collect()
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    fn told(id: &str, step: Step) -> Fact {
        let at = "2026-10-09T10:00:00+08:00".parse().unwrap();
        Fact::StepTold { id: id.into(), step, by_name: "审查员".into(), at }
    }

    #[test]
    fn a_whole_life_is_told_in_its_order_and_each_thing_once() {
        let fault = Fault {
            material: Some("hukou".into()),
            name: "户口簿".into(),
            problem: "未提交".into(),
            fix: "请提交。".into(),
            reason: None,
        };
        let faults = vec![fault.clone(), fault];
        let notice = Decision { faults, ..Decision::of_kind(DecisionKind::Correction) };
        let on = date(2026, 10, 12);
        let granted = Step::Decided { granted: true, on };
        let facts = [
            Fact::SectionOpened { section: 3 },
            Fact::Received,
            Fact::Received,
            Fact::Decided { decision: notice },
            Fact::CorrectionsIn,
            decided(DecisionKind::Accept),
            told("s", granted.clone()),
            told("s", granted),
            told("d", Step::Delivered { on }),
        ];
        let story = tell_story(&journal(&facts));
        let said: Vec<Kind> = story.iter().map(|milestone| milestone.kind).collect();
        let life = [
            Kind::Received,
            Kind::Notified,
            Kind::CorrectionsIn,
            Kind::Accepted,
            Kind::Granted,
            Kind::Delivered,
        ];
        assert_eq!(said, life);
        assert_eq!((story[1].count, story[1].on), (Some(2), date(2026, 9, 24)));
        assert_eq!((story[4].on, story[4].count), (on, None), "the office's day");
    }

    #[test]
    fn the_day_of_receipt_is_the_slips_or_that_of_the_case_before() {
        let received_at = "2026-09-01T09:00:00+08:00".parse().unwrap();
        let slip = Fact::SlipNoted { slip: "0007".into(), received_at };
        let story = tell_story(&journal(&[slip, Fact::Received]));
        assert_eq!((story.len(), story[0].on), (1, date(2026, 9, 1)));
        let refiled = Fact::RefiledFrom {
            case: "c".into(),
            number: "L-1".into(),
            received_at,
            was_answered: true,
            reason: "错件".into(),
            receipt_back: false,
        };
        let story = tell_story(&journal(&[refiled, Fact::Received]));
        assert_eq!(story[0].number.as_deref(), Some("L-1"));
        assert_eq!((story[1].kind, story[1].on), (Kind::Received, date(2026, 9, 1)));
    }

    #[test]
    fn papers_that_follow_complete_an_acceptance_and_another_one_amends_it() {
        let until = date(2026, 10, 20);
        let deferred = Deferred { until, materials: vec!["proof".into()], extended: None };
        let waits =
            Decision { deferred: Some(deferred), ..Decision::of_kind(DecisionKind::Accept) };
        let waits = Fact::Decided { decision: waits };
        let accepted = decided(DecisionKind::Accept);
        let story = tell_story(&journal(&[waits.clone(), accepted.clone()]));
        assert_eq!((story[0].kind, story[0].until), (Kind::Deferred, Some(until)));
        assert_eq!((story[1].kind, story[1].until), (Kind::Completed, None));
        assert_eq!(kinds(&[accepted.clone(), accepted.clone()]), [Kind::Accepted, Kind::Amended]);
        assert_eq!(kinds(&[waits.clone(), waits]), [Kind::Deferred, Kind::Amended]);
        let notified = [decided(DecisionKind::Correction), accepted];
        assert_eq!(kinds(&notified), [Kind::Notified, Kind::Accepted]);
    }

    #[test]
    fn a_wish_is_a_wish_until_the_office_has_answered() {
        let asked = |id: &str| Fact::EventMade {
            id: id.into(),
            event: Event::WithdrawalAsked { by: PersonRole::Applicant },
        };
        let void = Fact::EventMade {
            id: "v".into(),
            event: Event::Void {
                reason: "错件".into(),
                refiled_as: "c2".into(),
                receipt_back: true,
                done: false,
            },
        };
        let answered =
            |id: &str, answer: EventAnswer| Fact::EventAnswered { id: id.into(), answer };
        let taken = |mark: Option<&str>| EventAnswer::Taken {
            marks: mark.map(str::to_owned).into_iter().collect(),
        };
        let no = || EventAnswer::Refused { code: "already_decided".into() };
        let withdrawal = [asked("w"), asked("w"), answered("w", taken(None))];
        assert_eq!(kinds(&withdrawal), [Kind::WithdrawalAsked]);
        let refused = [asked("w"), answered("w", no())];
        assert_eq!(kinds(&refused), [Kind::WithdrawalAsked, Kind::WithdrawalRefused]);
        let done = [void.clone(), answered("v", taken(None))];
        assert_eq!(kinds(&done), [Kind::VoidAsked, Kind::Voided]);
        let begun = [void.clone(), answered("v", taken(Some("department_begun")))];
        assert_eq!(kinds(&begun), [Kind::VoidAsked]);
        assert_eq!(kinds(&[void, answered("v", no())]), [Kind::VoidAsked, Kind::VoidRefused]);
        assert_eq!(kinds(&[answered("x", no())]), [], "of nothing that was asked here");
    }

    #[test]
    fn what_stays_inside_the_house_is_no_part_of_it() {
        let back = Fact::SentBack {
            id: "r".into(),
            revision: 1,
            by: "2001".into(),
            by_name: "赵示例".into(),
            at: Moment::from_millis(0),
            comments: Vec::new(),
        };
        let facts = [
            decided(DecisionKind::Refuse),
            back,
            Fact::TakenOver { from: "1001".into(), to: "1002".into() },
            Fact::Resumed,
            Fact::Acknowledged { digest: "ab".into(), revision: 1 },
        ];
        assert_eq!(kinds(&facts), [Kind::Refused]);
    }
}
