//! An applicant asks to withdraw after acceptance, or the case turns out to be of the wrong item: an
//! event, with or without the signed request, on its way beside the revisions. What else is told of a
//! case after its decision goes the same way.
use crate::office::{CLERK, OFFICE, STATION};
use crate::plan::Intake;
use crate::station::{append_facts, read_case};
use crate::sync::lock;
use crate::world::World;
use counter_backoffice::{EventFiling, Part, PartKind};
use counter_core::case::{Case, Event, WITHDRAWAL_REQUEST};
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::state::Role;
use counter_desk::Failure;
use counter_desk::courier::Post;
use counter_store::OutboxRow;
use uuid::Uuid;

impl World {
    pub fn ask_withdrawal(&self, intake: &Intake) -> Result<(), Failure> {
        let id = intake.id.to_string();
        let Some(case) = self.store(|s| read_case(s, &id))? else { return self.expect_restored() };
        let is_void = is_of_wrong_item(intake.id);
        let wish = if is_void { void_of(&case) } else { withdrawal() };
        let role = if is_void { Role::Supervisor } else { Role::Clerk };
        let is_asked = case.is_withdrawal_asked() || case.is_void_asked();
        // What no office numbered yet the window would end itself.
        let is_early = is_void && case.is_void_here();
        if is_asked || is_early || !may_tell(&case, &wish, role) {
            return Ok(());
        }
        let has_paper = intake.signs_wish && !is_void;
        self.tell_office(intake, &case, wish, has_paper.then_some(WITHDRAWAL_REQUEST))
    }

    /// Fact and row in one transaction, after the paper; shown only after it.
    pub fn tell_office(
        &self,
        intake: &Intake,
        case: &Case,
        event: Event,
        paper: Option<&str>,
    ) -> Result<(), Failure> {
        let (key, at) = (intake.id.to_string(), self.station_time());
        let id = Uuid::from_u128(self.rng(|r| u128::from(r.u64(..)) << 64 | u128::from(r.u64(..))));
        let fact = Fact::EventMade { id: id.to_string(), event: event.clone() };
        // What was purged has no key any more to seal a paper with.
        let is_purged = self.store(|s| s.is_purged(&key))?;
        let manifest = match paper.filter(|_| !is_purged) {
            Some(name) => vec![self.seal_paper(&key, name)?],
            None => Vec::new(),
        };
        let filing = EventFiling {
            id,
            case: intake.id,
            after: case.revision(),
            event,
            at: jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default(),
            clerk: CLERK.to_owned(),
            station_code: STATION.to_owned(),
            window: "1号窗".to_owned(),
            manifest,
            journal_head: case.last_hash.clone(),
            entries: case.length,
            permit: self.station.permit(),
            consented_by: None,
            audit: None,
        };
        let row = event_row(&filing, case);
        lock(&self.ledger).events.insert(row.key.clone(), row.payload.clone());
        self.store(|s| append_facts(s, &key, vec![fact], at, std::slice::from_ref(&row)))?;
        self.show_event(key, row.key);
        Ok(())
    }

    pub fn show_event(&self, case: String, event: String) {
        let shown_ms = self.elapsed_ms();
        let mut ledger = lock(&self.ledger);
        if !ledger.events_shown.iter().any(|shown| shown.1 == event) {
            ledger.events_shown.push((case, event, shown_ms));
        }
    }

    fn seal_paper(&self, id: &str, material: &str) -> Result<Part, Failure> {
        let bytes: Vec<u8> = self.rng(|r| (0..r.usize(100..400)).map(|_| r.u8(..)).collect());
        let sealed = self.store(|s| s.put_page(id, "application/pdf", &bytes))?;
        lock(&self.ledger).pages.insert(sealed.id.clone(), bytes);
        Ok(Part {
            id: sealed.id,
            material: material.to_owned(),
            kind: PartKind::Document,
            media: sealed.media,
            sha256: sealed.sha256,
            len: sealed.len,
        })
    }
}

/// Of some of the cases it turns out that they are of the wrong item: always of the same ones.
fn is_of_wrong_item(case: Uuid) -> bool {
    case.as_u128().is_multiple_of(3)
}

fn withdrawal() -> Event {
    Event::WithdrawalAsked { by: PersonRole::Applicant }
}

fn void_of(case: &Case) -> Event {
    Event::Void {
        reason: "事项选错".to_owned(),
        refiled_as: Uuid::from_u128(u128::from(case.length)).to_string(),
        receipt_back: case.length.is_multiple_of(2),
        done: false,
    }
}

/// The table lets this role, and the case is not at the office on paper alone.
pub fn may_tell(case: &Case, event: &Event, role: Role) -> bool {
    let fact = Fact::EventMade { id: String::new(), event: event.clone() };
    case.may_state(&fact, role) && !case.handed_over.contains(&case.revision())
}

fn event_row(filing: &EventFiling, case: &Case) -> OutboxRow {
    OutboxRow {
        case: filing.case.to_string(),
        office: OFFICE.to_owned(),
        revision: case.revision(),
        event: Some(filing.id.to_string()),
        payload: serde_json::to_string(filing).unwrap(),
        key: filing.id.to_string(),
        state: "queued".to_owned(),
        attempts: 0,
        next_at_ms: 0,
        last_code: None,
        progress: "{}".to_owned(),
    }
}
