//! The clerk: takes papers in, decides, remembers what was shown on the screen. Whatever fails is
//! done again a little later.
use crate::ledger::Ledger;
use crate::office::{CLERK, OFFICE, STATION};
use crate::plan::{Event, Intake, MINUTE, Weather};
use crate::station::{append_facts, read_case};
use crate::sync::lock;
use crate::world::World;
use counter_backoffice::{
    Decision, DecisionWords, FurtherWire, Part, PartKind, Permit, PersonWire, Private, Submission,
};
use counter_core::case::{self, Case, DecisionKind, PageOf};
use counter_core::fact::Fact;
use counter_core::journal::Chain;
use counter_core::mutants::is_planted;
use counter_core::outbox::{Outcome, next_state};
use counter_core::state::Role;
use counter_desk::contract::FailureCode;
use counter_desk::courier::{Post, state_of, with_state};
use counter_desk::{Failure, numbering};
use counter_store::OutboxRow;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

impl World {
    /// Does what is due. Gives the cases that were decided, for the window to send their first
    /// step.
    pub fn do_due_work(&self) -> Vec<String> {
        let mut cases = Vec::new();
        while let Some(event) = self.take_due(|_| true) {
            let copy = event.clone();
            match self.play_event(event) {
                Ok(case) => cases.extend(case),
                Err(_) => self.schedule(3 * MINUTE, copy),
            }
            if self.is_crashed() {
                break;
            }
        }
        cases
    }

    /// While a request is under way the window goes on; the program's own ways come after it.
    pub fn do_own_work(&self) {
        let own = |event: &Event| {
            matches!(
                event,
                Event::Open(_) | Event::Page(_) | Event::Decide(_) | Event::Wish(_) | Event::End(_)
            )
        };
        while let Some(event) = self.take_due(own).filter(|_| !self.is_crashed()) {
            if self.play_event(event.clone()).is_err() {
                self.schedule(3 * MINUTE, event);
                return;
            }
        }
    }

    fn play_event(&self, event: Event) -> Result<Option<String>, Failure> {
        self.log(format!("{event:?}"));
        match event {
            Event::Open(n) => self.open(&self.cases[n])?,
            Event::Page(n) => self.scan(&self.cases[n])?,
            Event::Decide(n) => {
                let case = self.decide(&self.cases[n])?;
                let soon = || self.rng(|r| r.i64(0..30 * MINUTE));
                if case.is_some() && self.cases[n].withdraws {
                    self.schedule(soon(), Event::Wish(n));
                }
                if case.is_some() && (self.cases[n].entrusted || self.cases[n].lapses) {
                    self.schedule(soon(), Event::End(n));
                }
                return Ok(case);
            }
            Event::Wish(n) => self.ask_withdrawal(&self.cases[n])?,
            Event::End(n) => self.end_part(&self.cases[n])?,
            Event::Weather(weather) => {
                *lock(&self.weather) = weather;
                self.into_the_dark.store(0, Ordering::Relaxed);
            }
            Event::Stop => self.paused.store(true, Ordering::Relaxed),
            Event::Resume => self.paused.store(false, Ordering::Relaxed),
            Event::Crash => self.crash(),
            Event::Clock(by) => self.set_off(by),
            Event::Copy => {
                self.station.copy_disk();
                self.quiet_until.store(0, Ordering::Relaxed);
                lock(&self.ledger).copied_at = Some(self.elapsed_ms());
            }
            Event::Restore => self.restore(),
            Event::OfficeRestart => {
                let mut far = lock(&self.far);
                *far = far.take().map(|far| far.restart());
            }
            Event::Expire => {
                lock(&self.sum).revoked += 1;
                lock(&self.far).as_ref().into_iter().for_each(|far| far.end_installation())
            }
            Event::SignIn => self.sign_in(),
            Event::Purge => self.purge()?,
            Event::Release => self.release()?,
            Event::WayOut(n) => return self.find_way_out(n),
            Event::Evening => {
                self.faults.store(false, Ordering::Relaxed);
                *lock(&self.weather) = Weather::Fair;
                self.paused.store(false, Ordering::Relaxed);
                self.sign_in();
                self.put_right_in_the_evening();
            }
        }
        Ok(None)
    }

    fn open(&self, intake: &Intake) -> Result<(), Failure> {
        let (id, at) = (intake.id.to_string(), self.station_time());
        let text = |t: &str| t.to_owned();
        let facts = vec![
            Fact::Opened {
                station: text("示例"),
                window: text("1号窗"),
                pack_version: text("2026.11"),
                chain: Chain::Second,
                continues: None,
            },
            Fact::ItemChosen { item: text("chengxiang-yanglao"), pack_version: text("2026.11") },
            Fact::Received,
        ];
        self.store(|s| match s.head(&id)? {
            Some(_) => Ok(()),
            None => append_facts(s, &id, facts, at, &[]).map(drop),
        })
    }

    /// The next page that is not in the case: sealed and on the disk first, then a fact.
    fn scan(&self, intake: &Intake) -> Result<(), Failure> {
        let (id, at) = (intake.id.to_string(), self.station_time());
        let Some(case) = self.store(|s| read_case(s, &id))? else { return self.expect_restored() };
        let Some(bytes) = intake.pages.get(case.pages.len()).filter(|_| case.revision() == 0)
        else {
            return Ok(());
        };
        let row = self.store(|s| s.put_page(&id, "image/jpeg", bytes))?;
        lock(&self.ledger).pages.insert(row.id.clone(), bytes.clone());
        let page = PageOf {
            id: row.id.clone(),
            file: row.id,
            index: 0,
            media: row.media,
            sha256: row.sha256,
            len: row.len,
            source: "scan".to_owned(),
            material: Some("m1".to_owned()),
            turns: 0,
        };
        self.store(|s| append_facts(s, &id, vec![Fact::PageAdded { page }], at, &[]).map(drop))
    }

    /// What a cut took is done again first; what went with an old disk never comes.
    pub fn expect_restored(&self) -> Result<(), Failure> {
        if lock(&self.ledger).restored { Ok(()) } else { Err(Failure::new(FailureCode::Conflict)) }
    }

    /// Decision, provisional number and outbox row in one transaction; shown only after it.
    fn decide(&self, intake: &Intake) -> Result<Option<String>, Failure> {
        let (id, at) = (intake.id.to_string(), self.station_time());
        let Some(before) = self.store(|s| read_case(s, &id))? else {
            return self.expect_restored().map(|()| None);
        };
        // What ended meanwhile, or is asked to end, is not decided again.
        let may_decide = |decision: &case::Decision| {
            let fact = Fact::Decided { decision: decision.clone() };
            before.may_state(&fact, Role::Supervisor) && !before.is_withdrawal_asked()
        };
        let planned = intake.list_decisions(at.date());
        let next = planned.get(before.revision() as usize).filter(|next| may_decide(next));
        if before.pages.len() < intake.pages.len() {
            self.expect_restored()?;
        }
        if let Some(decision) = next {
            let mut facts = vec![Fact::Decided { decision: decision.clone() }];
            let provisional = match &before.provisional {
                Some(number) => number.clone(),
                None => {
                    let count = self.store(|s| s.next_number("provisional"))?;
                    let number = numbering::format_provisional(
                        STATION,
                        "7C2",
                        &lock(&self.station.word),
                        count,
                    );
                    facts.push(Fact::ProvisionalNumber { number: number.clone() });
                    number
                }
            };
            let mut after = before.clone();
            facts.iter().for_each(|fact| after.apply(fact, at, CLERK));
            // What was handed over before it is at the office on paper only.
            let in_place_of = after.in_place_of();
            let decision_of = (decision, provisional, at.millis());
            let row =
                row(&submission(intake, &before, decision_of, in_place_of, self.station.permit()));
            lock(&self.ledger).made.entry(row.key.clone()).or_default().push(row.payload.clone());
            if intake.rotten {
                before
                    .pages
                    .iter()
                    .take(1)
                    .for_each(|page| self.station.spoil_page(&id, &page.file));
            }
            self.store(|s| append_facts(s, &id, facts, at, &[row]).map(drop))?;
        }
        // A cut after the decision: it is there, and shown now.
        let Some(case) = self.store(|s| read_case(s, &id))?.filter(|case| case.revision() > 0)
        else {
            return Ok(None);
        };
        self.show(&id, &case);
        Ok(Some(id))
    }

    pub fn show(&self, id: &str, case: &Case) {
        let Some(provisional) = case.provisional.clone() else {
            return self.break_with(format!("{id} is decided and has no number"));
        };
        let mut ledger = lock(&self.ledger);
        let first =
            ledger.given.entry(provisional.clone()).or_insert_with(|| id.to_owned()).clone();
        if first != id {
            self.break_with(format!("{provisional} was given twice"));
        }
        if let Some(number) = &case.official {
            self.same_number(&mut ledger, id, number);
        }
        if !ledger.shown.iter().any(|s| s.0 == id && s.1 == case.revision()) {
            ledger.shown.push((id.to_owned(), case.revision(), provisional, self.elapsed_ms()));
        }
    }

    pub fn same_number(&self, ledger: &mut Ledger, id: &str, number: &str) {
        let first = ledger.official.entry(id.to_owned()).or_insert_with(|| number.to_owned());
        if first != number {
            self.break_with(format!("{id} had {first} and has {number}"));
        }
    }

    fn restore(&self) {
        if self.station.restore_disk() {
            self.crash();
            lock(&self.ledger).restored = true;
            lock(&self.sum).restores += 1;
            // Drafts of then may be decided once more.
            (0..self.cases.len())
                .filter(|_| self.rng(|r| r.bool()))
                .for_each(|n| self.schedule(MINUTE, Event::Decide(n)));
        }
    }

    fn purge(&self) -> Result<(), Failure> {
        for intake in &self.cases {
            let id = intake.id.to_string();
            let rows = self.store(|s| s.outbox_rows(&id))?;
            let early = is_planted("PurgedEarly") && rows.iter().all(|row| row.state != "queued");
            // What went on paper is not at the office: its pages stay.
            let is_there = rows.last().is_some_and(|row| row.state == "acknowledged");
            let events = self.store(|s| s.outbox_events(&id))?;
            let are_told = events.iter().all(|row| row.state == "acknowledged");
            let is_settled = |row: &OutboxRow| state_of(row).state.is_settled();
            let is_done = is_there && are_told && rows.iter().all(is_settled);
            if !rows.is_empty() && (is_done || early) {
                self.store(|s| s.purge_case_pages(&id))?;
                lock(&self.ledger).purged.push(id);
            }
        }
        Ok(())
    }

    fn release(&self) -> Result<(), Failure> {
        let now = self.station_clock();
        self.store(|s| {
            for row in s.outbox_open()? {
                let open_state = next_state(&state_of(&row), Outcome::Queued, now, 0.0);
                s.put_outbox(&with_state(row, open_state))?;
            }
            Ok(())
        })
    }
}

/// As it was decided: what, under which number, when.
pub fn submission(
    intake: &Intake,
    case: &Case,
    (decision, provisional, at_ms): (&case::Decision, String, i64),
    in_place_of: Option<u32>,
    permit: Option<Permit>,
) -> Submission {
    let revision = case.revision() + 1;
    let moment = |ms: i64| jiff::Timestamp::from_millisecond(ms).unwrap_or_default();
    let part = |page: &PageOf| Part {
        id: page.file.clone(),
        material: "m1".to_owned(),
        kind: PartKind::Page,
        media: match intake.poisoned && in_place_of.is_none() {
            true => "NOT A MEDIA TYPE".to_owned(),
            false => page.media.clone(),
        },
        sha256: page.sha256.clone(),
        len: page.len,
    };
    let person = PersonWire {
        role: "applicant".to_owned(),
        name: Private::new("陈示例"),
        ..PersonWire::default()
    };
    Submission {
        case: intake.id,
        provisional: Some(provisional),
        item: "chengxiang-yanglao".to_owned(),
        pack_version: "2026.11".to_owned(),
        decision: match decision.kind {
            DecisionKind::Correction => Decision::Correction,
            _ => Decision::Accepted,
        },
        received_at: moment(case.received.map_or(at_ms, |at| at.millis())),
        decided_at: moment(at_ms),
        clerk: CLERK.to_owned(),
        station_code: STATION.to_owned(),
        window: "1号窗".to_owned(),
        people: vec![person],
        answers: BTreeMap::new(),
        form: BTreeMap::from([("phone".to_owned(), Private::new(format!("1000000000{revision}")))]),
        materials: Vec::new(),
        manifest: case.pages.iter().map(part).collect(),
        journal_head: case.last_hash.clone(),
        entries: case.length,
        revision,
        in_place_of,
        slip: None,
        opened_by: None,
        accepted_at: None,
        deferred: decision.deferred.clone(),
        deemed: None,
        off_list: Vec::new(),
        permit,
        consented_by: None,
        words: decision.further.as_ref().map(|_| DecisionWords {
            further: Some(FurtherWire::default()),
            ..DecisionWords::default()
        }),
        signatures: Vec::new(),
        refusals: Vec::new(),
        signed_slip: None,
        audit: None,
        continues: None,
    }
}

pub fn row(submission: &Submission) -> OutboxRow {
    OutboxRow {
        case: submission.case.to_string(),
        office: OFFICE.to_owned(),
        revision: submission.revision,
        event: None,
        payload: serde_json::to_string(submission).unwrap(),
        key: submission.idempotency_key(),
        state: "queued".to_owned(),
        attempts: 0,
        next_at_ms: 0,
        last_code: None,
        progress: "{}".to_owned(),
    }
}
