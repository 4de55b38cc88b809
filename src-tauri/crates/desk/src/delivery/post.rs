//! What the courier wants of a station, given by this one.
use super::Delivery;
use super::claims::Claim;
use super::courier::{Passage, Post};
use crate::Failure;
use crate::contract::Topic;
use crate::station::ids::random_share;
use crate::station::in_use::Use;
use crate::station::stored::StoredName;
use counter_backoffice::{Client, Greeting};
use counter_core::case::{Case, DEPARTMENT_BEGUN, EventAnswer, EventKind};
use counter_core::fact::Fact;
use counter_core::outbox::Breaker;
use counter_store::{OutboxRow, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Why the state of a case there does not allow to withdraw it, as offices of this version say it.
const REFUSALS: [&str; 3] = ["not_accepted", "already_decided", "already_asked"];
/// A bar that moves, not one that keeps the screen busy.
const ANNOUNCE_EVERY_MS: i64 = 300;

/// Of one office: before another office stands another gateway, or none.
#[derive(Serialize, Deserialize)]
struct KeptPassage {
    office: String,
    passage: Passage,
}

impl Post for Delivery {
    type Claim = (Claim, Use);

    fn now_ms(&self) -> i64 {
        self.station.now().millis()
    }

    fn dice(&self) -> f64 {
        random_share()
    }

    fn office_id(&self) -> String {
        self.station.office_id()
    }

    /// Nothing goes out before whoever answers was recognized.
    fn office(&self) -> Option<(Arc<Client>, String)> {
        Some((
            self.office.delivery_client()?,
            self.station.delivery_credential().unwrap_or_default(),
        ))
    }

    async fn recognize(&self, greeting: &Greeting) -> bool {
        self.office.recognize(greeting).await.is_ok()
    }

    fn passage(&self) -> Passage {
        let stored: Option<KeptPassage> = self.station.stored_value(StoredName::OfficePassage);
        let office = self.station.office_id();
        stored.filter(|way| way.office == office).map(|way| way.passage).unwrap_or_default()
    }

    fn keep_passage(&self, passage: Passage) -> Result<(), Failure> {
        if passage == self.passage() {
            return Ok(());
        }
        let stored = KeptPassage { office: self.station.office_id(), passage };
        self.station.store_value(StoredName::OfficePassage, &stored)
    }

    fn store<T>(
        &self,
        act: impl FnOnce(&mut Store) -> Result<T, StoreError>,
    ) -> Result<T, Failure> {
        self.station.with_store(act)
    }

    fn official(&self, case: &str) -> Result<Option<String>, Failure> {
        Ok(self.cases.read_case(case)?.case.official)
    }

    fn is_event_answered(&self, case: &str, event: &str) -> Result<bool, Failure> {
        let case = self.cases.read_case(case)?.case;
        Ok(case.find_event(event).is_some_and(|told| told.answer.is_some()))
    }

    fn record(&self, row: OutboxRow, fact: Fact) -> Result<(), Failure> {
        let file = self.cases.read_case(&row.case)?;
        let by = file.case.clerk.clone();
        let news = answer_news(&file.case, &fact);
        let file = self.cases.append_facts_by(&by, file, vec![fact], vec![row])?;
        let Some(what) = news else { return Ok(()) };
        self.station.announce(Topic::Status);
        let number = file.case.display_number().unwrap_or_default().to_owned();
        self.add_unread(file.id, number, what)
    }

    /// For the time of one step: between two of them an update may be installed.
    fn claim(&self, case: &str) -> Option<(Claim, Use)> {
        Some((self.claims.claim_case(case)?, self.station.in_use.begin_use()))
    }

    fn is_held(&self, case: &str) -> bool {
        self.claims.is_claimed(case)
    }

    /// By hand; and what a former program left waits until the office has answered for a case of
    /// ours.
    fn is_paused(&self) -> bool {
        self.current_stop().is_some() || !self.station.is_office_confirmed()
    }

    fn breaker<T>(&self, act: impl FnOnce(&mut Breaker) -> T) -> T {
        self.office.with_breaker(act)
    }

    fn heard(&self, up: bool) {
        self.office.note_answer(up);
    }

    fn sent(&self, case: &str, bytes: u64) {
        let now = self.station.now().millis();
        let due = {
            let mut transfer = self.transfer.lock();
            let due = (now - transfer.announced_ms).abs() >= ANNOUNCE_EVERY_MS;
            transfer.case = case.to_owned();
            transfer.bytes = bytes;
            if due {
                transfer.announced_ms = now;
            }
            due
        };
        if due {
            self.station.announce(Topic::Outbox);
        }
    }

    fn changed(&self, case: &str) {
        self.announce_case(case);
    }
}

/// The office's word on a wish, which the clerk is told; of what the window ended itself only that
/// something of it is odd.
fn answer_news(case: &Case, fact: &Fact) -> Option<String> {
    let Fact::EventAnswered { id, answer } = fact else { return None };
    let kind = case.find_event(id).map(|told| told.event.kind());
    let odd_news = match kind {
        Some(EventKind::Decided) => Some("decision_marked"),
        Some(EventKind::Lapsed) => Some("lapse_marked"),
        Some(EventKind::WithdrawalAsked | EventKind::Void) | None => None,
    };
    if let Some(news) = odd_news {
        let is_plain = matches!(answer, EventAnswer::Taken { marks } if marks.is_empty());
        return (!is_plain).then(|| news.to_owned());
    }
    if kind == Some(EventKind::Void) {
        let word = match answer {
            EventAnswer::Taken { marks } if marks.iter().any(|mark| mark == DEPARTMENT_BEGUN) => {
                "void_request"
            }
            EventAnswer::Taken { .. } => "void_taken",
            EventAnswer::Refused { .. } => "void_refused",
        };
        return Some(word.to_owned());
    }
    let word = match answer {
        EventAnswer::Taken { .. } => "taken",
        EventAnswer::Refused { code } if REFUSALS.contains(&code.as_str()) => code.as_str(),
        EventAnswer::Refused { .. } => "refused",
    };
    Some(format!("withdrawal_{word}"))
}
