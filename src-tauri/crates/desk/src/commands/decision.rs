//! Proposing a decision: judged, typeset, looked at. Nothing is decided by it.
//!
//! Invariant: a correction notice names papers of this citizen's list and fields of the form;
//! anything else wants a reason, which is in the decision's entry and an audit line
//! (`off_list_demand`). A notice after one that was given names what came since, or is issued with a
//! supervisor's consent and reason.
use super::editing::{require_editable, require_status, show_assessed, show_case};
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::proposals::Proposal;
use crate::cases::submission::outbox_row;
use crate::contract::views::{CaseView, DocumentView};
use crate::contract::{CaseId, FailureCode, Propose};
use crate::desk::Desk;
use crate::papers::notices::{application_form, decision_paper};
use crate::papers::printed_words::print_words;
use crate::station::ids::new_id;
use crate::station::limits::require_length;
use crate::station::stored::StoredName;
use counter_core::case::{Decision, DecisionKind, Deferred, Fault, FurtherNotice};
use counter_core::casework::{
    CaseAssessment, LackCode, decision_form, decision_options, deem_accepted, is_of_row,
    is_off_list, judge_further_notice, lacks_promised_alone, list_requestable, promise_deferral,
};
use counter_core::code::variant_code;
use counter_core::date::date_text;
use counter_core::fact::Fact;
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::private::Private;
use counter_core::state::{Action, Status};
use counter_core::text::normalize_lines;
use counter_core::written::read_date;
use std::collections::BTreeSet;

pub async fn propose(desk: &Desk, payload: Propose) -> Result<CaseView, Failure> {
    require_fitting_texts(&payload)?;
    let file = require_editable(desk, &payload.case)?;
    // An old copy of this computer's data shows as a draft what the office was given long ago.
    let filed = desk.station.stored_text(StoredName::FiledAlready(&payload.case));
    if let Some(number) = filed.filter(|_| file.case.decision().is_none()) {
        return Err(Failure::new(FailureCode::AlreadyFiled).with("number", number));
    }
    let assessment = file.assess();
    if !is_extension(&assessment, &payload) {
        require_possible(&assessment, payload.kind)?;
    }
    let decision = check_decision(desk, &assessment, &payload)?;
    if decision.deferred.is_some() && !decision.extends_deferral() {
        require_status(&file, Action::Defer)?;
    }
    let clerk = desk.station.require_clerk()?;
    // What no office takes is told now, while it can be replaced; once decided it would stay here.
    let decided = Fact::Decided { decision: decision.clone() };
    let context = desk.paper_context(clerk.clone());
    let hand = desk.cases.hand_of(&clerk, &file, Some(&decision));
    outbox_row(&file, &[decided], &hand, |after| print_words(&context, after))?;
    let after = file.after_decision(&decision, desk.station.now(), &clerk.number);
    let sheet = decision_paper(&context, &after, &decision, None);
    let typeset = typeset_paper(desk, &file.catalog, &sheet, Telling::Before).await?;
    let view = DocumentView {
        id: "preview".into(),
        form: decision_form(&decision).into(),
        number: None,
        pages: typeset.pages,
        issued_at: None,
        prints: 0,
        saves: 0,
        missing: list_missing(desk, &file, &decision, typeset.missing).await?,
        revision: file.case.revision() + 1,
        url: format!("page://localhost/doc/{}/preview", file.id),
        code: None,
    };
    let proposal = Proposal { id: new_id(), decision, pdf: typeset.pdf, view };
    desk.cases.put_proposal(&file.id, proposal);
    Ok(show_assessed(desk, &file, &assessment))
}

fn require_fitting_texts(payload: &Propose) -> Result<(), Failure> {
    let items = payload
        .items
        .iter()
        .flat_map(|item| [&item.name, &item.problem, &item.fix].into_iter().chain(&item.reason));
    let own = payload.reasons.iter().chain(&payload.right_office).chain(&payload.supervisor_reason);
    let mut texts = items.chain(own);
    texts.try_for_each(|text| require_length(&normalize_lines(text), MAX_TEXT_CHARS))
}

/// Characters that the papers to come cannot show: told while the clerk still looks. The form that
/// is made with an acceptance says more of a person than its receipt.
async fn list_missing(
    desk: &Desk,
    file: &CaseFile,
    decision: &Decision,
    of_paper: Vec<String>,
) -> Result<Vec<String>, Failure> {
    let mut missing: BTreeSet<String> = of_paper.into_iter().collect();
    if decision.kind == DecisionKind::Accept {
        let context = desk.paper_context(desk.station.require_clerk()?);
        let form = application_form(&context, file)?;
        let typeset = typeset_paper(desk, &file.catalog, &form, Telling::Before).await?;
        missing.extend(typeset.missing);
    }
    Ok(missing.into_iter().collect())
}

/// Accepting once more with a later day for what was promised, of which nothing has to be here.
fn is_extension(assessment: &CaseAssessment, payload: &Propose) -> bool {
    let has_reason = payload.supervisor_reason.as_deref().and_then(words_of).is_some();
    payload.kind == DecisionKind::Accept
        && has_reason
        && assessment.case.status == Status::Deferred
        && lacks_promised_alone(assessment)
}

fn require_possible(assessment: &CaseAssessment, kind: DecisionKind) -> Result<(), Failure> {
    let options = decision_options(assessment);
    let option = options
        .iter()
        .find(|option| option.kind == kind)
        .ok_or_else(|| Failure::new(FailureCode::BadRequest))?;
    if option.possible {
        return Ok(());
    }
    let first = option.lacks.first().map(|lack| lack.code);
    let code = match first {
        Some(LackCode::Receive) => FailureCode::NotReceived,
        Some(LackCode::StandsAccepted) => FailureCode::StandsAccepted,
        _ => FailureCode::DecisionLacks,
    };
    Err(Failure::new(code).with("first", first.map(|lack| variant_code(&lack)).unwrap_or_default()))
}

/// None where nothing is left of it.
fn words_of(text: &str) -> Option<String> {
    Some(normalize_lines(text)).filter(|words| !words.is_empty())
}

fn check_decision(
    desk: &Desk,
    assessment: &CaseAssessment,
    payload: &Propose,
) -> Result<Decision, Failure> {
    let kind = payload.kind;
    let faults = check_faults(assessment, payload)?;
    let reasons: Vec<String> =
        payload.reasons.iter().filter_map(|reason| words_of(reason)).collect();
    let right_office = payload.right_office.as_deref().and_then(words_of);
    let deferred = match kind {
        DecisionKind::Correction if faults.is_empty() => {
            return Err(Failure::new(FailureCode::NothingToCorrect));
        }
        DecisionKind::Refuse if reasons.is_empty() => {
            return Err(Failure::new(FailureCode::ReasonMissing));
        }
        DecisionKind::Redirect if right_office.is_none() => {
            return Err(Failure::new(FailureCode::RightOfficeMissing));
        }
        DecisionKind::Accept => check_deferral(desk, assessment, payload)?,
        _ => None,
    };
    let deemed = deem_accepted(assessment, desk.station.scans_papers())
        .filter(|_| kind == DecisionKind::Accept);
    let further = match kind {
        DecisionKind::Correction => check_further(assessment, payload, &faults)?,
        _ => None,
    };
    let lapse = match kind {
        DecisionKind::Correction => desk.paper_context(desk.station.require_clerk()?).lapse_terms(),
        _ => None,
    };
    Ok(Decision { kind, faults, reasons, right_office, deferred, deemed, further, lapse })
}

/// Why what was there already is told only now, where any of it is.
fn check_further(
    assessment: &CaseAssessment,
    payload: &Propose,
    faults: &[Fault],
) -> Result<Option<FurtherNotice>, Failure> {
    let reason = payload.supervisor_reason.as_deref().and_then(words_of);
    judge_further_notice(assessment, faults, reason).map_err(|missing| {
        Failure::new(FailureCode::FurtherReasonMissing).with("names", missing.names.join("、"))
    })
}

/// What accepting leaves to come, by the day that the clerk chose.
fn check_deferral(
    desk: &Desk,
    assessment: &CaseAssessment,
    payload: &Propose,
) -> Result<Option<Deferred>, Failure> {
    let until = payload.deferred_until.as_deref().and_then(|text| read_date(text).ok());
    let (loaded, today) = (desk.catalog.current(), desk.station.now().date());
    let reason = payload.supervisor_reason.as_deref().and_then(words_of).map(Private::new);
    promise_deferral(assessment, until, reason, &loaded.calendar, today).map_err(|wrong| {
        let latest = wrong.latest.map(date_text).unwrap_or_default();
        Failure::new(FailureCode::DeferralDayWrong).with("latest", latest)
    })
}

/// Nothing may be asked for that the checklist of this citizen and the form do not hold, unless the
/// clerk says why (清单标准收件).
fn check_faults(assessment: &CaseAssessment, payload: &Propose) -> Result<Vec<Fault>, Failure> {
    let requestable = list_requestable(assessment);
    let mut faults = Vec::new();
    for item in &payload.items {
        let (Some(name), Some(problem)) = (words_of(&item.name), words_of(&item.problem)) else {
            continue;
        };
        // What stands on the list stands there in the author's own words.
        let off_list = is_off_list(&requestable, &item.name) && is_off_list(&requestable, &name);
        let reason = item.reason.as_deref().and_then(words_of).filter(|_| off_list);
        if off_list && reason.is_none() && payload.kind == DecisionKind::Correction {
            return Err(Failure::new(FailureCode::OffListReasonMissing).with("name", name));
        }
        let name = if requestable.contains(&item.name.as_str()) { item.name.clone() } else { name };
        let material = item.material.clone().filter(|id| is_of_row(assessment, id, &name));
        let fix = normalize_lines(&item.fix);
        faults.push(Fault { material, name, problem, fix, reason });
    }
    Ok(faults)
}

pub async fn withdraw_proposal(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    desk.cases.take_proposal(&payload.case);
    show_case(desk, &desk.cases.read_case(&payload.case)?)
}
