//! 逾期未补: a case whose corrections never came by the day that its notice stated. The clerk notes that the
//! applicant was told, and ends it: the paper is sealed with the event that tells the office, and only
//! then comes out.
//!
//! Invariant: nothing here is done by a clock. A notice that stated no day, or nothing of what follows,
//! never lapses.
use super::editing::{append_and_show, require_action};
use super::printing::{print_document, seal_paper};
use super::typesetting::{Telling, typeset_paper};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::event::{event_row, paper_part};
use crate::cases::submission::Hand;
use crate::contract::views::{CaseView, IssueResult};
use crate::contract::{CaseId, FailureCode, Topic, WarnOfLapse};
use crate::desk::Desk;
use crate::papers::lapse::lapse_notice;
use crate::station::ids::new_id;
use counter_core::case::{Event, EventKind, LapseObstacle, LapseTerms, LapseWarning};
use counter_core::casework::list_unsettled;
use counter_core::code::variant_code;
use counter_core::fact::Fact;
use counter_core::state::Action;
use counter_core::written::read_date;

/// The applicant was told, so and on that day. Nothing follows from it by itself.
pub async fn warn_of_lapse(desk: &Desk, payload: WarnOfLapse) -> Result<CaseView, Failure> {
    desk.station.require_plausible_clock()?;
    let file = require_action(desk, &payload.case, Action::Lapse)?;
    if file.case.lapse_terms().is_none() {
        return Err(refuse_lapse(LapseObstacle::NotStated));
    }
    let today = desk.station.now().date();
    let on = read_date(&payload.on).ok().filter(|on| file.case.can_be_warned_on(*on, today));
    let on = on.ok_or_else(|| Failure::new(FailureCode::WarningDayImpossible))?;
    let warned = Fact::LapseWarned { revision: file.case.revision(), how: payload.how, on };
    append_and_show(desk, file, vec![warned])
}

/// After its day, once the applicant was told, and with nothing of the citizen's unaccounted for.
pub async fn end_lapsed(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let clerk = desk.station.require_clerk()?;
    desk.station.require_plausible_clock()?;
    let file = require_lapsed(desk, &payload.case)?;
    let (terms, warning) = read_grounds(&file)?;
    let sheet = lapse_notice(&desk.paper_context(clerk.clone()), &file, &terms, &warning);
    let typeset = typeset_paper(desk, &file.catalog, &sheet, Telling::Before).await?;
    // The paper took its time: as the case stands after it.
    let file = require_lapsed(desk, &payload.case)?;
    if read_grounds(&file)? != (terms.clone(), warning.clone()) {
        return Err(Failure::new(FailureCode::Conflict));
    }
    let document = seal_paper(desk, &file, new_id(), &sheet, &typeset)?;
    let LapseTerms { until, consequence, source } = terms;
    let (how, warned_on) = (warning.how, warning.on);
    let event = Event::Lapsed { until, consequence, source, how, warned_on };
    let id = new_id();
    let parts = vec![paper_part(&document)];
    let hand = desk.cases.hand_of(&clerk, &file, None);
    let consented_by = desk.cases.find_consent_to_end_lapsed(&clerk.number, &file);
    let row = event_row(&file, &Hand { consented_by, ..hand }, &id, event.clone(), parts)?;
    desk.cases.take_proposal(&file.id);
    desk.drop_citizen_form();
    // Together: no paper says that a case is ended which is not.
    let paper = document.id.clone();
    let facts = vec![Fact::EventMade { id, event }, Fact::DocumentIssued { document }];
    desk.cases.append_facts_by(&clerk.number, file, facts, vec![row])?;
    desk.delivery.wake();
    desk.station.announce(Topic::Outbox);
    desk.station.announce(Topic::Status);
    print_document(desk, desk.cases.read_case(&payload.case)?, &paper, false).await
}

/// The case, if it can be ended now.
fn require_lapsed(desk: &Desk, case: &str) -> Result<CaseFile, Failure> {
    let file = require_action(desk, case, Action::Lapse)?;
    if let Some(obstacle) = file.find_lapse_obstacle() {
        return Err(refuse_lapse(obstacle));
    }
    // What went on paper is told on paper.
    if file.case.handed_over.contains(&file.case.revision()) {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    if !desk.office.may_take_event(EventKind::Lapsed) {
        return Err(Failure::new(FailureCode::OfficeWithoutEvent));
    }
    let unsettled = list_unsettled(&file.assess()).join("、");
    if !unsettled.is_empty() {
        return Err(Failure::new(FailureCode::OriginalsUnsettled).with("names", unsettled));
    }
    Ok(file)
}

fn read_grounds(file: &CaseFile) -> Result<(LapseTerms, LapseWarning), Failure> {
    let grounds = file.case.lapse_terms().cloned().zip(file.case.lapse_warning().cloned());
    grounds.ok_or_else(|| refuse_lapse(LapseObstacle::NotWarned))
}

fn refuse_lapse(obstacle: LapseObstacle) -> Failure {
    Failure::new(FailureCode::LapseNotPossible).with("why", variant_code(&obstacle))
}
