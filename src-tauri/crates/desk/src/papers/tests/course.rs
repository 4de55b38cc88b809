//! What 办理进度告知单 may say, read off the entries a second time: what happened in its order, what comes next, how
//! often somebody came.
use super::oracle::name_procedure;
use super::scene::Scene;
use crate::papers::example::CATALOG;
use crate::papers::sentences::Sentence;
use crate::papers::wording::{deadline_day, long_date};
use counter_core::calendar::Deadline;
use counter_core::case::{
    Custody, Decision, DecisionKind, Event, EventAnswer, Person, Reading, ShownTo, Special, Step,
    WarnedBy,
};
use counter_core::casework::{MaterialState, check_corrections};
use counter_core::clock::{ClockKind, ClockView, legal_clock};
use counter_core::date::{Date, Moment};
use counter_core::fact::Fact;
use counter_core::journal::Entry;
use std::collections::BTreeSet;

/// A sentence with all that is set into it.
pub type Line = (Sentence, String);

fn line(sentence: Sentence, on: Date, what: &str) -> Line {
    let words = sentence.words().replace("{day}", &long_date(on)).replace("{what}", what);
    (sentence, words)
}

impl Scene<'_> {
    /// In the order of the journal.
    pub fn list_course(&self) -> Vec<Line> {
        let entries = self.record.entries.iter().enumerate();
        entries.filter_map(|(place, entry)| self.tell_entry(place, entry)).collect()
    }

    fn tell_entry(&self, place: usize, entry: &Entry) -> Option<Line> {
        use Sentence as S;
        let on = entry.at.date();
        let earlier = &self.record.entries[..place];
        Some(match &entry.fact {
            Fact::RefiledFrom { number, .. } => line(S::WasRefiled, on, number),
            Fact::Received if !earlier.iter().any(|one| matches!(one.fact, Fact::Received)) => {
                line(S::WasReceived, self.record.received()?.date(), "")
            }
            Fact::Decided { decision } => self.tell_decision(decision, earlier, on),
            Fact::CorrectionsIn => line(S::WasCorrected, on, ""),
            Fact::LapseWarned { on, .. } => line(S::WasWarned, *on, ""),
            Fact::Abandoned { .. } => line(S::WasGivenUp, on, ""),
            Fact::StepTold { step, at, .. } => self.tell_step(step, earlier, at.date()),
            Fact::EventMade { event, .. } => tell_event(event, on),
            Fact::EventAnswered { answer: EventAnswer::Refused { .. }, .. } => {
                line(S::WasWithdrawalRefused, on, "")
            }
            _ => return None,
        })
    }

    fn tell_decision(&self, decision: &Decision, earlier: &[Entry], on: Date) -> Line {
        use Sentence as S;
        let before = earlier.iter().rev().find_map(|entry| match &entry.fact {
            Fact::Decided { decision } => Some(decision),
            _ => None,
        });
        let waits = |one: &Decision| {
            let late = one.deemed.as_ref().is_some_and(|deemed| !deemed.papers.is_empty());
            one.deferred.is_some() || late
        };
        let again = before.filter(|before| before.kind == decision.kind);
        let sentence = match (decision.kind, again) {
            (DecisionKind::Correction, _) => S::WasNotified,
            (DecisionKind::Accept, Some(before)) if waits(before) && !waits(decision) => {
                S::WasCompleted
            }
            (DecisionKind::Accept, Some(_))
                if decision.deferred.as_ref().is_some_and(|one| one.extended.is_some()) =>
            {
                S::WasDeferred
            }
            (_, Some(_)) => S::WasAmended,
            (DecisionKind::Accept, None) if decision.deferred.is_some() => S::WasDeferred,
            (DecisionKind::Accept, None) if decision.deemed.is_some() => S::WasDeemed,
            (DecisionKind::Accept, None) => S::WasAccepted,
            (DecisionKind::Refuse, None) => S::WasRefused,
            (DecisionKind::Redirect, None) => S::WasRedirected,
        };
        let until = decision.deferred.as_ref().map(|deferred| long_date(deferred.until));
        let (sentence, words) = line(sentence, on, "");
        let words = words.replace("{until}", &until.unwrap_or_default());
        (sentence, words.replace("{count}", &decision.faults.len().to_string()))
    }

    fn tell_step(&self, step: &Step, earlier: &[Entry], told: Date) -> Line {
        use Sentence as S;
        match step {
            Step::SpecialProcedure { procedure, from, .. } => {
                line(S::WasSpecial, *from, name_procedure(*procedure))
            }
            Step::SpecialEnded { begun, on } => {
                let of = earlier.iter().find_map(|entry| match &entry.fact {
                    Fact::StepTold {
                        id, step: Step::SpecialProcedure { procedure, .. }, ..
                    } => (id == begun).then_some(*procedure),
                    _ => None,
                });
                line(S::WasSpecialEnded, *on, of.map_or("特别程序", name_procedure))
            }
            Step::Extended { days, .. } => {
                let item = self.record.file.settled_item();
                let limit = item.as_ref().and_then(|item| item.limit.as_ref());
                let is_working = limit.is_none_or(|limit| limit.working);
                let unit = if is_working { "个工作日" } else { "日" };
                line(S::WasExtended, told, &format!("{days}{unit}"))
            }
            Step::Decided { granted: true, on } => line(S::WasGranted, *on, ""),
            Step::Decided { granted: false, on } => line(S::WasNotGranted, *on, ""),
            Step::Withdrawn { on } => line(S::WasWithdrawn, *on, ""),
            Step::Voided { on } => line(S::WasVoided, *on, ""),
            Step::Delivered { on } => line(S::WasDelivered, *on, ""),
        }
    }

    /// Of the stories: what neither a hold nor a void of the case itself is in.
    pub fn tell_next(&self) -> Line {
        use Sentence as S;
        let (sentence, until, what) = self.find_next();
        let until = until.map(|until| deadline_day(&until).unwrap_or_default());
        let words = sentence.words().replace("{until}", &until.unwrap_or_default());
        let due = self.due.0.words().replace("{day}", &self.due.1);
        let words = words.replace("{what}", &what);
        (sentence, if sentence == S::NextDecision { words.replace("{due}", &due) } else { words })
    }

    fn find_next(&self) -> (Sentence, Option<ClockView>, String) {
        use Sentence as S;
        let plain = |sentence: Sentence| (sentence, None, String::new());
        let by = |with: Sentence, without: Sentence, clock: ClockView| match clock.deadline {
            Some(_) => (with, Some(clock), String::new()),
            None => plain(without),
        };
        let record = &self.record;
        let has = |is: fn(&Fact) -> bool| record.has(is);
        if has(|fact| matches!(fact, Fact::Abandoned { .. }))
            || has(|fact| is_event(fact, |event| matches!(event, Event::Lapsed { .. })))
        {
            return plain(S::NextEnded);
        }
        let clock = self.clock_today();
        let is_decided = has(|fact| is_event(fact, |event| matches!(event, Event::Decided { .. })))
            || has(|fact| matches!(fact, Fact::StepTold { step: Step::Decided { .. }, .. }));
        if is_decided {
            return by(S::NextResult, S::NextResultAnyDay, clock);
        }
        let Some(decision) = record.decision() else {
            if record.file.is_left_unanswered() {
                return plain(S::NextFetchReceipt);
            }
            if clock.kind == ClockKind::OnTheSpot {
                return plain(S::NextSameDay);
            }
            return by(S::NextAnswer, S::NextAnswerAnyDay, clock);
        };
        match decision.kind {
            DecisionKind::Refuse => plain(S::NextRefused),
            DecisionKind::Redirect => {
                let office = decision.right_office.clone();
                (S::NextElsewhere, None, office.unwrap_or_else(|| "告知书载明的机关".to_owned()))
            }
            DecisionKind::Correction => self.next_of_notice(decision),
            DecisionKind::Accept => self.next_of_acceptance(decision, &clock),
        }
    }

    fn next_of_notice(&self, decision: &Decision) -> (Sentence, Option<ClockView>, String) {
        use Sentence as S;
        if self.record.file.is_left_unanswered() {
            return (S::NextFetchReceipt, None, String::new());
        }
        let last = self.record.decisions().last().map_or(0, |decided| decided.place);
        let since = &self.record.entries[last..];
        let is_stamped = since.iter().any(|entry| matches!(entry.fact, Fact::CorrectionsIn));
        // Whether a line of it came is a rule, which is asked.
        let lines = check_corrections(&self.assessment);
        let missing = lines.iter().filter(|line| !line.has_come);
        let missing: Vec<&str> = missing.map(|line| line.fault.name.as_str()).collect();
        if is_stamped || missing.is_empty() {
            return (S::NextReceipt, None, String::new());
        }
        let what = missing.join("、");
        match &decision.lapse {
            Some(terms) => (S::NextCorrections, Some(firm(terms.until)), what),
            None => (S::NextCorrectionsAnyDay, None, what),
        }
    }

    fn next_of_acceptance(
        &self,
        decision: &Decision,
        clock: &ClockView,
    ) -> (Sentence, Option<ClockView>, String) {
        use Sentence as S;
        let asked = |fact: &Fact| is_event(fact, |e| matches!(e, Event::WithdrawalAsked { .. }));
        if self.record.has(asked) {
            return (S::NextWithdrawal, None, String::new());
        }
        let is_here = |id: &str| {
            let row = self.assessment.find_material(id);
            let case = &self.record.file.case;
            row.is_some_and(|row| {
                row.state == MaterialState::Received && case.has_arrived(id, row.def.supply)
            })
        };
        let material = |id: &String| self.record.file.material_name(id).to_owned();
        if let Some(deferred) = &decision.deferred {
            let missing = deferred.materials.iter().filter(|id| !is_here(id));
            let missing: Vec<String> = missing.map(material).collect();
            return match missing.is_empty() {
                true => (S::NextReceipt, None, String::new()),
                false => (S::NextPromised, Some(firm(deferred.until)), missing.join("、")),
            };
        }
        let late = decision.deemed.iter().flat_map(|deemed| &deemed.papers);
        let late = late.filter(|fault| !fault.material.as_deref().is_some_and(is_here));
        let late: Vec<&str> = late.map(|fault| fault.name.as_str()).collect();
        if !late.is_empty() {
            return (S::NextLate, None, late.join("、"));
        }
        if clock.kind == ClockKind::Paused {
            let newest = self.newest_procedure();
            let what = newest.map_or("特别程序", name_procedure).to_owned();
            return (S::NextProcedure, None, what);
        }
        (S::NextDecision, None, String::new())
    }

    fn newest_procedure(&self) -> Option<Special> {
        self.record.last(|entry| match &entry.fact {
            Fact::StepTold { step: Step::SpecialProcedure { procedure, .. }, .. } => {
                Some(*procedure)
            }
            _ => None,
        })
    }

    /// As the rules count it.
    fn clock_today(&self) -> ClockView {
        let file = self.record.file;
        let Some(item) = file.settled_item() else { return ClockView::default() };
        let (status, today) = (file.case.legal_status(), self.record.now.date());
        legal_clock(&item, &file.course(), status, &CATALOG.calendar, today)
    }

    pub fn tell_visits(&self) -> String {
        let came = self.count_days();
        let promised = self.record.file.item().and_then(|item| item.visits);
        let promised = promised.map(|promised| {
            let example = if promised.official { "" } else { "（示例）" };
            format!("，承诺最多{}次{example}", promised.most)
        });
        format!("已到现场{came}次{}", promised.unwrap_or_default())
    }

    /// By the entries alone.
    fn count_days(&self) -> usize {
        let entries = self.record.entries.iter().enumerate();
        let days: BTreeSet<Date> =
            entries.filter_map(|(place, entry)| self.find_visit(place, entry)).collect();
        days.len()
    }

    fn find_visit(&self, place: usize, entry: &Entry) -> Option<Date> {
        let is_there = match &entry.fact {
            Fact::SlipNoted { received_at, .. } => return Some(received_at.date()),
            Fact::LapseWarned { how: WarnedBy::InPerson, on, .. } => return Some(*on),
            Fact::Received => self.record.slip().is_none() && self.record.refiled().is_none(),
            Fact::PersonPut { person } => self.is_card_read(place, person, entry.at),
            Fact::CustodySet { custody, .. } | Fact::CopiesSet { custody, .. } => {
                *custody == Custody::Returned
            }
            Fact::FormShown { to, .. } => *to == ShownTo::CitizenScreen,
            Fact::CorrectionsIn
            | Fact::OriginalChecked { .. }
            | Fact::FormDoubted { .. }
            | Fact::FormConfirmed { .. }
            | Fact::FormReadAloud { .. }
            | Fact::FormSigned { .. }
            | Fact::SignatureRefused { .. }
            | Fact::WithdrawalSigned { .. } => true,
            _ => false,
        };
        is_there.then(|| entry.at.date())
    }

    fn is_card_read(&self, place: usize, person: &Person, at: Moment) -> bool {
        if person.reading != Reading::Card {
            return false;
        }
        let earlier = self.record.people_before(place);
        let Some(earlier) = earlier.into_iter().find(|one| one.id == person.id) else {
            return !self.record.entries[..place].iter().any(|entry| match &entry.fact {
                Fact::CarriedFrom { people: Some(people), .. } => people.contains(&person.id),
                Fact::CarriedFrom { people: None, .. } => entry.at == at,
                _ => false,
            });
        };
        let is_same = earlier.reading == person.reading
            && earlier.number == person.number
            && earlier.raw == person.raw;
        !is_same || is_untouched(earlier, person)
    }
}

fn is_untouched(earlier: &Person, person: &Person) -> bool {
    let as_now = Person {
        warnings: person.warnings.clone(),
        reader: person.reader.clone(),
        valid_from: person.valid_from.clone(),
        valid_to: person.valid_to.clone(),
        name_latin: person.name_latin.clone(),
        sex: person.sex.clone(),
        ethnic: person.ethnic.clone(),
        birth: person.birth.clone(),
        expiry_confirmed: person.expiry_confirmed,
        expiry_reason: person.expiry_reason.clone(),
        ..earlier.clone()
    };
    let is_confirmed_now = person.expiry_confirmed && !earlier.expiry_confirmed;
    as_now == *person && !is_confirmed_now
}

fn firm(until: Date) -> ClockView {
    let deadline = Some(Deadline::firm(until));
    ClockView { deadline, ..ClockView::default() }
}

fn is_event(fact: &Fact, is: fn(&Event) -> bool) -> bool {
    matches!(fact, Fact::EventMade { event, .. } if is(event))
}

fn tell_event(event: &Event, on: Date) -> Line {
    use Sentence as S;
    match event {
        Event::WithdrawalAsked { .. } => line(S::WasWithdrawalAsked, on, ""),
        Event::Decided { granted: true, number, .. } => line(S::WasGrantedHere, on, number),
        Event::Decided { granted: false, number, .. } => line(S::WasNotGrantedHere, on, number),
        Event::Lapsed { .. } => line(S::WasLapsed, on, ""),
        Event::Void { done: true, .. } => line(S::WasVoided, on, ""),
        Event::Void { done: false, .. } => line(S::WasVoidAsked, on, ""),
    }
}
