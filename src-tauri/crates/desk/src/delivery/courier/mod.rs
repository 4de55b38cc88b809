//! Carries what was decided to the office, one step at a time: what the step is says
//! `core::outbox::plan`, what an outcome means says `core::outbox::next`; here is the doing. Where
//! the station keeps things, what time it is, and what line there is come in through `Post`, so
//! that a simulation can have this very code work on its own station.
//!
//! Invariant: what delivery does next is `core::outbox::plan`, what comes of it
//! `core::outbox::next_state`, whether anything is sent at all `core::outbox::Breaker`: pure, with
//! time and dice as arguments. `desk::delivery::courier` only does, through the seam `Post`;
//! `desk::delivery` is this desk's side of it.
mod bytes;
mod event;
pub mod mutants;
mod number;
mod outcome;
mod parcel;
mod passage;
mod piece;
mod post;
mod upload;

pub use self::bytes::octets;
pub use parcel::{Parcel, is_event_behind, state_of, with_state};
pub use passage::Passage;
pub use piece::Piece;
pub use post::Post;

use self::bytes::Underway;
use crate::Failure;
use crate::contract::FailureCode;
use crate::office::greeting::ask_hello;
use counter_backoffice::OfficeError;
use counter_core::outbox::{self, Gate, Outcome, Step, Waiting};
use counter_store::OutboxRow;

/// On a bad line one request carries at most this much of a page.
pub const CHUNK: usize = 512 * 1024;

/// What a delivery remembers from one step to the next. Losing it costs one question to the office.
#[derive(Default)]
pub struct Round {
    underway: Option<Underway>,
    piece: Piece,
    /// Tries at the piece that is next, since one arrived.
    tries: u32,
    /// The size under which the line broke last.
    cut_at: usize,
}

/// Does the one next thing and says what it was. A failure is this station's own (its disk); the
/// office's are outcomes.
pub async fn step<P: Post>(post: &P, round: &mut Round) -> Result<Step, Failure> {
    let office = post.office_id();
    let (rows, behind) = post.store(|s| {
        let mut rows = s.outbox_open()?;
        rows.retain(|row| row.office == office);
        let behind =
            rows.iter().map(|row| is_event_behind(s, row)).collect::<Result<Vec<_>, _>>()?;
        Ok((rows, behind))
    })?;
    let states: Vec<_> = rows.iter().map(state_of).collect();
    let waiting: Vec<Waiting> = rows
        .iter()
        .zip(&states)
        .zip(behind)
        .map(|((row, state), behind)| {
            let held = post.is_held(&row.case);
            Waiting { case: &row.case, state, held, behind }
        })
        .collect();
    let breaker = post.breaker(|b| b.clone());
    let is_whole = |i: usize| rows.get(i).is_some_and(parcel::whole);
    let next = outbox::plan_step(&breaker, post.is_paused(), &waiting, post.now_ms(), is_whole);
    let (Step::Ask(i) | Step::Number(i) | Step::Bytes(i) | Step::Complete(i)) = next else {
        if next == Step::Probe {
            probe(post).await;
        }
        return Ok(next);
    };
    let Some(planned) = rows.get(i) else { return Ok(next) };
    // The window may have taken the case since the list was read.
    let Some(_claim) = post.claim(&planned.case) else { return Ok(next) };
    let row = planned.clone();
    let outcome = match (next, row.event.is_some()) {
        (Step::Ask(_), false) => number::ask_about_case(post, row).await,
        (Step::Ask(_), true) => event::ask_about_event(post, row).await,
        (Step::Number(_), false) => number::file_case(post, row).await,
        (Step::Number(_), true) => event::file_event(post, row).await,
        (Step::Bytes(_), _) => bytes::send_piece(post, round, row).await,
        (_, false) => number::complete_case(post, row).await,
        (_, true) => event::complete_event(post, row).await,
    };
    match outcome {
        Ok(()) => Ok(next),
        Err(failure) => set_case_back(post, planned, failure).map(|()| next),
    }
}

/// A case that this station cannot send must not keep the others: damaged, it is set aside; else it
/// comes again later. Where not even that can be written, the failure is the station's.
fn set_case_back<P: Post>(post: &P, tried: &OutboxRow, failure: Failure) -> Result<(), Failure> {
    tracing::warn!(code = failure.code.as_str(), "a case could not be sent by this station");
    let Some(row) = post.store(|s| s.outbox_by_key(&tried.key))? else { return Err(failure) };
    let code = failure.code.as_str().to_owned();
    let outcome = match failure.code {
        FailureCode::PageDamaged
        | FailureCode::PagesPurged
        | FailureCode::DatabaseDamaged
        | FailureCode::NoSuchCase => Outcome::Damaged { code },
        _ => Outcome::Stumbled { code },
    };
    store_outcome(post, row, outcome).map(drop)
}

/// Step (a) of a case at once, for the clerk who waits and has it in hand. A gateway's refusal is
/// met once more here: it may be chance, and a citizen waits for the number.
pub async fn first<P: Post>(post: &P, case: &str) -> Result<(), Failure> {
    for _ in 0..2 {
        if post.is_paused() || !may_send(post).await {
            return Ok(());
        }
        let Some(row) = first_open(post, case)? else { break };
        let is_due = row.state == "queued" && row.next_at_ms <= post.now_ms();
        // What was told of the case before goes before.
        if !is_due || is_event_next(post, case)? {
            break;
        }
        number::file_case(post, row).await?;
    }
    Ok(())
}

/// A question that is due is asked here as well: what a gateway refused of another case must not
/// cost this one its number.
async fn may_send<P: Post>(post: &P) -> bool {
    let now = post.now_ms();
    if post.breaker(|b| b.gate(now)) == Gate::Ask {
        probe(post).await;
    }
    post.breaker(|b| b.gate(now)) == Gate::Open
}

/// Asks the office what became of a case that is set aside here, and notes it.
pub async fn ask<P: Post>(post: &P, case: &str) -> Result<(), Failure> {
    match first_open(post, case)? {
        Some(row) => number::ask_about_case(post, row).await,
        None => Ok(()),
    }
}

/// The submission of a case that is next, or keeps those after it.
fn first_open<P: Post>(post: &P, case: &str) -> Result<Option<OutboxRow>, Failure> {
    let (office, rows) = (post.office_id(), post.store(|s| s.outbox_rows(case))?);
    let first = rows.into_iter().find(|row| !state_of(row).state.is_settled());
    Ok(first.filter(|row| row.office == office))
}

/// An event of the case goes before any further revision of it.
fn is_event_next<P: Post>(post: &P, case: &str) -> Result<bool, Failure> {
    post.store(|s| {
        for row in s.outbox_events(case)? {
            if !state_of(&row).state.is_settled() && !is_event_behind(s, &row)? {
                return Ok(true);
            }
        }
        Ok(false)
    })
}

async fn probe<P: Post>(post: &P) {
    let (client, _) = match post.office() {
        Some(way) => way,
        None => {
            return outcome::note_outcome(
                post,
                &Outcome::Unreachable { code: "office_unreachable".into() },
            );
        }
    };
    match ask_hello(&client).await {
        Ok(greeting) if !post.recognize(&greeting).await => {
            let code = "office_is_another".into();
            outcome::note_outcome(post, &Outcome::Unreachable { code });
            post.heard(false);
        }
        Ok(_) => {
            post.breaker(|b| *b = std::mem::take(b).after_probe());
            post.heard(true);
        }
        Err(error) => {
            // Not even this passes: as good as no line.
            let outcome = match error.may_pass_otherwise() {
                true => Outcome::Unreachable { code: error.code().into() },
                false => outcome::outcome_of(&error),
            };
            outcome::note_outcome(post, &outcome);
            post.heard(error.greeting_news());
        }
    }
}

/// What an error says of the line, if anything.
fn note_line<P: Post>(post: &P, error: &OfficeError) {
    if let Some(up) = error.line_news() {
        post.heard(up);
    }
}

/// The row after an outcome, written.
fn store_outcome<P: Post>(
    post: &P,
    row: OutboxRow,
    outcome: Outcome,
) -> Result<OutboxRow, Failure> {
    let row = row_after(post, row, outcome);
    post.store(|s| s.put_outbox(&row))?;
    post.changed(&row.case);
    Ok(row)
}

fn row_after<P: Post>(post: &P, row: OutboxRow, outcome: Outcome) -> OutboxRow {
    let after = outbox::next_state(&state_of(&row), outcome, post.now_ms(), post.dice());
    with_state(row, after)
}
