//! The one thing that the citizen has to do next, or that nothing is to be done and what is waited for.
//! What happened so far is `case::story`; the clerk's own next step is `readiness`.

use serde::{Deserialize, Serialize};

use super::assessment::CaseAssessment;
use super::corrections::check_corrections;
use super::materials::MaterialState;
use crate::calendar::Deadline;
use crate::case::{Fault, Special, Step, VoidStanding};
use crate::clock::{ClockKind, ClockView};
use crate::hold::HoldReason;
use crate::item::Supply;
use crate::state::Status;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextThingKind {
    /// Nothing is received yet.
    HandIn,
    /// Come and sign.
    Sign,
    /// The window says by that day whether anything is missing.
    AwaitAnswer,
    /// Done on the same day.
    SameDay,
    /// Nobody answered in time: it stands accepted.
    FetchReceipt,
    BringCorrections,
    /// All that was asked for is here, and the receipt is not written yet.
    AwaitReceipt,
    BringPromised,
    /// What silence accepted still asks for.
    BringLate,
    AwaitDecision,
    /// A special procedure, whose time is not counted.
    AwaitProcedure,
    AwaitWithdrawal,
    AwaitVoid,
    /// Decided, and not handed over yet.
    AwaitResult,
    /// It is over, and nothing is left to do.
    Nothing,
    Refused,
    /// Another office is the right one.
    AskElsewhere,
    /// Ended without a decision.
    Ended,
    /// It goes on as another case.
    GoesOn,
}

/// A paper that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPaper {
    /// Of the list, where it is a row of it.
    pub material: Option<String>,
    pub name: String,
    /// Its place on the notice, from 1.
    pub place: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NextThing {
    pub kind: NextThingKind,
    /// The last day of it, where there is one.
    pub until: Option<Deadline>,
    pub papers: Vec<AskedPaper>,
    pub procedure: Option<Special>,
    pub office: Option<String>,
}

impl NextThing {
    fn new(kind: NextThingKind) -> NextThing {
        NextThing { kind, until: None, papers: Vec::new(), procedure: None, office: None }
    }

    fn by(kind: NextThingKind, until: Option<Deadline>) -> NextThing {
        NextThing { until, ..Self::new(kind) }
    }
}

/// `clock`: the law's, of the case as the law sees it today.
pub fn find_next_thing(assessment: &CaseAssessment, clock: &ClockView) -> NextThing {
    use NextThingKind as Kind;
    let case = assessment.case;
    let waits_for_signature = |reason: HoldReason| reason == HoldReason::Signature;
    if case.hold.as_ref().is_some_and(|hold| waits_for_signature(hold.reason)) {
        return NextThing::new(Kind::Sign);
    }
    let status = case.legal_status();
    let is_open = matches!(status, Status::Received | Status::Correction);
    if is_open && assessment.is_unanswered {
        return NextThing::new(Kind::FetchReceipt);
    }
    match status {
        Status::Draft => NextThing::new(Kind::HandIn),
        Status::Received if clock.kind == ClockKind::OnTheSpot => {
            NextThing::by(Kind::SameDay, clock.deadline)
        }
        Status::Received => NextThing::by(Kind::AwaitAnswer, clock.deadline),
        Status::Correction => next_of_notice(assessment),
        Status::Accepted | Status::Deferred | Status::Deemed => next_of_accepted(assessment, clock),
        Status::Refused => NextThing::new(Kind::Refused),
        Status::Redirected => {
            let office = case.decision().and_then(|(decision, _)| decision.right_office.clone());
            NextThing { office, ..NextThing::new(Kind::AskElsewhere) }
        }
        Status::Completed if clock.kind == ClockKind::Result => {
            NextThing::by(Kind::AwaitResult, clock.deadline)
        }
        Status::Completed => NextThing::new(Kind::Nothing),
        Status::Voided if case.refiled_as().is_some() => NextThing::new(Kind::GoesOn),
        Status::Withdrawn | Status::Lapsed | Status::Voided => NextThing::new(Kind::Ended),
        // The law sees what was decided before (`legal_status`).
        Status::Returned | Status::Replacing => NextThing::by(Kind::AwaitAnswer, clock.deadline),
    }
}

fn next_of_notice(assessment: &CaseAssessment) -> NextThing {
    use NextThingKind as Kind;
    let case = assessment.case;
    if case.corrected_at().is_some() {
        return NextThing::new(Kind::AwaitReceipt);
    }
    let lines = check_corrections(assessment).into_iter().filter(|line| !line.has_come);
    let papers: Vec<AskedPaper> = lines.map(|line| asked_paper(line.fault, line.place)).collect();
    let terms = case.decision().and_then(|(decision, _)| decision.lapse.as_ref());
    let until = terms.map(|terms| Deadline::firm(terms.until));
    match papers.is_empty() {
        true => NextThing::new(Kind::AwaitReceipt),
        false => NextThing { papers, ..NextThing::by(Kind::BringCorrections, until) },
    }
}

fn next_of_accepted(assessment: &CaseAssessment, clock: &ClockView) -> NextThing {
    use NextThingKind as Kind;
    let case = assessment.case;
    if matches!(case.void_standing(), Some(VoidStanding::Asked | VoidStanding::WithDepartment)) {
        return NextThing::new(Kind::AwaitVoid);
    }
    if case.is_withdrawal_asked() {
        return NextThing::new(Kind::AwaitWithdrawal);
    }
    let decision = case.decision().map(|(decision, _)| decision);
    if let Some(deferred) = decision.and_then(|decision| decision.deferred.as_ref()) {
        let missing = deferred.materials.iter().filter(|id| !is_here(assessment, id));
        let papers: Vec<AskedPaper> = missing.map(|id| promised_paper(assessment, id)).collect();
        return match papers.is_empty() {
            true => NextThing::new(Kind::AwaitReceipt),
            false => {
                let until = Some(Deadline::firm(deferred.until));
                NextThing { papers, ..NextThing::by(Kind::BringPromised, until) }
            }
        };
    }
    let late = decision.and_then(|decision| decision.late_papers()).unwrap_or_default();
    let late: Vec<AskedPaper> = (0..)
        .zip(late)
        .filter(|(_, fault)| !fault.material.as_deref().is_some_and(|id| is_here(assessment, id)))
        .map(|(place, fault)| asked_paper(fault, place))
        .collect();
    if !late.is_empty() {
        return NextThing { papers: late, ..NextThing::new(Kind::BringLate) };
    }
    if clock.kind == ClockKind::Paused {
        return NextThing {
            procedure: newest_procedure(assessment),
            ..NextThing::new(Kind::AwaitProcedure)
        };
    }
    NextThing::by(Kind::AwaitDecision, clock.deadline)
}

/// It came since the decision, and nothing is wrong with it.
fn is_here(assessment: &CaseAssessment, material: &str) -> bool {
    assessment.find_material(material).is_some_and(|row| {
        let supply: Supply = row.def.supply;
        row.state == MaterialState::Received && assessment.case.has_arrived(row.id(), supply)
    })
}

fn newest_procedure(assessment: &CaseAssessment) -> Option<Special> {
    assessment.case.told.iter().rev().find_map(|told| match &told.step {
        Step::SpecialProcedure { procedure, .. } => Some(*procedure),
        _ => None,
    })
}

/// `place`: from 0.
fn asked_paper(fault: &Fault, place: u32) -> AskedPaper {
    let (material, name) = (fault.material.clone(), fault.name.clone());
    AskedPaper { material, name, place: place.saturating_add(1) }
}

fn promised_paper(assessment: &CaseAssessment, id: &str) -> AskedPaper {
    let row = assessment.find_material(id);
    let name = row.map_or_else(|| id.to_owned(), |row| row.name().to_owned());
    AskedPaper { material: Some(id.to_owned()), name, place: 0 }
}
