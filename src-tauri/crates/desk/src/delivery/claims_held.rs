//! Cases of other windows that this one has in hand: a claim that ends without a decision takes with it
//! what was fetched under it.
//!
//! Invariant: what was fetched is destroyed when its claim ends without a decision of this window: by
//! hand, by a supervisor, or with its day, also while the line is down. What was decided under it stays.
//! Held by `what_is_given_back_is_destroyed_and_may_be_taken_up_again` (desk).
use super::Delivery;
use crate::Failure;
use crate::contract::{FailureCode, Topic};
use crate::station::stored::StoredName;
use counter_backoffice::ClaimWire;
use counter_core::fact::Fact;
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use std::time::Duration;
use uuid::Uuid;

const ASK_EVERY_MS: i64 = 10_000;
const PATIENCE: Duration = Duration::from_secs(5);

/// Noted before anything is fetched under it, so that nothing is left behind by a cut.
#[derive(Clone, Serialize, Deserialize)]
struct HeldClaim {
    office: String,
    case: Uuid,
    until_ms: i64,
}

impl Delivery {
    fn held_claims(&self) -> Vec<HeldClaim> {
        self.station.stored_value(StoredName::OfficeClaims).unwrap_or_default()
    }

    pub fn note_claim(&self, claim: &ClaimWire) -> Result<(), Failure> {
        let mut held = self.held_claims();
        held.retain(|other| other.case != claim.case);
        held.push(HeldClaim {
            office: self.station.office_id(),
            case: claim.case,
            until_ms: claim.until.as_millisecond(),
        });
        self.station.store_value(StoredName::OfficeClaims, &held)
    }

    fn forget_claim(&self, case: &str) -> Result<(), Failure> {
        let mut held = self.held_claims();
        held.retain(|other| other.case.to_string() != case);
        self.station.store_value(StoredName::OfficeClaims, &held)
    }

    /// Which of them hold, the office says; that their day is over needs no line.
    pub async fn watch_claims(&self) {
        let now = self.station.now().millis();
        let last_ms = self.claims_asked_ms.load(Ordering::Relaxed);
        if (now - last_ms).abs() < ASK_EVERY_MS {
            return;
        }
        self.claims_asked_ms.store(now, Ordering::Relaxed);
        let held = self.held_claims();
        if held.is_empty() {
            return;
        }
        let open = self.ask_for_claims().await;
        let office = self.station.office_id();
        for claim in held {
            let is_gone = |open: &Vec<Uuid>| claim.office == office && !open.contains(&claim.case);
            if now < claim.until_ms && !open.as_ref().is_some_and(is_gone) {
                continue;
            }
            let case = claim.case.to_string();
            if let Err(failure) = self.give_back(&case, false) {
                let code = failure.code.as_str();
                tracing::warn!(case, code, "what was fetched of it is still here");
            }
        }
    }

    /// Those of this window that are open there; none where the office was not to be asked.
    async fn ask_for_claims(&self) -> Option<Vec<Uuid>> {
        if !self.office.line().is_up() || !self.office.introduction().serves_any_window {
            return None;
        }
        let (client, credential) = (self.office.client()?, self.station.delivery_credential()?);
        let answer = tokio::time::timeout(PATIENCE, client.list_claims(&credential)).await;
        let claims = answer.ok()?.ok()?;
        Some(claims.into_iter().filter(|claim| claim.here).map(|claim| claim.case).collect())
    }

    /// Its claim has ended, or never was of use. What was decided here stays, as any case of this window.
    pub fn give_back(&self, case: &str, by_hand: bool) -> Result<(), Failure> {
        let hand = self.claim_case(case);
        let _hand = hand.ok_or_else(|| Failure::new(FailureCode::Conflict))?;
        if self.cases.has_case(case)? {
            let file = self.cases.read_case(case)?;
            if file.case.is_only_claimed() {
                let by = file.case.acting_clerk().to_owned();
                let ended = vec![Fact::ClaimEnded { by_hand }];
                self.cases.append_facts_by(&by, file, ended, Vec::new())?;
            } else if !file.case.is_given_back {
                return self.forget_claim(case);
            }
        }
        let outcome = self.station.with_store(|store| store.purge_case_pages(case));
        let code = outcome.as_ref().map_or_else(|failure| failure.code.as_str(), |()| "ok");
        self.station.audit_station("claim_ended", case, code);
        outcome?;
        self.cases.take_proposal(case);
        self.forget_claim(case)?;
        self.station.announce(Topic::Case(case.to_owned()));
        self.station.announce(Topic::Status);
        Ok(())
    }
}
