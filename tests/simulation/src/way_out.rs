//! What a clerk does about a case that the office does not take: puts it right, and sends it in the
//! place of what was refused.
use crate::clerk::{row, submission};
use crate::plan::{EVENING, Event, MINUTE};
use crate::station::{append_facts, read_case};
use crate::sync::lock;
use crate::world::World;
use counter_core::fact::Fact;
use counter_core::outbox::settle_aside;
use counter_core::state::Delivery;
use counter_desk::Failure;
use counter_desk::courier::{Post, state_of, with_state};
use counter_store::OutboxRow;

impl World {
    /// Once it is set aside; until then somebody looks again a little later.
    pub fn replace(&self, n: usize) -> Result<Option<String>, Failure> {
        let intake = &self.cases[n];
        let (id, at) = (intake.id.to_string(), self.station_time());
        let rows = self.store(|s| s.outbox_rows(&id))?;
        if rows.is_empty() && self.elapsed_ms() < EVENING + 60 * MINUTE {
            self.schedule(10 * MINUTE, Event::Replace(n));
        }
        let Some(case) = self.store(|s| read_case(s, &id))? else { return Ok(None) };
        let is_open = |row: &OutboxRow| !state_of(row).state.is_settled();
        let open: Vec<OutboxRow> = rows.into_iter().filter(is_open).collect();
        let Some(first) = open.first() else { return Ok(None) };
        if !state_of(first).state.is_set_aside() {
            self.schedule(10 * MINUTE, Event::Replace(n));
            return Ok(None);
        }
        let Some((decision, decided_at)) = case.decision().cloned() else { return Ok(None) };
        let code = first.last_code.clone().unwrap_or_default();
        let revision = case.revision();
        let facts = vec![
            Fact::ReplacementBegun { revision, code },
            Fact::Replaced { revision, papers: false },
        ];
        let provisional = case.provisional.clone().unwrap_or_default();
        let (kind, decided_ms) = (decision.kind, decided_at.millis());
        let made = row(&submission(intake, &case, kind, provisional, decided_ms, Some(revision)));
        lock(&self.ledger).made.entry(made.key.clone()).or_default().push(made.payload.clone());
        let settled = open.into_iter().map(|row| {
            let state = settle_aside(&state_of(&row), Delivery::Replaced);
            with_state(row, state)
        });
        let rows: Vec<OutboxRow> = settled.chain([made]).collect();
        let case = self.store(|s| append_facts(s, &id, facts, at, &rows))?;
        lock(&self.sum).replaced += 1;
        self.show(&id, &case);
        Ok(Some(id))
    }

    /// At the end of the day nobody goes home before what can be put right is.
    pub fn put_right_in_the_evening(&self) {
        let mended = self.cases.iter().enumerate().filter(|(_, one)| one.poisoned && one.mended);
        mended.for_each(|(n, _)| self.schedule(5 * MINUTE, Event::Replace(n)));
    }
}
