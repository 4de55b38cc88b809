//! The outbox in the plainest words: a list of rows, one clock, one line. Everything that the rules
//! promise, and nothing of how they keep it.
use counter_core::outbox::Step;
use proptest::prelude::*;
use proptest_state_machine::ReferenceStateMachine;

pub const START: i64 = 1_790_000_000_000;
/// Longer than any pause is allowed to be: then the clock was set back.
const NEVER: i64 = 902_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Queued,
    Sending,
    Awaiting,
    Done,
    Parked,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub case: u8,
    /// No decision, but something that happened after one.
    pub event: bool,
    /// Which of the case's decisions it is, or after which it happened.
    pub revision: usize,
    pub state: State,
    pub attempts: u32,
    pub next: i64,
    pub doubt: bool,
    pub parts: u8,
}

#[derive(Clone, Debug)]
pub struct Model {
    pub rows: Vec<Row>,
    pub now: i64,
    pub stopped: bool,
    pub failures: u32,
    /// Until when, and whether the office asked for it.
    pub shut: Option<(i64, bool)>,
    /// What the last answer was an answer to.
    pub asked: Option<Step>,
}

#[derive(Clone, Copy, Debug)]
pub enum Answer {
    Good,
    NoLine,
    Silence,
    /// With so many seconds to wait.
    Busy(i64),
    Fault,
    Refusal,
    Conflict,
}

#[derive(Clone, Debug)]
pub enum Happens {
    Decided {
        case: u8,
        parts: u8,
    },
    /// Something that happened after acceptance is to be told.
    Told {
        case: u8,
        parts: u8,
    },
    /// The one next thing is done and answered, with dice of so many tenths.
    Answered(Answer, u8),
    Waited(i64),
    ClockSet(i64),
    Released(usize),
    Stopped(bool),
    Heard,
    /// An answer of a try that was given up long ago.
    Late(usize, Answer),
}

pub fn pause(attempts: u32, asked: Option<i64>, tenths: u8) -> i64 {
    let dice = |width: i64| (width as f64 * (f64::from(tenths) / 10.0)) as i64;
    match asked {
        Some(ms) => ms.clamp(500, 900_000) + dice(2_000),
        None => {
            dice((0..attempts.min(10)).fold(2_000, |width, _| (width * 2).min(300_000))).max(500)
        }
    }
}

impl Model {
    fn is_due(&self, row: &Row) -> bool {
        row.next <= self.now || row.next - self.now > NEVER
    }

    /// Rows not done, in their order: what the plan is made of.
    pub fn open(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|i| self.rows[*i].state != State::Done).collect()
    }

    /// An event whose decision, and every later one, the office has not vouched for.
    fn is_premature(&self, event: &Row) -> bool {
        let vouched = |row: &Row| {
            let is_decision = !row.event && row.case == event.case;
            is_decision && row.state == State::Done && row.revision >= event.revision
        };
        event.event && !self.rows.iter().any(vouched)
    }

    fn next_step(&self) -> Step {
        let open = self.open();
        let ripe: Vec<usize> =
            open.iter().copied().filter(|i| !self.is_premature(&self.rows[*i])).collect();
        let first_of_its_case =
            |i: &usize| !ripe.iter().any(|j| j < i && self.rows[*j].case == self.rows[*i].case);
        let waiting = |i: &usize| self.rows[*i].state != State::Parked;
        let going: Vec<usize> =
            ripe.iter().copied().filter(first_of_its_case).filter(waiting).collect();
        if self.stopped || going.is_empty() {
            return Step::Nothing;
        }
        let due: Vec<usize> =
            going.iter().copied().filter(|i| self.is_due(&self.rows[*i])).collect();
        if due.is_empty() {
            let until_ms = going.iter().map(|i| self.rows[*i].next).min().unwrap_or(i64::MAX);
            return Step::Wait { until_ms };
        }
        match self.shut {
            Some((until, _)) if until > self.now && until - self.now <= NEVER => {
                return Step::Wait { until_ms: until };
            }
            Some(_) => return Step::Probe,
            None => {}
        }
        let place = |i: usize| open.iter().position(|j| *j == i).unwrap_or(usize::MAX);
        let unnumbered = due.iter().copied().find(|i| self.rows[*i].state != State::Awaiting);
        // A number that is to go within two seconds is not made late by a piece of a page.
        let in_a_moment = |i: &usize| (1..=2_000).contains(&(self.rows[*i].next - self.now));
        let soon =
            going.iter().filter(|i| self.rows[**i].state != State::Awaiting && in_a_moment(i));
        if let (None, Some(until_ms)) = (unnumbered, soon.map(|i| self.rows[*i].next).min()) {
            return Step::Wait { until_ms };
        }
        let i = unnumbered.unwrap_or(due[0]);
        let row = &self.rows[i];
        match row.state {
            _ if row.doubt || row.state == State::Sending => Step::Ask(place(i)),
            State::Queued => Step::Number(place(i)),
            _ if row.parts > 0 => Step::Bytes(place(i)),
            _ => Step::Complete(place(i)),
        }
    }

    fn failed(&mut self, i: usize, rests: bool, asked: Option<i64>, tenths: u8, doubt: bool) {
        let now = self.now;
        let row = &mut self.rows[i];
        if rests && row.state == State::Sending {
            row.state = State::Queued;
        }
        row.next = now + pause(row.attempts, asked, tenths);
        row.attempts += 1;
        row.doubt = doubt;
    }

    fn shut(&mut self, busy: bool, asked: Option<i64>, tenths: u8) {
        let until = self.now + pause(self.failures, asked, tenths);
        self.failures += 1;
        if !busy || asked.is_some() || self.failures >= 3 {
            self.shut = Some((until, busy));
        }
    }

    fn row_answered(&mut self, i: usize, step: Option<Step>, answer: Answer, tenths: u8) {
        let now = self.now;
        match answer {
            Answer::Good => {
                let row = &mut self.rows[i];
                let kept = if matches!(step, Some(Step::Ask(_))) { row.attempts } else { 0 };
                (row.attempts, row.next, row.doubt) = (kept, now, false);
                row.state = if matches!(step, Some(Step::Complete(_))) {
                    State::Done
                } else {
                    State::Awaiting
                };
                row.parts -= u8::from(matches!(step, Some(Step::Bytes(_))));
            }
            Answer::NoLine => self.failed(i, true, None, tenths, false),
            Answer::Silence => self.failed(i, false, None, tenths, true),
            Answer::Busy(seconds) => self.failed(i, true, Some(seconds * 1000), tenths, false),
            Answer::Fault | Answer::Conflict => self.failed(i, true, None, tenths, false),
            Answer::Refusal => {
                let row = &mut self.rows[i];
                (row.state, row.next, row.doubt) = (State::Parked, now, false);
                row.attempts += 1;
            }
        }
    }

    fn answered(&mut self, answer: Answer, tenths: u8) {
        let step = self.next_step();
        self.asked = Some(step);
        match answer {
            _ if matches!(step, Step::Nothing | Step::Wait { .. }) => return,
            Answer::Good if step == Step::Probe => self.shut = None,
            Answer::Good | Answer::Refusal | Answer::Conflict => {
                (self.failures, self.shut) = (0, None)
            }
            Answer::NoLine | Answer::Silence => self.shut(false, None, tenths),
            Answer::Busy(seconds) => self.shut(true, Some(seconds * 1000), tenths),
            Answer::Fault => self.shut(true, None, tenths),
        }
        if let Step::Ask(n) | Step::Number(n) | Step::Bytes(n) | Step::Complete(n) = step {
            let i = self.open()[n];
            if matches!(step, Step::Number(_)) {
                (self.rows[i].state, self.rows[i].next) = (State::Sending, self.now);
            }
            self.row_answered(i, Some(step), answer, tenths);
        }
    }

    fn add_row(&mut self, case: u8, parts: u8, event: bool) {
        let decided = self.rows.iter().filter(|row| row.case == case && !row.event).count();
        let row = Row {
            case,
            event,
            revision: if event { decided.max(1) } else { decided + 1 },
            state: State::Queued,
            attempts: 0,
            next: self.now,
            doubt: false,
            parts,
        };
        self.rows.push(row);
    }

    fn late(&mut self, i: usize, answer: Answer) {
        let Some(row) = self.rows.get(i) else { return };
        match (row.state, answer) {
            (State::Done, _) | (_, Answer::Good) => {}
            (State::Parked, _) => {
                self.row_answered(i, None, answer, 5);
                self.rows[i].state = State::Parked;
            }
            _ => self.row_answered(i, None, answer, 5),
        }
    }
}

impl ReferenceStateMachine for Model {
    type State = Model;
    type Transition = Happens;

    fn init_state() -> BoxedStrategy<Model> {
        Just(Model {
            rows: Vec::new(),
            now: START,
            stopped: false,
            failures: 0,
            shut: None,
            asked: None,
        })
        .boxed()
    }

    fn transitions(_: &Model) -> BoxedStrategy<Happens> {
        let answer = || {
            prop_oneof![
                6 => Just(Answer::Good),
                1 => Just(Answer::NoLine),
                2 => Just(Answer::Silence),
                1 => prop_oneof![Just(0), Just(60), Just(315_360_000)].prop_map(Answer::Busy),
                1 => Just(Answer::Fault),
                1 => Just(Answer::Refusal),
                1 => Just(Answer::Conflict),
            ]
        };
        prop_oneof![
            4 => (0..5u8, 0..3u8).prop_map(|(case, parts)| Happens::Decided { case, parts }),
            1 => (0..5u8, 0..2u8).prop_map(|(case, parts)| Happens::Told { case, parts }),
            16 => (answer(), 0..=10u8).prop_map(|(answer, tenths)| Happens::Answered(answer,
                tenths)),
            5 => (0..400_000i64).prop_map(Happens::Waited),
            1 => prop_oneof![Just(-315_576_000_000),
                Just(315_576_000_000)].prop_map(Happens::ClockSet),
            1 => (0..6usize).prop_map(Happens::Released),
            1 => any::<bool>().prop_map(Happens::Stopped),
            1 => Just(Happens::Heard),
            1 => (0..6usize, answer()).prop_map(|(i, answer)| Happens::Late(i, answer)),
        ]
        .boxed()
    }

    fn apply(mut model: Model, happens: &Happens) -> Model {
        model.asked = None;
        let now = model.now;
        match happens {
            Happens::Decided { case, parts } => model.add_row(*case, *parts, false),
            Happens::Told { case, parts } => model.add_row(*case, *parts, true),
            Happens::Answered(answer, tenths) => model.answered(*answer, *tenths),
            Happens::Waited(ms) | Happens::ClockSet(ms) => model.now += ms,
            Happens::Released(i) => {
                if let Some(row) = model.rows.get_mut(*i).filter(|row| row.state != State::Done) {
                    let state =
                        if row.state == State::Awaiting { State::Awaiting } else { State::Queued };
                    (row.state, row.attempts, row.next, row.doubt) = (state, 0, now, false);
                }
            }
            Happens::Stopped(stopped) => model.stopped = *stopped,
            Happens::Heard => model.shut = model.shut.filter(|(_, busy)| *busy),
            Happens::Late(i, answer) => model.late(*i, *answer),
        }
        model
    }
}
