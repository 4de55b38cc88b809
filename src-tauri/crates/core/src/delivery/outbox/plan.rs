//! What the station does next, of everything that waits: numbers before pages over all cases,
//! oldest first, the revisions and events of a case in their order, one thing at a time. Pure.
//!
//! Invariant: numbers before pages over all cases, oldest first, one request at a time. After a
//! failure of the line or the office one tiny request asks before the next case goes. An event goes
//! after the revision that it follows, or one in that one's place, is acknowledged.
use super::mutants::Mutant;
use super::{Breaker, Gate, OutboxState, is_due, is_unknown, is_waiting};
use crate::state::Delivery;
use std::collections::BTreeSet;

/// One submission or event that the office has not acknowledged, as the plan sees it.
#[derive(Debug, Clone, Copy)]
pub struct Waiting<'a> {
    pub case: &'a str,
    pub state: &'a OutboxState,
    /// In the window's hand just now.
    pub held: bool,
    /// An event of a case that the office does not have yet: see [`is_behind`].
    pub behind: bool,
}

/// Whether an event cannot go yet: neither the revision `after` which it happened is acknowledged nor
/// one that came later. What went in the place of a refused one stands after the event in the list.
pub fn is_behind(after: u32, mut acknowledged: impl Iterator<Item = u32>) -> bool {
    !acknowledged.any(|revision| revision >= after)
}

/// The one next thing. Numbers are places in the list that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Until somebody decides, releases or resumes.
    Nothing,
    Wait {
        until_ms: i64,
    },
    /// A tiny request before the flood.
    Probe,
    /// Ask what became of it.
    Ask(usize),
    Number(usize),
    /// The next piece of its next part.
    Bytes(usize),
    Complete(usize),
}

/// Pages do not begin so shortly before a number.
const SOON_MS: i64 = 2_000;

/// `rows` are all that is not settled, oldest first; `whole` tells of which of them every byte
/// has arrived.
pub fn plan_step(
    breaker: &Breaker,
    paused: bool,
    rows: &[Waiting],
    now_ms: i64,
    whole: impl Fn(usize) -> bool,
) -> Step {
    let mut open = firsts(rows);
    open.retain(|(_, row)| is_waiting(row.state.state));
    if Mutant::NewestFirst.is_planted() {
        open.reverse();
    }
    let blocked =
        Mutant::ParkedBlocks.is_planted() && rows.iter().any(|row| !is_waiting(row.state.state));
    let paused = (paused && !Mutant::StopIgnored.is_planted()) || blocked;
    let mut due =
        open.iter().copied().filter(|(_, row)| !row.held && is_due(row.state, now_ms)).peekable();
    if paused || open.is_empty() {
        return Step::Nothing;
    }
    let next_at = open.iter().map(|(_, row)| row.state.next_at_ms).filter(|at| *at > now_ms).min();
    match (due.peek(), breaker.gate(now_ms)) {
        (None, _) => return next_at.map_or(Step::Nothing, |until_ms| Step::Wait { until_ms }),
        (_, Gate::Shut { until_ms }) => return Step::Wait { until_ms },
        (_, Gate::Ask) => return Step::Probe,
        (_, Gate::Open) => {}
    }
    let (pages, numbers): (Vec<_>, Vec<_>) = due.partition(|(_, row)| is_numbered(row.state));
    // A piece of a page takes its time on a crowded wire: it must not make a number late that is to
    // go in a moment.
    let unnumbered = open.iter().map(|(_, row)| row.state).filter(|state| !is_numbered(state));
    let soon = unnumbered
        .map(|state| state.next_at_ms)
        .filter(|at| (1..=SOON_MS).contains(&at.saturating_sub(now_ms)));
    if let (true, Some(until_ms)) = (numbers.is_empty(), soon.min()) {
        return Step::Wait { until_ms };
    }
    let pages_first = Mutant::PagesFirst.is_planted() && !pages.is_empty();
    match (numbers.first().filter(|_| !pages_first), pages.first()) {
        (Some((i, row)), _) if is_unknown(row.state) => Step::Ask(*i),
        (Some((i, _)), _) => Step::Number(*i),
        (None, Some((i, row))) if is_unknown(row.state) => Step::Ask(*i),
        (None, Some((i, _))) if whole(*i) => Step::Complete(*i),
        (None, Some((i, _))) => Step::Bytes(*i),
        (None, None) => Step::Nothing,
    }
}

fn is_numbered(state: &OutboxState) -> bool {
    state.state == Delivery::AwaitingMaterials
}

/// Of each case the first that is open, with its place in the list: the office takes a revision
/// only after it has the one before, or in its place. An event that is behind keeps nobody: what it
/// waits for comes after it in the list.
fn firsts<'a, 'b>(rows: &'a [Waiting<'b>]) -> Vec<(usize, &'a Waiting<'b>)> {
    let mut cases = BTreeSet::new();
    let goes = |row: &Waiting| is_open(row) && (!row.behind || Mutant::EventFirst.is_planted());
    let open = rows.iter().enumerate().filter(|(_, row)| goes(row));
    if Mutant::RevisionsSwapped.is_planted() {
        let lasts = open.rev().filter(|(_, row)| cases.insert(row.case));
        return lasts.collect::<Vec<_>>().into_iter().rev().collect();
    }
    open.filter(|(_, row)| cases.insert(row.case)).collect()
}

/// One that was replaced or handed over keeps nobody.
fn is_open(row: &Waiting) -> bool {
    !row.state.state.is_settled()
}

/// Why nothing at all is sent, whatever the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    ByHand,
    /// The office has not answered for a case of this station yet.
    Unconfirmed,
}

/// Why a submission is not under way, for the clerk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// It is its turn, or will be when those before it are through.
    Turn,
    /// Its last try failed; the next one is at that time.
    Time(i64),
    /// Nothing goes to the office before that time.
    Line(i64),
    /// Delivery was stopped by hand.
    Paused,
    /// Nothing is sent before the office has answered for a case of this station.
    Unconfirmed,
    /// Something else of the case comes first.
    Earlier,
    /// Set aside until a person releases it.
    Person,
}

/// Of `rows[i]`, in the list that `plan_step` is given.
pub fn explain_wait(
    breaker: &Breaker,
    stop: Option<Stop>,
    rows: &[Waiting],
    i: usize,
    now_ms: i64,
) -> Waits {
    let Some(row) = rows.get(i) else { return Waits::Turn };
    let mut before = rows.iter().take(i).filter(|row| is_open(row) && !row.behind);
    let earlier = row.behind || before.any(|open| open.case == row.case);
    match (breaker.gate(now_ms), is_due(row.state, now_ms)) {
        _ if !is_waiting(row.state.state) => Waits::Person,
        _ if stop == Some(Stop::ByHand) => Waits::Paused,
        _ if stop == Some(Stop::Unconfirmed) => Waits::Unconfirmed,
        _ if earlier => Waits::Earlier,
        (Gate::Shut { until_ms }, due) => {
            Waits::Line(if due { until_ms } else { until_ms.max(row.state.next_at_ms) })
        }
        (_, false) => Waits::Time(row.state.next_at_ms),
        (_, true) => Waits::Turn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of case "a".
    fn waiting(state: &OutboxState, behind: bool) -> Waiting<'_> {
        Waiting { case: "a", state, held: false, behind }
    }

    #[test]
    fn an_event_goes_after_its_revision_or_one_in_that_ones_place() {
        assert!(is_behind(1, std::iter::empty()) && is_behind(2, [1].into_iter()));
        assert!(!is_behind(1, [1].into_iter()) && !is_behind(1, [2].into_iter()));
        let now = 1_790_000_000_000;
        let queued = OutboxState { state: Delivery::Queued, ..OutboxState::default() };
        let parked = OutboxState { state: Delivery::Parked, ..OutboxState::default() };
        let steps = |rows: &[Waiting], i| {
            let step = plan_step(&Breaker::default(), false, rows, now, |_| false);
            (step, explain_wait(&Breaker::default(), None, rows, i, now))
        };
        // Its revision waits before it, or is set aside.
        let rows = [waiting(&queued, false), waiting(&queued, true)];
        assert_eq!(steps(&rows, 1), (Step::Number(0), Waits::Earlier));
        let rows = [waiting(&parked, false), waiting(&queued, true)];
        assert_eq!(steps(&rows, 1), (Step::Nothing, Waits::Earlier));
        // What goes in its revision's place was made after it, and goes before it.
        let rows = [waiting(&queued, true), waiting(&queued, false)];
        assert_eq!(steps(&rows, 0), (Step::Number(1), Waits::Earlier));
        assert_eq!(steps(&rows, 1), (Step::Number(1), Waits::Turn));
        // Its revision is there: it goes, and the next revision waits for it.
        let rows = [waiting(&queued, false), waiting(&queued, false)];
        assert_eq!(steps(&rows, 1), (Step::Number(0), Waits::Earlier));
    }

    #[test]
    fn a_page_waits_for_a_number_that_goes_in_a_moment() {
        let now = 1_790_000_000_000;
        let state =
            |state, at| OutboxState { state, next_at_ms: now + at, ..OutboxState::default() };
        let step = |at| {
            let (numbered, waiting) =
                (state(Delivery::AwaitingMaterials, 0), state(Delivery::Queued, at));
            let rows = [("a", &numbered), ("b", &waiting)].map(|(case, state)| Waiting {
                case,
                state,
                held: false,
                behind: false,
            });
            plan_step(&Breaker::default(), false, &rows, now, |_| false)
        };
        assert_eq!(step(SOON_MS), Step::Wait { until_ms: now + SOON_MS });
        assert_eq!(step(SOON_MS + 1), Step::Bytes(0));
        assert_eq!(step(0), Step::Number(1));
    }

    #[test]
    fn what_goes_in_the_place_of_a_refused_one_does_not_wait_for_it() {
        let now = 1_790_000_000_000;
        let next = OutboxState { state: Delivery::Queued, ..OutboxState::default() };
        let steps = |before| {
            let before = OutboxState { state: before, ..OutboxState::default() };
            let rows = [&before, &next].map(|state| waiting(state, false));
            let step = plan_step(&Breaker::default(), false, &rows, now, |_| false);
            (step, explain_wait(&Breaker::default(), None, &rows, 1, now))
        };
        for settled in [Delivery::Replaced, Delivery::HandedOver] {
            assert_eq!(steps(settled), (Step::Number(1), Waits::Turn), "{settled:?}");
        }
        for open in [Delivery::Parked, Delivery::Refused] {
            assert_eq!(steps(open), (Step::Nothing, Waits::Earlier), "{open:?}");
        }
    }

    #[test]
    fn whatever_stops_all_is_said_by_its_own_name() {
        let now = 1_790_000_000_000;
        let set_aside = OutboxState { state: Delivery::Parked, ..OutboxState::default() };
        let queued = OutboxState { state: Delivery::Queued, ..OutboxState::default() };
        let rows = [("a", &set_aside), ("b", &queued)].map(|(case, state)| Waiting {
            case,
            state,
            held: false,
            behind: false,
        });
        let waits = |stop, i| explain_wait(&Breaker::default(), stop, &rows, i, now);
        for (stop, expected) in [
            (None, Waits::Turn),
            (Some(Stop::ByHand), Waits::Paused),
            (Some(Stop::Unconfirmed), Waits::Unconfirmed),
        ] {
            assert_eq!(waits(stop, 1), expected);
            assert_eq!(waits(stop, 0), Waits::Person, "{stop:?}: that is another matter");
        }
    }
}
