//! Proposing a decision: judged, typeset, looked at. Nothing is decided by it.
use super::editing::{require_editable, show_case};
use crate::cases::case_file::CaseFile;
use crate::cases::deferral;
use crate::cases::proposals::Proposal;
use crate::cases::readiness::{self, main_form};
use crate::contract::views::{CaseView, DocumentView, NoticeItem};
use crate::contract::{CaseId, FailureCode, Propose};
use crate::desk::Desk;
use crate::papers::notices::decision_paper;
use crate::station::stored::StoredName;
use crate::{Failure, views};
use counter_core::case::{Decision, DecisionKind, Fault};

pub async fn propose(desk: &Desk, payload: Propose) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    // An old copy of this computer's data shows as a draft what the office was given long ago.
    let filed = desk.station.stored_text(StoredName::FiledAlready(&payload.case));
    if let Some(number) = filed.filter(|_| file.case.decision().is_none()) {
        return Err(Failure::new(FailureCode::AlreadyFiled).with("number", number));
    }
    require_possible(&file, payload.kind)?;
    let decision = check_decision(desk, &file, &payload)?;
    let context = desk.paper_context(desk.station.require_clerk()?);
    let sheet = decision_paper(&context, &file, &decision, None);
    let typeset = desk.devices.worker.typeset(&sheet).await?;
    let view = DocumentView {
        id: "preview".into(),
        form: main_form(&decision).into(),
        number: None,
        pages: typeset.pages,
        issued_at: None,
        prints: 0,
        revision: file.case.revision() + 1,
        url: format!("page://localhost/doc/{}/preview", file.id),
    };
    desk.cases.put_proposal(&file.id, Proposal { decision, pdf: typeset.pdf, view });
    show_case(desk, &file)
}

fn require_possible(file: &CaseFile, kind: DecisionKind) -> Result<(), Failure> {
    let options = views::decision::decision_options(file, &readiness::of(file));
    let option =
        options.iter().find(|option| option.kind == kind).ok_or_else(|| Failure::new(FailureCode::BadRequest))?;
    if option.possible {
        return Ok(());
    }
    let first = option.lacks.first().map(|lack| lack.code.clone()).unwrap_or_default();
    let failure = if first == "receive" {
        Failure::new(FailureCode::NotReceived)
    } else {
        Failure::new(FailureCode::DecisionLacks)
    };
    Err(failure.with("first", first))
}

fn has_text(text: &String) -> bool {
    !text.trim().is_empty()
}

fn check_decision(desk: &Desk, file: &CaseFile, payload: &Propose) -> Result<Decision, Failure> {
    let kind = payload.kind;
    let faults = check_faults(file, payload)?;
    let reasons: Vec<String> = payload.reasons.iter().filter(|reason| has_text(reason)).cloned().collect();
    let right_office = payload.right_office.clone().filter(has_text);
    let deferred = match kind {
        DecisionKind::Correction if faults.is_empty() => return Err(Failure::new(FailureCode::NothingToCorrect)),
        DecisionKind::Refuse if reasons.is_empty() => return Err(Failure::new(FailureCode::ReasonMissing)),
        DecisionKind::Redirect if right_office.is_none() => return Err(Failure::new(FailureCode::RightOfficeMissing)),
        DecisionKind::Accept => deferral::promise(&desk.cases, file, payload.deferred_until.as_deref())?,
        _ => None,
    };
    Ok(Decision { kind, faults, reasons, right_office, deferred })
}

fn check_faults(file: &CaseFile, payload: &Propose) -> Result<Vec<Fault>, Failure> {
    let listed = views::decision::listed(file);
    let items = payload.items.iter().filter(|item| has_text(&item.name) && has_text(&item.problem));
    let mut faults = Vec::new();
    for item in items {
        let off_list = is_off_list(&listed, item);
        let reason = item.reason.clone().filter(has_text).filter(|_| off_list);
        if off_list && reason.is_none() && payload.kind == DecisionKind::Correction {
            return Err(Failure::new(FailureCode::OffListReasonMissing).with("name", item.name.trim()));
        }
        faults.push(Fault {
            material: item.material.clone(),
            name: item.name.clone(),
            problem: item.problem.clone(),
            fix: item.fix.clone(),
            reason,
        });
    }
    Ok(faults)
}

/// Nothing may be asked for that the checklist of this citizen and the form do not hold, unless the clerk says why
/// (清单标准收件). A short name of a listed paper, 户口簿 for 居民户口簿, is that paper.
fn is_off_list(listed: &[String], item: &NoticeItem) -> bool {
    let name = item.name.trim();
    let short = name.chars().count() > 2;
    !listed.iter().any(|listed| name.contains(listed) || (short && listed.contains(name)))
}

pub async fn withdraw_proposal(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    desk.cases.take_proposal(&payload.case);
    show_case(desk, &desk.cases.read_case(&payload.case)?)
}
