//! The second half of a story: what is decided, filed and printed.
use super::reading::list_leaves;
use super::scene::What;
use super::story::{BOOK, Story};
use super::window::{STATION_CODE, permit_of};
use super::wire::Filed;
use crate::cases::case_file::CaseFile;
use crate::cases::submission::{Hand, outbox_row, replacement_row};
use crate::papers::example::CATALOG;
use crate::papers::notices::decision_paper;
use crate::papers::printed_words::print_words;
use counter_backoffice::{ConsentWire, Submission};
use counter_core::case::{ConsentedAct, Decision, DecisionKind, Fault};
use counter_core::casework::{
    check_corrections, decision_form, decision_options, deem_accepted, judge_further_notice,
    offer_deferral, promise_deferral, suggest_corrections,
};
use counter_core::fact::Fact;
use counter_core::state::Status;

impl Story {
    pub fn go_on(&mut self) {
        for _ in 0..3 {
            if !self.decide() {
                return;
            }
            self.meet_office();
            match self.file().case.status {
                Status::Correction if self.lapse() => return,
                Status::Correction | Status::Deferred | Status::Deemed => self.complete(),
                Status::Returned => self.bring_papers(30),
                _ => return,
            }
        }
    }

    /// What was asked for comes in, all of it or not.
    fn complete(&mut self) {
        let days = self.dice.roll(3);
        self.wait_days(days);
        self.bring_papers(60);
        if self.dice.chance(60) {
            self.fill_form();
        }
        self.note_corrections();
        if self.file().case.status == Status::Correction && self.dice.chance(65) {
            self.wait(1);
            self.note(Fact::CorrectionsIn);
            let days = self.dice.roll(2);
            self.wait_days(days);
        }
        if self.dice.chance(60) {
            self.sign_form();
        }
    }

    /// Of what nothing else shows, the clerk's word, and now and then its taking back.
    fn note_corrections(&mut self) {
        let file = self.file();
        let revision = file.case.revision();
        for line in check_corrections(&file.assess()).iter().filter(|line| line.is_by_word) {
            let noted = |came| Fact::CorrectionNoted { revision, fault: line.place, came };
            if self.dice.chance(80) {
                self.wait(1);
                self.note(noted(true));
                if self.dice.chance(15) {
                    self.wait(1);
                    self.note(noted(false));
                }
            }
        }
    }

    /// Whether something was decided.
    fn decide(&mut self) -> bool {
        if self.dice.chance(6) {
            return false;
        }
        let Some(decision) = self.choose() else { return false };
        self.print(&What::Preview(Box::new(decision.clone())));
        self.wait(1);
        if decision.kind == DecisionKind::Accept {
            self.make_form();
        }
        if decision.is_supervisors() || self.dice.chance(10) {
            self.note(Fact::Consented { act: ConsentedAct::Issue, by: "2001".into() });
        }
        let mut facts = Vec::new();
        if self.notes_clock {
            let confirmed = self.dice.chance(70).then_some(self.now);
            facts.push(Fact::ClockNoted { confirmed });
        }
        facts.push(Fact::Decided { decision: decision.clone() });
        if self.file().case.provisional.is_none() {
            let number = format!("临{STATION_CODE}-7C2-K7QX-{:04}", self.count_on());
            facts.push(Fact::ProvisionalNumber { number });
        }
        self.wait(1);
        self.file_decision(facts, None);
        self.issue_papers(&decision);
        true
    }

    /// What the rules let the clerk decide, made whole first where it is to be accepted.
    fn choose_kind(&mut self) -> Option<DecisionKind> {
        let file = self.file();
        let roll = self.dice.roll(100);
        let kind = match file.case.status {
            Status::Draft if roll < 50 => DecisionKind::Redirect,
            Status::Correction if roll >= 92 => DecisionKind::Correction,
            Status::Correction if roll >= 80 => DecisionKind::Refuse,
            Status::Received | Status::Returned if roll < 25 => DecisionKind::Correction,
            Status::Received | Status::Returned if roll < 38 => DecisionKind::Refuse,
            Status::Received | Status::Returned if roll < 48 => DecisionKind::Redirect,
            _ => DecisionKind::Accept,
        };
        // After a return, a second notice whatever it lacks.
        let is_second = kind == DecisionKind::Correction && file.case.was_notified();
        if is_second && file.case.status == Status::Returned && roll < 12 {
            return Some(kind);
        }
        match kind {
            DecisionKind::Accept if self.dice.chance(80) => self.make_whole(),
            DecisionKind::Accept => {}
            _ => self.settle_originals(),
        }
        let options = decision_options(&self.file().assess()).into_iter();
        let possible: Vec<DecisionKind> =
            options.filter(|option| option.possible).map(|option| option.kind).collect();
        match possible.contains(&kind) {
            true => Some(kind),
            false if possible.is_empty() => None,
            false => Some(*self.dice.pick(&possible)),
        }
    }

    fn choose(&mut self) -> Option<Decision> {
        let kind = self.choose_kind()?;
        let file = self.file();
        match kind {
            DecisionKind::Accept => self.choose_acceptance(&file),
            DecisionKind::Correction => {
                let faults = self.choose_faults(&file);
                let reason = Some("上次告知时漏看。".to_owned());
                let further = judge_further_notice(&file.assess(), &faults, reason).ok()?;
                let lapse = self.context().lapse_terms();
                Some(Decision { faults, further, lapse, ..Decision::of_kind(kind) })
            }
            DecisionKind::Refuse => {
                let reasons = ["不符合发放条件。", "户籍不在本市。\n见示例办法。"];
                let count = 1 + self.dice.roll(2);
                let reasons = reasons.iter().take(count).map(|reason| (*reason).to_owned());
                Some(Decision { reasons: reasons.collect(), ..Decision::of_kind(kind) })
            }
            DecisionKind::Redirect => {
                let own_words = self.dice.chance(50).then(|| "本事项由邻市办理。".to_owned());
                Some(Decision {
                    reasons: own_words.into_iter().collect(),
                    right_office: Some("邻市示例局".to_owned()),
                    ..Decision::of_kind(kind)
                })
            }
        }
    }

    /// None where papers that may follow cannot be promised for any day.
    fn choose_acceptance(&self, file: &CaseFile) -> Option<Decision> {
        let (assessment, today) = (file.assess(), self.now.date());
        let calendar = &CATALOG.calendar;
        let offered = offer_deferral(&assessment, calendar, today).map(|offer| offer.proposed);
        let deferred = promise_deferral(&assessment, offered, None, calendar, today).ok()?;
        let deemed = deem_accepted(&assessment, self.window.scans);
        Some(Decision { deferred, deemed, ..Decision::of_kind(DecisionKind::Accept) })
    }

    fn choose_faults(&mut self, file: &CaseFile) -> Vec<Fault> {
        let assessment = file.assess();
        let mut faults = suggest_corrections(&assessment, self.window.scans);
        let label = assessment.form.as_ref().and_then(|form| form.def.fields().next());
        let label = label.map(|field| field.label.clone()).filter(|_| self.dice.chance(25));
        faults.extend(label.map(|name| fault(&name, "填写有误", "", None)));
        if faults.is_empty() || self.dice.chance(20) {
            let reason = Some("示例办法第四条".to_owned());
            faults.push(fault("示例证明", "未提交", "请到示例单位开具。", reason));
        }
        faults
    }

    /// As the program stores a decision and queues its submission, in one.
    pub fn file_decision(&mut self, facts: Vec<Fact>, before: Option<Submission>) {
        let (file, context) = (self.file(), self.context());
        let mentor = file.case.consent_to_decide(self.by).map(str::to_owned);
        let hand = Hand {
            clerk: &context.clerk,
            station_code: STATION_CODE.to_owned(),
            office: "office".to_owned(),
            permit: Some(permit_of(self.by)),
            consented_by: mentor.map(|clerk| {
                let permit = Some(permit_of(&clerk));
                ConsentWire { clerk, permit }
            }),
            at: self.now,
            audit: None,
            catalog: BOOK.clone(),
            scans: self.window.scans,
        };
        let print = |after: &CaseFile| print_words(&context, after);
        let row = match before {
            None => outbox_row(&file, &facts, &hand, print),
            Some(before) => replacement_row(&file, &facts, &hand, before, print),
        };
        let row = row.unwrap_or_else(|failure| panic!("{failure:?}"));
        let head = self.entries.len();
        for fact in facts {
            self.note(fact);
        }
        self.outbox = Some(row);
        self.keep_submission(head);
    }

    /// As it was queued just now; so many entries were there before the decision's own.
    fn keep_submission(&mut self, head: usize) {
        let (file, context) = (self.file(), self.context());
        let row = file.outbox.as_ref().unwrap();
        let (decision, _) = file.case.decision().unwrap();
        let number = file.case.display_number();
        let paper = list_leaves(&decision_paper(&context, &file, decision, number)).join("\n");
        self.filed.push(Filed {
            submission: serde_json::from_str(&row.payload).unwrap(),
            entries: self.entries.clone(),
            head,
            now: self.now,
            settled: self.window.settled,
            scans: self.window.scans,
            paper,
            file,
        });
    }

    fn issue_papers(&mut self, decision: &Decision) {
        self.wait(1);
        if self.file().case.official.is_none() && self.dice.chance(50) {
            let number = format!("SL-20261120-{:06}", self.count_on());
            self.note(Fact::OfficialNumber { number });
        }
        if decision.kind == DecisionKind::Correction {
            self.print(&What::Receipt);
        }
        if decision.deferred.is_some() {
            self.print(&What::Commitment);
            self.issue("deferred_commitment", None);
        }
        self.print_decided(decision);
    }

    pub fn print_decided(&mut self, decision: &Decision) {
        self.print(&What::Decided);
        let paper = self.issue(decision_form(decision), None);
        if self.dice.chance(85) {
            self.print_out(&paper, false);
        }
        if self.file().case.official.is_none() && self.dice.chance(50) {
            let number = format!("SL-20261120-{:06}", self.count_on());
            self.note(Fact::OfficialNumber { number });
        }
        if self.dice.chance(30) {
            self.print_out(&paper, true);
            self.print(&What::Reprint(paper));
        }
    }
}

fn fault(name: &str, problem: &str, fix: &str, reason: Option<String>) -> Fault {
    Fault {
        material: None,
        name: name.to_owned(),
        problem: problem.to_owned(),
        fix: fix.to_owned(),
        reason,
    }
}
