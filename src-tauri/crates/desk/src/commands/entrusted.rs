//! 委托决定: what a department entrusted to the counter is examined point by point, looked at as a paper in
//! the department's name, and issued by the second press: its 文号 out of the office's range, the event that
//! tells the office, the paper and the end of the case.
//!
//! Invariant: what is not within term, place, points and numbers the department decides, and the clerk is
//! told why; a refusal wants a supervisor's consent besides.
use super::editing::{record_facts, require_action, show_case};
use super::printing::{print_document, seal_paper};
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::event::{event_row, paper_part};
use crate::cases::proposals::EntrustedProposal;
use crate::cases::submission::Hand;
use crate::contract::views::{CaseView, DocumentView, IssueResult};
use crate::contract::{
    CaseId, ExaminePoint, FailureCode, PointReason, ProposeForDepartment, Topic,
};
use crate::desk::Desk;
use crate::papers::entrusted::entrusted_decision;
use crate::station::ids::new_id;
use crate::station::limits::require_length;
use crate::station::session::Clerk;
use counter_core::case::{Case, Document, Event, EventKind};
use counter_core::casework::DepartmentDecides;
use counter_core::code::variant_code;
use counter_core::fact::Fact;
use counter_core::item::Entrustment;
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::state::Action;
use counter_core::text::normalize_lines;
use counter_documents::Sheet;

/// One point is ticked, or the tick is taken back: a fact each. The same again is none.
pub async fn examine_point(desk: &Desk, payload: ExaminePoint) -> Result<CaseView, Failure> {
    let file = require_action(desk, &payload.case, Action::DecideForDepartment)?;
    let entrustment = file.item().and_then(|item| item.entrustment.as_ref());
    let entrustment = entrustment.ok_or_else(|| refuse(DepartmentDecides::NotEntrusted))?;
    if entrustment.find_point(&payload.point).is_none() {
        return Err(Failure::new(FailureCode::BadRequest));
    }
    let is_first = entrustment.points.iter().all(|point| !file.case.is_point_met(&point.id));
    let department = file.require_item()?.department.clone();
    // With the first tick: none may have come since the last report.
    if is_first && desk.cases.count_numbers(&department)? == 0 && desk.office.line().is_up() {
        desk.office.fetch_numbers().await;
    }
    if file.case.is_point_met(&payload.point) == payload.met {
        return show_case(desk, &file);
    }
    let fact = Fact::PointExamined { point: payload.point, met: payload.met };
    record_facts(desk, file, vec![fact])
}

/// The paper is shown; nothing is decided, and no number is taken.
pub async fn propose_for_department(
    desk: &Desk,
    payload: ProposeForDepartment,
) -> Result<CaseView, Failure> {
    let ProposeForDepartment { case, granted, reasons } = payload;
    let file = require_decidable(desk, &case)?;
    let entrustment = require_entrusted(desk, &file, granted)?;
    let reasons = match granted {
        true => Vec::new(),
        false => check_reasons(&file.case, &entrustment, &reasons)?,
    };
    let clerk = desk.station.require_clerk()?;
    let event = make_event(&file.case, &entrustment, granted, String::new(), reasons.clone());
    // What no office takes is told now, while it can be put right.
    event_row(
        &file,
        &desk.cases.hand_of(&clerk, &file, None),
        &new_id(),
        event.clone(),
        Vec::new(),
    )?;
    let sheet = make_sheet(desk, &clerk, &file, &event)?;
    let typeset = typeset_paper(desk, &file.catalog, &sheet, Telling::Before).await?;
    let view = DocumentView {
        id: "preview".into(),
        form: sheet.form_name().into(),
        number: None,
        pages: typeset.pages,
        issued_at: None,
        prints: 0,
        saves: 0,
        missing: typeset.missing,
        revision: file.case.revision(),
        url: format!("page://localhost/doc/{}/preview", file.id),
        code: None,
    };
    let proposal = EntrustedProposal { id: new_id(), granted, reasons, pdf: typeset.pdf, view };
    desk.cases.put_entrusted(&file.id, proposal);
    show_case(desk, &file)
}

/// The second press.
pub async fn decide_for_department(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let clerk = desk.station.require_clerk()?;
    desk.station.require_plausible_clock()?;
    let proposal = desk.cases.take_entrusted(&payload.case);
    let proposal = proposal.ok_or_else(|| Failure::new(FailureCode::NoPreview))?;
    let outcome = store_decision(desk, &clerk, &payload.case, &proposal).await;
    // Nothing was decided: the same paper can be issued by pressing again.
    if outcome.as_ref().is_err_and(|failure| failure.code != FailureCode::Conflict) {
        desk.cases.put_entrusted(&payload.case, proposal);
    }
    let document = outcome?;
    desk.delivery.wake();
    desk.station.announce(Topic::Outbox);
    desk.station.announce(Topic::Status);
    print_document(desk, desk.cases.read_case(&payload.case)?, &document, false).await
}

/// The id of its paper. The number is taken before, as the paper bears it: what fails after that leaves it
/// to the next try. Event, paper and the end of the case are one transaction.
async fn store_decision(
    desk: &Desk,
    clerk: &Clerk,
    case: &str,
    proposal: &EntrustedProposal,
) -> Result<String, Failure> {
    let file = require_decidable(desk, case)?;
    let entrustment = require_entrusted(desk, &file, proposal.granted)?;
    let consented_by =
        desk.cases.find_consent_for_department(&clerk.number, &file, proposal.granted);
    if !proposal.granted && consented_by.is_none() {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    let department = file.require_item()?.department.clone();
    let number = desk.cases.take_number(&file, &department)?;
    let number = number.ok_or_else(|| refuse(DepartmentDecides::NoNumber))?;
    let reasons = proposal.reasons.clone();
    let event = make_event(&file.case, &entrustment, proposal.granted, number.clone(), reasons);
    let sheet = make_sheet(desk, clerk, &file, &event)?;
    let typeset = typeset_paper(desk, &file.catalog, &sheet, Telling::Earlier).await?;
    // Meanwhile the office may have spoken: as the case stands now.
    let file = require_decidable(desk, case)?;
    require_entrusted(desk, &file, proposal.granted)?;
    let paper = seal_paper(desk, &file, new_id(), &sheet, &typeset)?;
    let document = Document { number: Some(number), ..paper };
    let hand = Hand { consented_by, ..desk.cases.hand_of(clerk, &file, None) };
    let (id, paper_id) = (new_id(), document.id.clone());
    let row = event_row(&file, &hand, &id, event.clone(), vec![paper_part(&document)])?;
    let facts = vec![Fact::EventMade { id, event }, Fact::DocumentIssued { document }];
    desk.cases.append_facts_by(&clerk.number, file, facts, vec![row])?;
    Ok(paper_id)
}

/// The case, if it stands accepted here and its office hears of such a decision.
fn require_decidable(desk: &Desk, case: &str) -> Result<CaseFile, Failure> {
    let file = require_action(desk, case, Action::DecideForDepartment)?;
    if !desk.office.may_take_event(EventKind::Decided) {
        return Err(Failure::new(FailureCode::OfficeWithoutEvent));
    }
    Ok(file)
}

fn require_entrusted(desk: &Desk, file: &CaseFile, granted: bool) -> Result<Entrustment, Failure> {
    desk.cases.judge_counter(file, granted)?.map_err(refuse)
}

fn refuse(why: DepartmentDecides) -> Failure {
    Failure::new(FailureCode::DepartmentDecides).with("why", variant_code(&why))
}

/// Each rests on a point of the entrustment that is not met; one without words is none.
fn check_reasons(
    case: &Case,
    entrustment: &Entrustment,
    reasons: &[PointReason],
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    for reason in reasons {
        let words = normalize_lines(&reason.text);
        if words.is_empty() {
            continue;
        }
        let point = entrustment.find_point(&reason.point);
        let point = point.filter(|point| !case.is_point_met(&point.id));
        let point = point.ok_or_else(|| refuse(DepartmentDecides::PointsMet))?;
        let line = format!("{}：{words}", point.text);
        require_length(&line, MAX_TEXT_CHARS)?;
        lines.push(line);
    }
    match lines.is_empty() {
        true => Err(Failure::new(FailureCode::ReasonMissing)),
        false => Ok(lines),
    }
}

fn make_event(
    case: &Case,
    entrustment: &Entrustment,
    granted: bool,
    number: String,
    reasons: Vec<String>,
) -> Event {
    let met = entrustment.points.iter().filter(|point| case.is_point_met(&point.id));
    Event::Decided {
        granted,
        number,
        entrusted_by: entrustment.document.clone(),
        points: met.map(|point| point.id.clone()).collect(),
        reasons,
    }
}

fn make_sheet(
    desk: &Desk,
    clerk: &Clerk,
    file: &CaseFile,
    event: &Event,
) -> Result<Sheet, Failure> {
    let sheet = entrusted_decision(&desk.paper_context(clerk.clone()), file, event);
    sheet.ok_or_else(|| Failure::new(FailureCode::Internal))
}
