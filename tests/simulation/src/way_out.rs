//! What a clerk does about a case that the office does not take: puts it right and sends it in the
//! place of what was refused, or hands it over on paper.
use crate::clerk::{row, submission};
use crate::office::CLERK;
use crate::plan::{EVENING, Event, Intake, MINUTE};
use crate::station::{append_facts, read_case};
use crate::sync::lock;
use crate::world::World;
use counter_core::case::{Case, PageOf};
use counter_core::fact::Fact;
use counter_core::outbox::settle_aside;
use counter_core::state::{Action, Delivery, Role, is_allowed};
use counter_core::way_out::{WayOut, list_ways_out};
use counter_desk::Failure;
use counter_desk::courier::{Post, state_of, with_state};
use counter_store::OutboxRow;

/// Of the page that is scanned in the place of one that went bad.
const FIRST_BYTE_ANEW: u8 = 0xA5;
/// Of a page that was not there before.
const LAST_BYTE_MORE: u8 = 0x5A;

impl World {
    /// Once it is set aside; until then somebody looks again a little later.
    pub fn find_way_out(&self, n: usize) -> Result<Option<String>, Failure> {
        let intake = &self.cases[n];
        let id = intake.id.to_string();
        let rows = self.store(|s| s.outbox_rows(&id))?;
        if rows.is_empty() && self.elapsed_ms() < EVENING + 60 * MINUTE {
            self.schedule(10 * MINUTE, Event::WayOut(n));
        }
        let Some(case) = self.store(|s| read_case(s, &id))? else { return Ok(None) };
        let is_open = |row: &OutboxRow| !state_of(row).state.is_settled();
        let open: Vec<OutboxRow> = rows.into_iter().filter(is_open).collect();
        let Some(first) = open.first().map(state_of) else { return Ok(None) };
        if !first.state.is_set_aside() {
            self.schedule(10 * MINUTE, Event::WayOut(n));
            return Ok(None);
        }
        let ways = list_ways_out(&case, &first, true);
        let code = first.last_code.unwrap_or_default();
        // What the window ended is not put right any more: it goes on paper.
        if !intake.on_paper && is_allowed(case.status, Role::Clerk, Action::Replace) {
            return self.replace(intake, &case, open, code).map(Some);
        }
        if ways.contains(&WayOut::HandOver) {
            self.hand_over(&id, &case, open, code)?;
        }
        Ok(None)
    }

    fn replace(
        &self,
        intake: &Intake,
        before: &Case,
        open: Vec<OutboxRow>,
        code: String,
    ) -> Result<String, Failure> {
        let (id, at) = (intake.id.to_string(), self.station_time());
        let revision = before.revision();
        let mut facts = vec![Fact::ReplacementBegun { revision, code: code.clone() }];
        if code == "page_damaged" {
            facts.extend(self.scan_first_page_anew(&id, before)?);
        }
        let more = if intake.longer { self.scan_one_page_more(&id, before)? } else { None };
        let papers = more.is_some();
        facts.extend(more);
        let mut case = before.clone();
        facts.iter().for_each(|fact| case.apply(fact, at, CLERK));
        let (decision, decided_at) = case.decisions.last().cloned().unwrap();
        let provisional = case.provisional.clone().unwrap_or_default();
        let decision_of = (&decision, provisional, decided_at.millis());
        let replacement =
            row(&submission(intake, &case, decision_of, Some(revision), self.station.permit()));
        lock(&self.ledger)
            .made
            .entry(replacement.key.clone())
            .or_default()
            .push(replacement.payload.clone());
        facts.push(Fact::Replaced { revision, papers });
        let rows: Vec<OutboxRow> = settle(open, Delivery::Replaced).chain([replacement]).collect();
        let case = self.store(|s| append_facts(s, &id, facts, at, &rows))?;
        let mut sum = lock(&self.sum);
        sum.replaced += 1;
        sum.replaced_papers += u64::from(papers);
        drop(sum);
        self.show(&id, &case);
        Ok(id)
    }

    /// The page of before goes, and what is scanned is never the same bytes twice.
    fn scan_first_page_anew(&self, id: &str, case: &Case) -> Result<Vec<Fact>, Failure> {
        let Some(old) = case.pages.iter().find(|page| self.is_spoilt(id, page)) else {
            return Ok(Vec::new());
        };
        let mut bytes = lock(&self.ledger).pages.get(&old.file).cloned().unwrap_or_default();
        bytes.iter_mut().take(1).for_each(|byte| *byte ^= FIRST_BYTE_ANEW);
        let page = self.seal_page(id, old, bytes)?;
        Ok(vec![Fact::PageAdded { page }, Fact::PageDeleted { page: old.id.clone() }])
    }

    /// What nobody scanned at first: the list on the receipt is another one then.
    fn scan_one_page_more(&self, id: &str, case: &Case) -> Result<Option<Fact>, Failure> {
        let Some(before) = case.pages.first() else { return Ok(None) };
        let mut bytes = lock(&self.ledger).pages.get(&before.file).cloned().unwrap_or_default();
        bytes.push(LAST_BYTE_MORE);
        let page = self.seal_page(id, before, bytes)?;
        Ok(Some(Fact::PageAdded { page }))
    }

    /// On the disk before it is a fact, and otherwise like this one.
    fn seal_page(&self, id: &str, like: &PageOf, bytes: Vec<u8>) -> Result<PageOf, Failure> {
        let row = self.store(|s| s.put_page(id, &like.media, &bytes))?;
        lock(&self.ledger).pages.insert(row.id.clone(), bytes);
        let page = PageOf {
            id: row.id.clone(),
            file: row.id,
            sha256: row.sha256,
            len: row.len,
            ..like.clone()
        };
        Ok(page)
    }

    fn is_spoilt(&self, id: &str, page: &PageOf) -> bool {
        self.store(|s| s.page(id, &page.file).map(drop)).is_err()
    }

    /// Nothing of it is sent any more.
    fn hand_over(
        &self,
        id: &str,
        case: &Case,
        open: Vec<OutboxRow>,
        code: String,
    ) -> Result<(), Failure> {
        let (at, revision) = (self.station_time(), case.revision());
        // What waits behind the case goes with it.
        let mut events = self.store(|s| s.outbox_events(id))?;
        events.retain(|row| !state_of(row).state.is_settled());
        let ids = events.iter().filter_map(|row| row.event.clone());
        let of_events = ids.map(|id| Fact::EventHandedOver { id, code: code.clone() });
        let mut facts: Vec<Fact> = of_events.collect();
        facts.push(Fact::HandedOver { revision, code });
        let rows: Vec<OutboxRow> =
            settle(open.into_iter().chain(events).collect(), Delivery::HandedOver).collect();
        self.store(|s| append_facts(s, id, facts, at, &rows).map(drop))?;
        lock(&self.sum).handed_over += 1;
        lock(&self.ledger).handed_over.insert(id.to_owned(), (revision, self.elapsed_ms()));
        Ok(())
    }

    /// At the end of the day nobody goes home before what can be put right is.
    pub fn put_right_in_the_evening(&self) {
        let cases = self.cases.iter().enumerate().filter(|(_, one)| one.needs_way_out());
        cases.for_each(|(n, _)| self.schedule(5 * MINUTE, Event::WayOut(n)));
    }
}

fn settle(open: Vec<OutboxRow>, how: Delivery) -> impl Iterator<Item = OutboxRow> {
    open.into_iter().map(move |row| {
        let state = settle_aside(&state_of(&row), how);
        with_state(row, state)
    })
}
