//! The rules of the outbox beside their model; and mistakes planted in the rules, each of which
//! must make the two part.
use crate::outbox_model::{Answer, Happens, Model, START, State};
use crate::walk::walk;
use counter_core::outbox::{
    Breaker, OutboxState, Outcome, Step, Waiting, is_behind, is_unknown, next_state, plan_step,
};
use counter_core::state::Delivery;
use proptest_state_machine::StateMachineTest;

struct Row {
    case: String,
    /// Which revision it is, or after which the event happened.
    revision: u32,
    event: bool,
    state: OutboxState,
    parts: u8,
}

struct Rules {
    rows: Vec<Row>,
    breaker: Breaker,
    now: i64,
    stopped: bool,
}

fn outcome(answer: Answer) -> Outcome {
    let http = |status, retry_after_ms| Outcome::Http { status, code: None, retry_after_ms };
    match answer {
        Answer::Good => Outcome::Created,
        Answer::NoLine => Outcome::Unreachable { code: "office_unreachable".into() },
        Answer::Silence => Outcome::Unknown,
        Answer::Busy(seconds) => http(429, Some(seconds * 1000)),
        Answer::Fault => http(500, None),
        Answer::Refusal => http(422, None),
        Answer::Conflict => http(409, None),
    }
}

impl Rules {
    fn open(&self) -> Vec<usize> {
        (0..self.rows.len())
            .filter(|i| self.rows[*i].state.state != Delivery::Acknowledged)
            .collect()
    }

    fn is_event_behind(&self, row: &Row) -> bool {
        let there = |other: &&Row| {
            let is_done = other.state.state == Delivery::Acknowledged;
            is_done && !other.event && other.case == row.case
        };
        row.event
            && is_behind(row.revision, self.rows.iter().filter(there).map(|other| other.revision))
    }

    fn add_row(&mut self, case: u8, parts: u8, event: bool) {
        let case = case.to_string();
        let revisions = self.rows.iter().filter(|row| row.case == case && !row.event).count();
        // What is told of a case that nobody decided follows its first decision.
        let revision = if event { revisions.max(1) } else { revisions + 1 };
        let state = next_state(&OutboxState::default(), Outcome::Queued, self.now, 0.5);
        self.rows.push(Row { case, revision: revision as u32, event, state, parts });
    }

    fn plan(&self) -> Step {
        let open = self.open();
        let waiting: Vec<Waiting> = open
            .iter()
            .map(|i| Waiting {
                case: &self.rows[*i].case,
                state: &self.rows[*i].state,
                held: false,
                behind: self.is_event_behind(&self.rows[*i]),
            })
            .collect();
        plan_step(&self.breaker, self.stopped, &waiting, self.now, |n| {
            self.rows[open[n]].parts == 0
        })
    }

    fn answered(&mut self, answer: Answer, tenths: u8) -> Step {
        let (step, dice) = (self.plan(), f64::from(tenths) / 10.0);
        let good = matches!(answer, Answer::Good);
        let outcome = match step {
            Step::Ask(_) if good => Outcome::Found,
            Step::Bytes(_) if good => Outcome::Progressed,
            Step::Complete(_) if good => Outcome::Acknowledged,
            _ => outcome(answer),
        };
        let breaker = std::mem::take(&mut self.breaker);
        self.breaker = match step {
            Step::Nothing | Step::Wait { .. } => breaker,
            Step::Probe if good => breaker.after_probe(),
            _ => breaker.after_outcome(&outcome, self.now, dice),
        };
        if let Step::Ask(n) | Step::Number(n) | Step::Bytes(n) | Step::Complete(n) = step {
            let i = self.open()[n];
            let row = &mut self.rows[i];
            if matches!(step, Step::Number(_)) {
                row.state = next_state(&row.state, Outcome::Began, self.now, dice);
            }
            row.parts -= u8::from(good && matches!(step, Step::Bytes(_)));
            row.state = next_state(&row.state, outcome, self.now, dice);
        }
        step
    }
}

impl StateMachineTest for Rules {
    type SystemUnderTest = Rules;
    type Reference = Model;

    fn init_test(_: &Model) -> Rules {
        Rules { rows: Vec::new(), breaker: Breaker::default(), now: START, stopped: false }
    }

    fn apply(mut rules: Rules, model: &Model, happens: Happens) -> Rules {
        let now = rules.now;
        match happens {
            Happens::Decided { case, parts } => rules.add_row(case, parts, false),
            Happens::Told { case, parts } => rules.add_row(case, parts, true),
            Happens::Answered(answer, tenths) => {
                let step = rules.answered(answer, tenths);
                assert_eq!(Some(step), model.asked, "what is done next");
            }
            Happens::Waited(ms) | Happens::ClockSet(ms) => rules.now += ms,
            Happens::Released(i) => {
                if let Some(row) = rules.rows.get_mut(i) {
                    row.state = next_state(&row.state, Outcome::Queued, now, 0.5);
                }
            }
            Happens::Stopped(stopped) => rules.stopped = stopped,
            Happens::Heard => {
                rules.breaker = std::mem::take(&mut rules.breaker).after_other_answer()
            }
            Happens::Late(i, answer) => {
                if let Some(row) = rules.rows.get_mut(i).filter(|_| !matches!(answer, Answer::Good))
                {
                    row.state = next_state(&row.state, outcome(answer), now, 0.5);
                }
            }
        }
        rules
    }

    fn check_invariants(rules: &Rules, model: &Model) {
        assert_eq!(rules.rows.len(), model.rows.len());
        for (real, expected) in rules.rows.iter().zip(&model.rows) {
            let state = match expected.state {
                State::Queued => Delivery::Queued,
                State::Sending => Delivery::Sending,
                State::Awaiting => Delivery::AwaitingMaterials,
                State::Done => Delivery::Acknowledged,
                State::Parked => Delivery::Parked,
            };
            let told = (real.state.state, real.state.attempts, real.state.next_at_ms, real.parts);
            assert_eq!(told, (state, expected.attempts, expected.next, expected.parts));
            assert_eq!(is_unknown(&real.state), expected.doubt || expected.state == State::Sending);
        }
    }
}

#[test]
fn the_rules_are_the_model() {
    walk::<Rules>(600, 2_000).unwrap();
}

#[cfg(debug_assertions)]
#[test]
fn planted_mistakes_make_them_part() {
    use counter_core::mutants::with_mutant;
    use counter_core::outbox::Mutant::{self, *};
    let planted = [
        AckReopens,
        SwallowedRefusal,
        DroppedRetry,
        WaitIgnored,
        WaitUncapped,
        NoJitter,
        ClockBack,
        NumberForgotten,
        NoProbe,
        PagesFirst,
        NewestFirst,
        RevisionsSwapped,
        EventFirst,
        ParkedBlocks,
        StopIgnored,
    ];
    // Not shortened: how soon they part is enough.
    let parts = |mutant: Mutant| {
        std::panic::catch_unwind(|| with_mutant(mutant.name(), || walk::<Rules>(300, 0)))
            .map_or(true, |w| w.is_err())
    };
    let hidden: Vec<_> = planted.into_iter().filter(|mutant| !parts(*mutant)).collect();
    assert_eq!(hidden, [], "not caught");
}
