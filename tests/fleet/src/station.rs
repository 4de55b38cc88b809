//! One window with a day's cases, and what it does next by the product's own rules: `plan` says
//! which case, `Breaker` whether any, `next` what an outcome makes of it, `turn` how the line's
//! return is met.

use counter_core::outbox::{Breaker, OutboxState, Outcome, Step, Waiting, next_state, plan_step};
use counter_core::state::Delivery;
use counter_core::turn::{must_ask, unguided_start};
use counter_desk::courier::{CHUNK, Piece};

use super::case::Case;
use super::office::{Answer, EPOCH_MS};
use super::request::{HEAD, Request, SUBMISSION, What};
use super::{MS, Policy, SECOND, Time, Town};

/// A window looks for its line this often while it is down.
const LOOK: Time = 3 * SECOND;
/// The client drops a connection that was silent for so long.
const IDLE: Time = 20 * SECOND;

pub struct Station {
    pub notices_at: Time,
    cases: Vec<Case>,
    breaker: Breaker,
    policy: Policy,
    round_trip: Time,
    warm_until: Time,
    line: bool,
    /// When the office is to be asked for a turn.
    asks_at: Option<Time>,
    /// How large pieces are just now, and the one that was sent last: its bytes and when.
    size: Piece,
    piece: (u64, Time),
    /// Once all is filed: pages of this case go on without a new plan, since it is the oldest and
    /// stays so.
    at_pages: Option<usize>,
    asked: Request,
}

impl Station {
    pub fn new(town: &Town, dice: &mut fastrand::Rng) -> Self {
        let queued = next_state(&OutboxState::default(), Outcome::Queued, EPOCH_MS, 0.5);
        let cases =
            (0..town.cases).map(|n| Case::new(n, queued.clone(), town.case_bytes, dice)).collect();
        let round_trip = dice.u64(4 * MS..40 * MS);
        Station {
            notices_at: dice.u64(0..LOOK),
            cases,
            breaker: Breaker::default(),
            policy: town.policy,
            round_trip,
            warm_until: 0,
            line: false,
            asks_at: None,
            size: Piece::default(),
            piece: (0, 0),
            at_pages: None,
            asked: Request { what: What::Hello, bytes: HEAD, reads: 0, fresh: true, round_trip },
        }
    }

    pub fn bytes(&self) -> u64 {
        self.cases.iter().map(Case::bytes).sum()
    }

    pub fn request(&self) -> &Request {
        &self.asked
    }

    pub fn request_bytes(&self) -> u64 {
        self.asked.bytes
    }

    /// A request that enters the wire then, or the time to look again; none when all is done.
    pub fn act(&mut self, now: Time) -> Option<(Time, bool)> {
        let asks_now = self.asks_at.is_some_and(|at| at <= now) && self.wants_turn(now);
        let next = match (self.line, asks_now, self.at_pages) {
            (false, ..) => What::Hello,
            (true, true, _) => What::Turn(self.unfiled_count() as u32),
            (true, false, Some(i)) => self.page(i),
            (true, false, None) => match (self.next_by_plan(now), self.asks_at) {
                (Ok(next), _) => next,
                (Err(None), None) => return None,
                (Err(None), Some(at)) => return Some((at.max(now + MS), false)),
                (Err(Some(then)), at) => {
                    return Some((at.map_or(then, |at| at.min(then)).max(now + MS), false));
                }
            },
        };
        let bytes = HEAD
            + match next {
                What::Submit(_) => SUBMISSION,
                What::Piece(i) => {
                    let size = self.cases[i as usize].left_of_part();
                    self.piece = (size.min(self.size.size(CHUNK) as u64), now);
                    self.piece.0
                }
                _ => 0,
            };
        let reads = if let What::Complete(i) = next { self.cases[i as usize].bytes() } else { 0 };
        let is_fresh = now >= self.warm_until;
        self.asked =
            Request { what: next, bytes, reads, fresh: is_fresh, round_trip: self.round_trip };
        if let What::Submit(i) = next {
            self.apply_outcome(i as usize, Outcome::Began, now, 0.5);
        }
        Some((if is_fresh { now + 2 * self.round_trip } else { now }, true))
    }

    /// What the product's plan says; else when to look again.
    fn next_by_plan(&mut self, now: Time) -> Result<What, Option<Time>> {
        let open: Vec<usize> = (0..self.cases.len())
            .filter(|i| self.cases[*i].state.state != Delivery::Acknowledged)
            .collect();
        let rows: Vec<Waiting> = open
            .iter()
            .map(|i| Waiting {
                case: &self.cases[*i].name,
                state: &self.cases[*i].state,
                held: false,
                behind: false,
            })
            .collect();
        let is_whole = |i: usize| self.cases[open[i]].is_whole();
        match plan_step(&self.breaker, false, &rows, millis(now), is_whole) {
            Step::Nothing => Err(None),
            Step::Wait { until_ms } => Err(Some((until_ms - EPOCH_MS).max(0) as Time * MS)),
            Step::Probe => Ok(What::Hello),
            Step::Ask(i) => Ok(What::Status(open[i] as u32)),
            Step::Number(i) => Ok(What::Submit(open[i] as u32)),
            Step::Complete(i) => Ok(What::Complete(open[i] as u32)),
            Step::Bytes(i) => {
                self.at_pages = (self.unfiled_count() == 0).then_some(open[i]);
                Ok(self.page(open[i]))
            }
        }
    }

    fn page(&self, i: usize) -> What {
        match &self.cases[i] {
            case if case.unsure.is_some() => What::Offset(i as u32),
            case if case.is_open() => What::Piece(i as u32),
            _ => What::Open(i as u32),
        }
    }

    fn apply_outcome(&mut self, i: usize, outcome: Outcome, now: Time, rand01: f64) {
        let state = next_state(&self.cases[i].state, outcome.clone(), millis(now), rand01);
        self.cases[i].state = state;
        self.breaker =
            std::mem::take(&mut self.breaker).after_outcome(&outcome, millis(now), rand01);
    }

    /// The answer to the last request. Bytes of a case that the office has now taken over, else 0.
    pub fn hear(&mut self, now: Time, answer: Answer, dice: &mut fastrand::Rng) -> u64 {
        self.warm_until = now + IDLE;
        if let Answer::Lost { arrived } = answer {
            return self.connection_broke(now, arrived, dice);
        }
        match self.asked.what {
            What::Hello => self.line_is_back(now, dice.f64()),
            What::Turn(waiting) => {
                self.asks_at = None;
                if let Answer::Turn(turn) = answer {
                    let ends = turn.ends_at(millis(now));
                    let has_more = turn.cases < waiting;
                    self.asks_at = has_more.then_some((ends - EPOCH_MS) as Time * MS + SECOND);
                    self.set_times(|k| turn.time_of(k, millis(now), dice.f64()));
                }
            }
            What::Submit(i) => {
                self.apply_outcome(i as usize, answer.outcome(Outcome::Created), now, dice.f64())
            }
            What::Status(i) => self.apply_outcome(i as usize, Outcome::Found, now, dice.f64()),
            What::Open(i) => self.cases[i as usize].open_part(),
            What::Offset(i) => {
                if let Some((bytes, true)) = self.cases[i as usize].unsure.take() {
                    self.count_arrived(i as usize, bytes, now);
                }
            }
            What::Piece(i) => {
                self.size.arrived(((now - self.piece.1) / MS) as i64);
                self.count_arrived(i as usize, self.piece.0, now);
            }
            What::Complete(i) => {
                self.apply_outcome(i as usize, Outcome::Acknowledged, now, dice.f64());
                return self.asked.reads;
            }
        }
        0
    }

    /// The next piece is at the office.
    fn count_arrived(&mut self, i: usize, bytes: u64, now: Time) {
        let case = &mut self.cases[i];
        case.add_bytes(bytes);
        if case.is_whole() {
            self.at_pages = None;
        }
        self.apply_outcome(i, Outcome::Progressed, now, 0.5);
    }

    /// The desk takes a broken line for one that is down, and looks for it.
    fn connection_broke(&mut self, now: Time, arrived: bool, dice: &mut fastrand::Rng) -> u64 {
        self.warm_until = 0;
        self.line = false;
        self.size.lost();
        if let What::Submit(i) | What::Complete(i) | What::Piece(i) = self.asked.what {
            let outcome = Outcome::Unreachable { code: "office_unreachable".into() };
            self.apply_outcome(i as usize, outcome, now, dice.f64());
        }
        if let What::Piece(i) = self.asked.what {
            self.cases[i as usize].unsure = Some((self.piece.0, arrived));
        }
        0
    }

    fn line_is_back(&mut self, now: Time, rand01: f64) {
        self.breaker = std::mem::take(&mut self.breaker).after_probe();
        if self.line {
            return;
        }
        self.line = true;
        self.asks_at = Some(now);
        if self.wants_turn(now) {
            self.set_times(|_| unguided_start(millis(now), rand01));
        }
    }

    /// With few cases left they may all go.
    fn wants_turn(&mut self, now: Time) -> bool {
        if self.policy == Policy::Turns && must_ask(self.unfiled_count()) {
            return true;
        }
        self.asks_at = None;
        self.set_times(|_| millis(now));
        false
    }

    fn unfiled_count(&self) -> usize {
        self.cases.iter().filter(|case| case.is_unfiled()).count()
    }

    fn set_times(&mut self, mut time_of: impl FnMut(usize) -> i64) {
        for (k, case) in self.cases.iter_mut().filter(|case| case.is_unfiled()).enumerate() {
            case.state.next_at_ms = time_of(k);
        }
    }
}

fn millis(now: Time) -> i64 {
    EPOCH_MS + (now / MS) as i64
}
