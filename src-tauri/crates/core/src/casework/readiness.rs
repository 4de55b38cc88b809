//! How far a case is: which section is finished, what is missing, and the one next harmless thing
//! to do.

use super::amendment::Amendment;
use super::case_input::CaseInput;
use super::lack::{Lack, LackCode, NextStep, NextStepCode};
use super::lacks::missing_person;
use super::materials::CaseMaterial;
use super::paper::is_issue_unfinished;
use super::section::Section;
use crate::case::{Case, Decision, DecisionKind};
use crate::item::PersonRole;
use crate::state::{Action, Role, Status, is_allowed};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionReadiness {
    pub section: Section,
    pub is_done: bool,
    pub lack_count: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    pub sections: [SectionReadiness; 5],
    pub next: NextStep,
    /// Everything that stands against accepting, in the order of work.
    pub lacks: Vec<Lack>,
}

impl Readiness {
    pub(super) fn new(input: &CaseInput) -> Self {
        let lacks = input.list_lacks();
        let sections = Section::ALL.map(|section| assess_section(input, section, &lacks));
        Self { sections, next: find_next_step(input, &lacks), lacks }
    }

    /// What stands against a kind of decision.
    pub fn lacks_for(&self, kind: DecisionKind) -> Vec<Lack> {
        lacks_for(&self.lacks, kind)
    }

    /// What stands against sending the same decision once more.
    pub fn lacks_to_repeat(&self, decision: &Decision) -> Vec<Lack> {
        lacks_to_repeat(&self.lacks, decision)
    }

    pub fn is_done(&self, section: Section) -> bool {
        self.sections.iter().any(|entry| entry.section == section && entry.is_done)
    }
}

/// The section to open when a change finished the one that is open, `section` by its number.
pub fn next_section(earlier: &Readiness, now: &Readiness, section: u8) -> Option<Section> {
    let finished = Section::try_from(section)
        .is_ok_and(|section| !earlier.is_done(section) && now.is_done(section));
    (finished && u8::from(now.next.section) != section).then_some(now.next.section)
}

fn is_editable(case: &Case) -> bool {
    is_allowed(case.status, Role::Clerk, Action::Edit)
}

fn find_next_step(input: &CaseInput, lacks: &[Lack]) -> NextStep {
    let step = |code| NextStep::new(code, &[]);
    let form = input.form.map(|form| form.def);
    match input.case.status {
        Status::Voided | Status::Completed => step(NextStepCode::Done),
        Status::Withdrawn | Status::Lapsed => next_settling_step(input),
        _ if is_issue_unfinished(input.case) => step(NextStepCode::FinishIssue),
        Status::Replacing => next_replacement_step(input, lacks),
        _ if is_editable(input.case) => {
            let amendment = Amendment { case: input.case, item: input.item, form }.first_undone();
            let lack = || lacks.first().map(NextStep::from);
            amendment.or_else(lack).unwrap_or_else(|| step(NextStepCode::Decide))
        }
        _ => step(NextStepCode::Done),
    }
}

/// Before it is over for the window, whatever the citizen brought is back or has a holder.
fn next_settling_step(input: &CaseInput) -> NextStep {
    let rows = input.materials.iter().filter(|row| row.is_without_holder());
    let names: Vec<&str> = rows.map(CaseMaterial::name).collect();
    if names.is_empty() {
        return NextStep::new(NextStepCode::Done, &[]);
    }
    let (count, all) = (names.len().to_string(), names.join("、"));
    let give_back = NextStepCode::Lack(LackCode::GiveBack);
    NextStep::new(give_back, &[("n", &count), ("names", &all)])
}

/// Until something was put right, to where that is done; then what the decision still lacks, as
/// ever, before it goes.
fn next_replacement_step(input: &CaseInput, lacks: &[Lack]) -> NextStep {
    let decision = input.case.decision().map(|(decision, _)| decision);
    let lack = decision.and_then(|decision| lacks_to_repeat(lacks, decision).into_iter().next());
    match lack {
        _ if input.case.touched.is_empty() => NextStep::new(NextStepCode::PutRight, &[]),
        Some(lack) => NextStep::from(&lack),
        None => NextStep::new(NextStepCode::SendReplacement, &[]),
    }
}

/// What silence accepted may still be without its papers.
fn lacks_to_repeat(lacks: &[Lack], decision: &Decision) -> Vec<Lack> {
    match &decision.deemed {
        Some(_) => lacks_of_deemed(lacks),
        None => lacks_for(lacks, decision.kind).into_iter().filter(is_of_papers).collect(),
    }
}

/// A decision that was made before a mandate was asked for, or while it ran, stands without it, and
/// the citizen who signs has gone.
fn is_of_papers(lack: &Lack) -> bool {
    use LackCode::{FormInDoubt, Mandate, MandateEnded, ShowForm, SignForm};
    !matches!(lack.code, Mandate | MandateEnded | ShowForm | FormInDoubt | SignForm)
}

/// What stands against a kind of decision.
fn lacks_for(lacks: &[Lack], kind: DecisionKind) -> Vec<Lack> {
    let codes: &[LackCode] = match kind {
        DecisionKind::Accept => return lacks.to_vec(),
        // After each of these the citizen goes away: where each thing is was said before.
        DecisionKind::Correction => &[
            LackCode::ChooseItem,
            LackCode::Answer,
            LackCode::Receive,
            LackCode::PlacePage,
            LackCode::GiveBack,
        ],
        DecisionKind::Refuse => &[LackCode::ChooseItem, LackCode::Receive, LackCode::GiveBack],
        DecisionKind::Redirect => &[LackCode::ChooseItem, LackCode::GiveBack],
    };
    let of_decision = lacks.iter().filter(|lack| codes.contains(&lack.code));
    // Whoever is told something must be known; who acts for them need not be.
    let applicant = lacks.iter().find(|lack| **lack == missing_person(PersonRole::Applicant));
    of_decision.chain(applicant).cloned().collect()
}

/// Of a case that silence accepted: papers, form and signature may follow; who the applicant is must be known,
/// and where each original is.
pub(super) fn lacks_of_deemed(lacks: &[Lack]) -> Vec<Lack> {
    let codes = [
        LackCode::ChooseItem,
        LackCode::Answer,
        LackCode::ConfirmCard,
        LackCode::Receive,
        LackCode::GiveBack,
        LackCode::LatePapers,
    ];
    let applicant = missing_person(PersonRole::Applicant);
    let stands = |lack: &&Lack| codes.contains(&lack.code) || **lack == applicant;
    lacks.iter().filter(stands).cloned().collect()
}

fn assess_section(input: &CaseInput, section: Section, lacks: &[Lack]) -> SectionReadiness {
    let lack_count = lacks.iter().filter(|lack| lack.section == section).count();
    let is_done = match section {
        Section::Decision => !is_editable(input.case) && !is_issue_unfinished(input.case),
        Section::Form | Section::Materials => lack_count == 0 && input.item.is_some(),
        Section::People | Section::Item => lack_count == 0,
    };
    SectionReadiness { section, is_done, lack_count }
}
