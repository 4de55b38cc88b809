//! An applicant asks to withdraw after acceptance, or the case turns out to be of the wrong item: an event,
//! with or without the signed request, on its way beside the revisions.
use crate::office::{CLERK, OFFICE, STATION};
use crate::plan::Intake;
use crate::station::{append_facts, read_case};
use crate::sync::lock;
use crate::world::World;
use counter_backoffice::{EventFiling, Part, PartKind};
use counter_core::case::{Case, Event};
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::state::Role;
use counter_desk::Failure;
use counter_desk::courier::Post;
use counter_store::OutboxRow;
use uuid::Uuid;

impl World {
    /// Fact and row in one transaction; shown only after it.
    pub fn ask_withdrawal(&self, intake: &Intake) -> Result<(), Failure> {
        let (id, at) = (intake.id.to_string(), self.station_time());
        let Some(case) = self.store(|s| read_case(s, &id))? else { return self.expect_restored() };
        let event =
            Uuid::from_u128(self.rng(|r| u128::from(r.u64(..)) << 64 | u128::from(r.u64(..))));
        let is_void = is_of_wrong_item(intake.id);
        let wish = if is_void { void_of(&case) } else { withdrawal() };
        let role = if is_void { Role::Supervisor } else { Role::Clerk };
        let fact = Fact::EventMade { id: event.to_string(), event: wish.clone() };
        let is_on_paper = case.handed_over.contains(&case.revision());
        let is_asked = case.is_withdrawal_asked() || case.is_void_asked();
        // What no office numbered yet the window would end itself.
        let is_early = is_void && case.is_void_here();
        if !case.may_state(&fact, role) || is_asked || is_on_paper || is_early {
            return Ok(());
        }
        let is_purged = self.store(|s| s.is_purged(&id))?;
        let has_paper = intake.signs_wish && !is_void && !is_purged;
        let manifest = if has_paper { vec![self.seal_request(&id)?] } else { Vec::new() };
        let filing = EventFiling {
            id: event,
            case: intake.id,
            after: case.revision(),
            event: wish,
            at: jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default(),
            clerk: CLERK.to_owned(),
            station_code: STATION.to_owned(),
            window: "1号窗".to_owned(),
            manifest,
            journal_head: case.last_hash.clone(),
            entries: case.length,
            permit: self.station.permit(),
            consented_by: None,
        };
        let row = event_row(&filing, &case);
        lock(&self.ledger).wishes.insert(row.key.clone(), row.payload.clone());
        self.store(|s| append_facts(s, &id, vec![fact], at, std::slice::from_ref(&row)))?;
        let shown_ms = self.elapsed_ms();
        lock(&self.ledger).wishes_shown.push((id, row.key, shown_ms));
        Ok(())
    }

    fn seal_request(&self, id: &str) -> Result<Part, Failure> {
        let bytes: Vec<u8> = self.rng(|r| (0..r.usize(100..400)).map(|_| r.u8(..)).collect());
        let sealed = self.store(|s| s.put_page(id, "application/pdf", &bytes))?;
        lock(&self.ledger).pages.insert(sealed.id.clone(), bytes);
        Ok(Part {
            id: sealed.id,
            material: "withdrawal_request".to_owned(),
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
