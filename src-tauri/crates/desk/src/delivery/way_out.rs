//! The ways out for what the office does not take, as far as they are delivery's: which there are,
//! whether the office takes a replacement, and what becomes of the rows. The rules are
//! `core::way_out`.
use super::Delivery;
use super::courier::{self, Post, state_of, with_state};
use crate::Failure;
use crate::contract::FailureCode;
use counter_backoffice::{Ability, CaseState, OfficeError};
use counter_core::case::Case;
use counter_core::outbox::{OutboxState, settle_aside};
use counter_core::state::Delivery as DeliveryState;
use counter_core::way_out::{WayOut, list_event_ways_out, list_ways_out};
use counter_store::OutboxRow;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(10);

impl Delivery {
    /// What keeps a case from going on, and everything that is open with it: an event whose case is
    /// as far at the office as it supposes goes before any further revision, any other behind all.
    pub fn open_rows(&self, case: &str) -> Result<Vec<OutboxRow>, Failure> {
        let rows = self.station.with_store(|store| {
            let (mut first, mut last) = (Vec::new(), Vec::new());
            for row in store.outbox_events(case)? {
                let is_behind = courier::is_event_behind(store, &row)?;
                if is_behind { last.push(row) } else { first.push(row) }
            }
            first.extend(store.outbox_rows(case)?);
            first.extend(last);
            Ok::<_, Failure>(first)
        })?;
        Ok(rows.into_iter().filter(|row| !state_of(row).state.is_settled()).collect())
    }

    /// The office did not take something of the case: only a person can help.
    pub fn is_set_aside(&self, case: &str) -> Result<bool, Failure> {
        Ok(self.open_rows(case)?.iter().any(|row| self.standing_of(row).state.is_set_aside()))
    }

    /// How a submission stands. One for an office that this station worked for before goes nowhere
    /// any more: its case was amended since, and only a person can take it there.
    pub fn standing_of(&self, row: &OutboxRow) -> OutboxState {
        let state = state_of(row);
        if state.state.is_settled() || self.station.works_for(&row.office) {
            return state;
        }
        let last_code = Some(FailureCode::OfficeLeft.as_str().to_owned());
        OutboxState { state: DeliveryState::Parked, last_code, ..state }
    }

    /// Of the first open submission or event of a case. What the office of now takes is nothing to a
    /// case of the one before.
    pub fn ways_out(&self, case: &Case, first: &OutboxRow) -> Vec<WayOut> {
        if first.event.is_some() {
            return list_event_ways_out(case, &self.standing_of(first));
        }
        let may_replace = self.station.works_for(&first.office) && self.office.may_replace();
        list_ways_out(case, &self.standing_of(first), may_replace)
    }

    /// Before anybody puts right what was refused: whether the office takes it then, and whether
    /// it has the case after all.
    pub async fn prepare_replacement(&self, case: &str) -> Result<(), Failure> {
        let id = uuid::Uuid::parse_str(case).map_err(|_| Failure::new(FailureCode::NoSuchCase))?;
        let (client, credential) =
            self.office().ok_or_else(|| Failure::new(FailureCode::OfficeUnreachable))?;
        let timed_out = || Failure::new(FailureCode::OfficeTimedOut);
        let hello = tokio::time::timeout(PATIENCE, client.get_hello()).await;
        let hello = hello.map_err(|_| timed_out())?.map_err(|error| Failure::from(&error))?;
        if !hello.hello.can(Ability::InPlaceOf) {
            return Err(Failure::new(FailureCode::PaperOnly));
        }
        let answer = tokio::time::timeout(PATIENCE, client.case_status(&credential, id)).await;
        match answer.map_err(|_| timed_out())? {
            Ok(found) if found.state == CaseState::Acknowledged => courier::ask(self, case).await,
            Ok(_) | Err(OfficeError::Refused { .. }) => Ok(()),
            Err(error) => Err(Failure::from(&error)),
        }
    }
}

/// The rows as they are once nothing of them is sent any more.
pub fn settle_rows(rows: Vec<OutboxRow>, how: DeliveryState) -> Vec<OutboxRow> {
    let settle = |row: OutboxRow| {
        let state = settle_aside(&state_of(&row), how);
        with_state(row, state)
    };
    rows.into_iter().map(settle).collect()
}
