//! The end of a story: what comes of a decision at the office, and what is printed of that.
use super::scene::What;
use super::story::Story;
use counter_backoffice::Submission;
use counter_core::case::{
    DecisionKind, Event, EventAnswer, LAPSE_NOTICE, LapseTerms, Special, Step, VoidStanding,
    WITHDRAWAL_REQUEST, WarnedBy,
};
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::state::{Action, Role, Status};
use jiff::Span;

impl Story {
    /// The office takes it and may send it back, or does not take it, and there is a way out.
    pub fn meet_office(&mut self) {
        let revision = self.file().case.revision();
        match self.dice.roll(100) {
            0..55 => {
                self.wait(5);
                self.note(Fact::Acknowledged { digest: "ab".repeat(32), revision });
                self.set_delivery("acknowledged");
                if self.dice.chance(25) {
                    self.send_back(revision);
                }
            }
            55..75 => self.replace(revision),
            75..92 => self.hand_over(revision),
            _ => self.set_delivery("parked"),
        }
    }

    fn set_delivery(&mut self, state: &str) {
        if let Some(row) = &mut self.outbox {
            row.state = state.to_owned();
        }
    }

    fn send_back(&mut self, revision: u32) {
        self.wait_days(1);
        self.note(Fact::SentBack {
            id: format!("return-{revision}"),
            revision,
            by: "3001".into(),
            by_name: "赵示例".into(),
            at: self.now,
            comments: Vec::new(),
        });
    }

    /// What is put right goes in the place of what was not taken: the same decision, at its time.
    fn replace(&mut self, revision: u32) {
        self.note(Fact::DeliveryRefused { code: "bad_manifest".into() });
        self.note(Fact::ReplacementBegun { revision, code: "bad_manifest".into() });
        self.wait(3);
        self.bring_papers(10);
        let decision = self.file().case.decision().unwrap().0.clone();
        if decision.kind == DecisionKind::Accept {
            self.make_form();
        }
        let before = self.outbox.as_ref().unwrap();
        let before: Submission = serde_json::from_str(&before.payload).unwrap();
        let papers = self.dice.chance(50);
        self.wait(1);
        self.file_decision(vec![Fact::Replaced { revision, papers }], Some(before));
        if papers {
            self.print_decided(&decision);
        }
    }

    fn hand_over(&mut self, revision: u32) {
        self.note(Fact::DeliveryRefused { code: "bad_manifest".into() });
        self.set_delivery("refused");
        self.wait(3);
        self.print(&What::Slip);
        self.note(Fact::HandedOver { revision, code: "bad_manifest".into() });
        self.issue("handover_slip", None);
        self.set_delivery("handed_over");
    }

    /// What the deciding office does with it, and the papers that anybody may ask for.
    pub fn end(&mut self) {
        let status = self.file().case.status;
        if matches!(status, Status::Accepted | Status::Deferred | Status::Deemed) {
            self.tell_steps();
        }
        self.ask_withdrawal();
        self.decide_for_department();
        self.tell_refiling();
        self.print(&What::Course);
        self.print(&What::Check);
        self.print(&What::Day);
    }

    /// Somebody asks that the case end, of whom the law lets them, and signs it. What is told to the office
    /// apart from revisions changes no other paper of the case.
    fn ask_withdrawal(&mut self) {
        let file = self.file();
        let people: Vec<PersonRole> =
            file.case.list_withdrawers().iter().map(|person| person.role).collect();
        if !file.can_withdraw() || people.is_empty() || !self.dice.chance(30) {
            return;
        }
        self.wait(10);
        let by = *self.dice.pick(&people);
        let covered = by == PersonRole::Agent;
        self.print(&What::Withdrawal(by, covered));
        let document = self.issue(WITHDRAWAL_REQUEST, None);
        self.note(Fact::WithdrawalDrawnUp { document: document.clone(), by, covered });
        if file.case.withdrawal_action() == Action::Abandon || self.dice.chance(20) {
            return;
        }
        let id = || "event-1".to_owned();
        self.note(Fact::EventMade { id: id(), event: Event::WithdrawalAsked { by } });
        self.note(Fact::WithdrawalSigned { document, pages: Vec::new() });
        if self.dice.chance(50) {
            let answer = EventAnswer::Taken { marks: Vec::new() };
            self.note(Fact::EventAnswered { id: id(), answer });
            self.note(Fact::EventAcknowledged { id: id(), digest: "cd".repeat(32) });
        }
    }

    /// Where the notice stated a day, nothing comes by it now and then. Whether the case ended so.
    pub fn lapse(&mut self) -> bool {
        let Some(terms) = self.file().case.lapse_terms().cloned() else { return false };
        if !self.dice.chance(35) {
            return false;
        }
        while self.now.date() <= terms.until {
            self.wait_days(1);
        }
        let ways = [WarnedBy::Telephone, WarnedBy::Message, WarnedBy::InPerson];
        let (how, on) = (*self.dice.pick(&ways), self.now.date());
        let revision = self.file().case.revision();
        self.note(Fact::LapseWarned { revision, how, on });
        self.wait(5);
        self.print(&What::Lapse);
        self.issue(LAPSE_NOTICE, None);
        let LapseTerms { until, consequence, source } = terms;
        let event = Event::Lapsed { until, consequence, source, how, warned_on: on };
        self.note(Fact::EventMade { id: "event-3".to_owned(), event });
        true
    }

    /// Nor does what the counter decides in a department's name: it ends the case.
    fn decide_for_department(&mut self) {
        let granted = self.dice.chance(50);
        let event = Event::Decided {
            granted,
            number: "示准〔2026〕1号".into(),
            entrusted_by: "示例委托书".into(),
            points: if granted { vec!["identity".into()] } else { Vec::new() },
            reasons: if granted {
                Vec::new()
            } else {
                vec!["同一人：照片与本人不符".into()]
            },
        };
        let fact = Fact::EventMade { id: "event-2".to_owned(), event };
        if !self.file().case.may_state(&fact, Role::Clerk) || !self.dice.chance(40) {
            return;
        }
        self.wait(5);
        if granted {
            self.note(Fact::PointExamined { point: "identity".into(), met: true });
        }
        self.note(fact);
        self.print(&What::Entrusted("event-2".to_owned()));
    }

    /// The notice of a case that goes on from one of the wrong item, whatever has become of that.
    fn tell_refiling(&mut self) {
        use VoidStanding::{Asked, Done, Refused, WithDepartment};
        if self.file().case.refiled.is_none() {
            return;
        }
        let standing = *self.dice.pick(&[Done, Asked, WithDepartment, Refused]);
        self.print(&What::Refiling(standing));
    }

    fn tell_steps(&mut self) {
        let specials = [Special::Hearing, Special::ExpertReview, Special::OnSiteCheck];
        if self.dice.chance(45) {
            let (procedure, working) = (*self.dice.pick(&specials), self.dice.chance(60));
            let from = self.now.date().checked_add(Span::new().days(1)).unwrap();
            self.tell_step("step-1", Step::SpecialProcedure { procedure, from, days: 5, working });
        }
        if self.dice.chance(35) {
            self.tell_step("step-2", Step::Extended { days: 5, reason: "案情复杂".into() });
        }
        if self.dice.chance(20) {
            let on = self.now.date();
            self.tell_step("step-3", Step::Decided { granted: true, on });
        }
    }

    fn tell_step(&mut self, id: &str, step: Step) {
        self.wait(10);
        let (id, at) = (id.to_owned(), self.now);
        self.note(Fact::StepTold { id: id.clone(), step, by_name: "示例局".into(), at });
        self.print(&What::Letter(id));
    }
}
