//! Whether the station sends at all. What fails for every case alike is not a case's fault: after
//! it, one tiny request asks first, and only its answer lets the queue go on. Pure.
use super::mutants::Mutant;
use super::{OUTCOME_UNKNOWN, Outcome, is_over, pause};

/// Errors of an office that does answer, until it is left alone for a while.
const PATIENT: u32 = 3;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Breaker {
    /// In a row, of the office and not of a case.
    failures: u32,
    shut: Option<Shut>,
    /// The last of them.
    code: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shut {
    until_ms: i64,
    /// The office is there and wants to be left alone; a lamp that turns green does not change
    /// that.
    busy: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    Open,
    /// One tiny request may go.
    Ask,
    Shut {
        until_ms: i64,
    },
}

enum Blame {
    /// Says nothing about the office.
    Nobody,
    /// It answered; whatever was wrong was the case.
    Case,
    /// A gateway answered in its place.
    Gateway {
        code: String,
    },
    Line {
        code: Option<String>,
    },
    Office {
        retry_after_ms: Option<i64>,
        code: Option<String>,
    },
}

impl Breaker {
    /// Of a program that has just begun, or has a new address: nobody has answered yet.
    pub fn unproven() -> Breaker {
        Breaker { shut: Some(Shut { until_ms: i64::MIN, busy: false }), ..Breaker::default() }
    }

    pub fn gate(&self, now_ms: i64) -> Gate {
        match self.shut {
            None => Gate::Open,
            Some(_) if Mutant::NoProbe.is_planted() => Gate::Open,
            Some(shut) if is_over(shut.until_ms, now_ms) => Gate::Ask,
            Some(shut) => Gate::Shut { until_ms: shut.until_ms },
        }
    }

    /// After what a request brought. `rand01` is uniform in 0..1.
    pub fn after_outcome(self, outcome: &Outcome, now_ms: i64, rand01: f64) -> Breaker {
        let (busy, wait, code) = match blame(outcome) {
            Blame::Nobody => return self,
            Blame::Case => return Breaker::default(),
            Blame::Gateway { code } => return self.after_gateway(code, now_ms, rand01),
            Blame::Line { code } => (false, None, code),
            Blame::Office { retry_after_ms, code } => (true, retry_after_ms, code),
        };
        let failures = self.failures.saturating_add(1);
        let at_once = !busy || wait.is_some() || failures >= PATIENT;
        let until_ms = now_ms.saturating_add(pause(self.failures, wait, rand01));
        let shut = if at_once { Some(Shut { until_ms, busy }) } else { self.shut };
        Breaker { failures, shut, code }
    }

    /// The tiny request tells whether it was this request alone; when several are refused in a row,
    /// they are not pressed on whoever refuses them.
    fn after_gateway(self, code: String, now_ms: i64, rand01: f64) -> Breaker {
        let failures = self.failures.saturating_add(1);
        let until_ms = match failures.checked_sub(PATIENT) {
            None => i64::MIN,
            Some(more) => now_ms.saturating_add(pause(more, None, rand01)),
        };
        Breaker { failures, shut: Some(Shut { until_ms, busy: false }), code: Some(code) }
    }

    /// The tiny request was answered: the next one may go, and one more failure shuts again for
    /// longer.
    pub fn after_probe(self) -> Breaker {
        Breaker { shut: None, ..self }
    }

    /// Somebody else at this station was answered. Ends the waiting for a line, not the patience
    /// with a busy office.
    pub fn after_other_answer(self) -> Breaker {
        Breaker { shut: self.shut.filter(|shut| shut.busy), ..self }
    }

    /// A person will not wait for the line. What the office asked for stands.
    pub fn without_wait(self) -> Breaker {
        let now = |shut: Shut| if shut.busy { shut } else { Shut { until_ms: i64::MIN, ..shut } };
        Breaker { shut: self.shut.map(now), ..self }
    }

    /// Why nothing is sent, while nothing is.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref().filter(|_| self.shut.is_some())
    }
}

fn blame(outcome: &Outcome) -> Blame {
    match outcome {
        Outcome::Queued | Outcome::Began | Outcome::Damaged { .. } | Outcome::Stumbled { .. } => {
            Blame::Nobody
        }
        Outcome::Barred { code } => Blame::Gateway { code: code.clone() },
        Outcome::Unreachable { code } => Blame::Line { code: Some(code.clone()) },
        Outcome::Unknown => Blame::Line { code: Some(OUTCOME_UNKNOWN.to_owned()) },
        // 401: the station's credential, so every case's; the next sign-in brings a new one.
        Outcome::Http { status: 401 | 429 | 500.., retry_after_ms, code } => {
            Blame::Office { retry_after_ms: *retry_after_ms, code: code.clone() }
        }
        _ => Blame::Case,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_790_000_000_000;

    fn http(status: u16, retry_after_ms: Option<i64>) -> Outcome {
        Outcome::Http { status, code: None, retry_after_ms }
    }

    fn run(outcomes: &[Outcome]) -> Breaker {
        outcomes
            .iter()
            .fold(Breaker::default(), |breaker, outcome| breaker.after_outcome(outcome, NOW, 1.0))
    }

    #[test]
    fn a_dead_line_shuts_at_once_and_one_answer_opens() {
        let shut = run(&[Outcome::Unreachable { code: "x".into() }]);
        assert_eq!(shut.gate(NOW), Gate::Shut { until_ms: NOW + 2_000 });
        assert_eq!(shut.gate(NOW + 2_000), Gate::Ask);
        assert_eq!(
            shut.gate(NOW - 315_360_000_000),
            Gate::Ask,
            "a clock set back does not silence the station"
        );
        assert_eq!(Breaker::unproven().gate(NOW), Gate::Ask);
        assert_eq!(shut.clone().after_other_answer().gate(NOW), Gate::Open);
        assert_eq!(shut.clone().without_wait().gate(NOW), Gate::Ask);
        assert_eq!((shut.code(), shut.clone().after_probe().code()), (Some("x"), None));
        let again = shut.after_probe().after_outcome(&Outcome::Unknown, NOW, 1.0);
        assert_eq!(
            again.gate(NOW),
            Gate::Shut { until_ms: NOW + 4_000 },
            "longer than the first time"
        );
    }

    #[test]
    fn a_busy_office_is_left_alone_after_three_or_as_long_as_it_asks() {
        assert_eq!(run(&[http(500, None), http(503, None)]).gate(NOW), Gate::Open);
        assert_eq!(run(&[http(500, None), http(404, None), http(500, None)]).gate(NOW), Gate::Open);
        let storm = run(&[http(500, None), http(503, None), http(401, None)]);
        assert!(matches!(storm.gate(NOW), Gate::Shut { .. }));
        let asked = run(&[http(429, Some(60_000))]);
        assert_eq!(
            asked.clone().after_other_answer().without_wait().gate(NOW),
            Gate::Shut { until_ms: NOW + 62_000 },
            "a green lamp is no leave"
        );
        assert_eq!(asked.gate(NOW + 62_000), Gate::Ask);
    }

    #[test]
    fn a_gateways_refusal_asks_who_is_there_and_lets_the_others_go() {
        let barred = || Outcome::Barred { code: "gateway_forbids".into() };
        let once = run(&[barred()]);
        assert_eq!((once.gate(NOW), once.code()), (Gate::Ask, Some("gateway_forbids")));
        assert_eq!(once.clone().after_probe().gate(NOW), Gate::Open, "it was this request alone");
        assert_eq!(
            once.after_probe().after_outcome(&Outcome::Created, NOW, 1.0),
            Breaker::default()
        );
        let again = run(&[barred(), barred(), barred()]);
        assert_eq!(again.gate(NOW), Gate::Shut { until_ms: NOW + 2_000 });
        let more = again.after_probe().after_outcome(&barred(), NOW, 1.0);
        assert_eq!(more.gate(NOW), Gate::Shut { until_ms: NOW + 4_000 });
        assert_eq!(more.without_wait().gate(NOW), Gate::Ask, "a person need not wait");
    }

    #[test]
    fn a_poisoned_case_shuts_nothing() {
        let poisoned = [
            http(422, None),
            http(400, None),
            Outcome::Refused { code: "x".into() },
            http(409, None),
        ];
        assert_eq!(run(&poisoned), Breaker::default());
    }
}
