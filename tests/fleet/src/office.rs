//! The office: processors that work requests off in the order they came, a memory of what was
//! filed, and its book of turns.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use counter_core::outbox::Outcome;
use counter_core::turn::{Turn, Turns};

use super::request::{Request, What};
use super::{MS, Policy, Time, Town};

const CORES: usize = 16;
/// A full TLS 1.3 handshake, RSA-2048.
const HANDSHAKE: Time = 3 * MS / 2;
const ANY: Time = MS / 5;
/// One durable transaction: number, case and stored answer.
const FILE: Time = 2 * MS;
/// Deciphering and hashing, thousandths of a nanosecond a byte; the second time is hashing only.
const TAKE_IN: Time = 3_000;
const READ_AGAIN: Time = 2_000;
/// The times of the book begin here: any would do.
pub const EPOCH_MS: i64 = 1_790_000_000_000;

/// What comes back to the station.
#[derive(Debug, Clone)]
pub enum Answer {
    Fine,
    Turn(Turn),
    Refused {
        retry_after_ms: Option<i64>,
    },
    /// The line broke under the request, or under its answer when it had arrived.
    Lost {
        arrived: bool,
    },
}

pub struct Office {
    policy: Policy,
    keys: bool,
    lost_one_in: u32,
    turns: Turns,
    cores: BinaryHeap<Reverse<Time>>,
    filed: HashSet<(u32, u32)>,
    answers: Vec<Answer>,
    dice: fastrand::Rng,
    pub refusals: u64,
    pub duplicates: u64,
    pub handshakes: u64,
    pub worked: Time,
}

impl Office {
    pub fn new(town: &Town, dice: fastrand::Rng) -> Self {
        Office {
            policy: town.policy,
            keys: town.keys,
            lost_one_in: town.lost_one_in,
            turns: Turns::new(town.pace),
            cores: (0..CORES).map(|_| Reverse(0)).collect(),
            filed: HashSet::with_capacity((town.windows * town.cases) as usize),
            answers: vec![Answer::Fine; town.windows as usize],
            dice,
            refusals: 0,
            duplicates: 0,
            handshakes: 0,
            worked: 0,
        }
    }

    /// The request has arrived; when its answer is at the station.
    pub fn serve_request(&mut self, now: Time, who: u32, asked: &Request) -> Time {
        let now_ms = EPOCH_MS + (now / MS) as i64;
        let fate = self.dice.u32(0..2 * self.lost_one_in);
        let never_came = fate == 0;
        let answer = if never_came {
            Answer::Lost { arrived: false }
        } else {
            self.judge(now_ms, who, asked)
        };
        self.answers[who as usize] =
            if fate == 1 { Answer::Lost { arrived: true } } else { answer };
        self.handshakes += u64::from(asked.fresh);
        let cost = match (never_came, asked.what) {
            (true, _) => 0,
            (_, What::Submit(_)) => FILE,
            (_, What::Piece(_)) => ANY + asked.bytes * TAKE_IN / 1000,
            (_, What::Complete(_)) => FILE + asked.reads * READ_AGAIN / 1000,
            _ => ANY,
        };
        let cost = cost + if asked.fresh { HANDSHAKE } else { 0 };
        let Reverse(free) = self.cores.pop().unwrap_or(Reverse(now));
        let end = free.max(now) + cost;
        self.cores.push(Reverse(end));
        self.worked += cost;
        end + asked.round_trip
    }

    fn judge(&mut self, now_ms: i64, who: u32, asked: &Request) -> Answer {
        match asked.what {
            What::Turn(waiting) => {
                Answer::Turn(self.turns.assign_turn(&who.to_string(), waiting, now_ms))
            }
            What::Submit(case) => {
                if let (true, Err(wait)) =
                    (self.policy != Policy::Open, self.turns.admit_case(now_ms))
                {
                    self.refusals += 1;
                    // As the header has it: whole seconds.
                    let seconds_ms = (wait as u64).div_ceil(1000) as i64 * 1000;
                    return Answer::Refused {
                        retry_after_ms: (self.policy != Policy::Blind).then_some(seconds_ms),
                    };
                }
                let first = self.filed.insert((who, case));
                self.duplicates += u64::from(!first && !self.keys);
                Answer::Fine
            }
            _ => Answer::Fine,
        }
    }

    pub fn answer_to(&self, who: u32) -> Answer {
        self.answers[who as usize].clone()
    }
}

impl Answer {
    /// As the desk understands it.
    pub fn outcome(&self, fine: Outcome) -> Outcome {
        match self {
            Answer::Fine | Answer::Turn(_) => fine,
            Answer::Refused { retry_after_ms } => {
                Outcome::Http { status: 503, code: None, retry_after_ms: *retry_after_ms }
            }
            Answer::Lost { .. } => Outcome::Unreachable { code: "office_unreachable".into() },
        }
    }
}
