//! A town after an outage: thousands of windows with a day's cases each, one office, one wire.
//! Discrete events on a time of its own; the same seed gives the same run. When a station sends and
//! when it tries again is not modelled: these are the product's own rules (`counter_core::outbox`,
//! `counter_core::turn`), and the book of turns is the office's own. What is modelled are wire,
//! processors and the office's memory of keys (tests/README.md has the figures behind it).

mod case;
mod office;
mod plot;
mod report;
mod request;
mod station;
mod wire;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use office::Office;
use station::Station;
use wire::Wire;

pub use plot::draw_svg;
pub use report::{Summary, format_table, publish_table};

/// Nanoseconds since the line came back.
pub type Time = u64;
pub const MS: Time = 1_000_000;
pub const SECOND: Time = 1_000 * MS;

/// What the office does with more cases than it takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Takes whatever comes, and stations do not ask.
    Open,
    /// Refuses without saying when to come back.
    Blind,
    /// Refuses with a Retry-After from its book, and stations do not ask before.
    RetryAfter,
    /// The product: stations with much to file ask for a turn.
    Turns,
}

#[derive(Debug, Clone, Copy)]
pub struct Town {
    pub windows: u32,
    pub cases: u32,
    /// Bytes of a case on the average, in parts of about a megabyte.
    pub case_bytes: u64,
    pub bits_per_second: u64,
    /// Cases a second that the office takes in.
    pub pace: u32,
    pub policy: Policy,
    /// One request in so many is lost, or its answer.
    pub lost_one_in: u32,
    /// False: an office that forgets the keys of what was filed. Only to see that duplicates would
    /// be counted.
    pub keys: bool,
}

impl Town {
    /// The case of the issue, at so many Gbit/s.
    pub fn full_size(gigabits: u64, policy: Policy) -> Self {
        let bits_per_second = gigabits * 1_000_000_000;
        let (windows, cases, case_bytes, pace) = (3_000, 40, 6_000_000, 300);
        Town {
            windows,
            cases,
            case_bytes,
            bits_per_second,
            pace,
            policy,
            lost_one_in: 2_000,
            keys: true,
        }
    }

    /// A smaller town of the same proportions, so that a test is quick.
    pub fn tenth_size(gigabits: u64, policy: Policy) -> Self {
        let full = Self::full_size(gigabits, policy);
        Town { windows: 300, bits_per_second: full.bits_per_second / 10, pace: 30, ..full }
    }
}

/// What one run showed. Times in seconds since the line came back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Run {
    pub seed: u64,
    pub floor: f64,
    pub drained: f64,
    pub acknowledged: u64,
    pub submissions: u64,
    /// Case submissions in the fullest second, refused ones too.
    pub peak: u64,
    pub requests: u64,
    pub peak_requests: u64,
    pub refusals: u64,
    pub duplicates: u64,
    pub handshakes: u64,
    pub processor_seconds: f64,
    /// Per `SAMPLE`: bytes taken over so far, and submissions in it.
    pub samples: Vec<(u64, u64)>,
    /// Over every event, to compare two runs.
    pub trace: u64,
}

pub const SAMPLE: Time = 2 * SECOND;
/// A town that has not drained by then never will.
const DEADLINE: Time = 12 * 3600 * SECOND;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// A station looks what there is to do.
    Act,
    /// Its request enters the wire.
    Enter,
    /// Its answer is there, or it is sure that none will come.
    Answer,
}

/// Runs the town until every case is acknowledged.
pub fn run_town(town: &Town, seed: u64) -> Run {
    let mut dice = fastrand::Rng::with_seed(seed);
    let mut stations: Vec<Station> =
        (0..town.windows).map(|_| Station::new(town, &mut dice)).collect();
    let bytes: u64 = stations.iter().map(Station::bytes).sum();
    let mut office = Office::new(town, dice.fork());
    let mut wire = Wire::new(town.bits_per_second, town.windows);
    let mut ahead: BinaryHeap<Reverse<(Time, u64, u32, Event)>> = BinaryHeap::new();
    let mut result =
        Run { seed, floor: bytes as f64 * 8.0 / town.bits_per_second as f64, ..Run::default() };
    let (mut order, mut now) = (0, 0);
    let mut plan = |ahead: &mut BinaryHeap<_>, at: Time, who: u32, what: Event| {
        order += 1;
        ahead.push(Reverse((at, order, who, what)));
    };
    for (n, station) in stations.iter().enumerate() {
        plan(&mut ahead, station.notices_at, n as u32, Event::Act);
    }
    let (mut seconds, mut cases) = (Seconds::default(), Seconds::default());
    while now < DEADLINE {
        let event = ahead.peek().map(|Reverse((at, ..))| *at);
        if let Some((at, who)) = wire.next().filter(|(at, _)| event.is_none_or(|e| *at < e)) {
            now = at;
            wire.leave(now);
            let request = stations[who as usize].request();
            seconds.count(now);
            if request.is_submission() {
                cases.count(now);
                result.sample(now).1 += 1;
            }
            let answered = office.serve_request(now, who, request);
            plan(&mut ahead, answered, who, Event::Answer);
            result.follow(now, who, 9);
            continue;
        }
        let Some(Reverse((at, _, who, what))) = ahead.pop() else { break };
        now = at;
        result.follow(now, who, what as u64);
        let station = &mut stations[who as usize];
        match what {
            Event::Enter => wire.enter(now, who, station.request_bytes()),
            Event::Answer => {
                let taken_over = station.hear(now, office.answer_to(who), &mut dice);
                result.acknowledged += u64::from(taken_over > 0);
                result.sample(now).0 += taken_over;
                if taken_over > 0 {
                    result.drained = now as f64 / SECOND as f64;
                }
                plan(&mut ahead, now, who, Event::Act);
            }
            Event::Act => match station.act(now) {
                Some((at, true)) => plan(&mut ahead, at, who, Event::Enter),
                Some((at, false)) => plan(&mut ahead, at, who, Event::Act),
                None => {}
            },
        }
    }
    result.samples.iter_mut().fold(0, |sum, (bytes, _)| {
        *bytes += sum;
        *bytes
    });
    let (refusals, duplicates) = (office.refusals, office.duplicates);
    let (requests, handshakes) = (seconds.all, office.handshakes);
    let processor_seconds = office.worked as f64 / SECOND as f64;
    let (submissions, peak, peak_requests) = (cases.all, cases.peak, seconds.peak);
    Run {
        submissions,
        peak,
        requests,
        peak_requests,
        refusals,
        duplicates,
        handshakes,
        processor_seconds,
        ..result
    }
}

impl Run {
    fn sample(&mut self, now: Time) -> &mut (u64, u64) {
        let at = (now / SAMPLE) as usize;
        if self.samples.len() <= at {
            self.samples.resize(at + 1, (0, 0));
        }
        &mut self.samples[at]
    }

    fn follow(&mut self, now: Time, who: u32, what: u64) {
        for word in [now, u64::from(who), what] {
            self.trace = (self.trace ^ word).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(29);
        }
    }
}

/// How many in the fullest second, wherever that second begins.
#[derive(Default)]
struct Seconds {
    last: VecDeque<Time>,
    all: u64,
    peak: u64,
}

impl Seconds {
    fn count(&mut self, now: Time) {
        self.all += 1;
        self.last.push_back(now);
        while self.last.front().is_some_and(|first| first + SECOND <= now) {
            self.last.pop_front();
        }
        self.peak = self.peak.max(self.last.len() as u64);
    }
}

#[cfg(test)]
mod tests;
