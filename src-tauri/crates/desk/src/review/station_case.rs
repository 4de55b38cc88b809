//! A case of the station as a clerk of whichever window reads it: as the office acknowledged it last.
use super::Review;
use super::filed::filed_status;
use super::reading::{self, Visibility, wire_moment};
use crate::cases::continuing::find_obstacle;
use crate::cases::proposals::CardRead;
use crate::contract::FailureCode;
use crate::contract::views::{
    CommentView, OpenPoint, OpenPointKind, ReturnView, StationCaseRow, StationCaseView, StationPart,
};
use crate::views::any_window::claim_view;
use crate::views::clock::filed_step_views;
use crate::views::events::filed_event_view;
use counter_backoffice::{
    CaseState, FoundCase, PartKind, PersonWire, RecordWire, ReturnWire, StepWire, Submission,
};
use counter_core::case::{EventAnswer, EventKind, Step};
use counter_core::code::parse_variant;
use counter_core::date::{date_text, moment_text};
use counter_core::idnum::is_same_number;
use counter_core::state::Status;

/// The card is somebody's of the case.
pub fn is_of_case(filed: &Submission, card: &CardRead) -> bool {
    let is_theirs = |person: &PersonWire| {
        parse_variant(&person.id_kind) == Some(card.kind)
            && is_same_number(card.kind, person.number.expose(), card.number.expose())
    };
    filed.people.iter().any(is_theirs)
}

impl Review {
    pub fn found_case_row(&self, found: FoundCase, here: bool) -> StationCaseRow {
        let FoundCase { filed, clerk, window, claim, .. } = found;
        let loaded = self.catalog.current();
        let item = loaded.pack.item(&filed.item).map(|item| item.name.clone());
        let standing = match filed.decision {
            counter_backoffice::Decision::Accepted => Status::Accepted,
            counter_backoffice::Decision::Correction => Status::Correction,
            counter_backoffice::Decision::Refused => Status::Refused,
            counter_backoffice::Decision::Redirected => Status::Redirected,
        };
        StationCaseRow {
            case: filed.case.to_string(),
            number: Some(filed.number),
            provisional: filed.provisional,
            item: item.unwrap_or(filed.item),
            status: if filed.returned { Status::Returned } else { standing },
            revision: filed.revision,
            acknowledged: filed.state == CaseState::Acknowledged,
            received_at: Some(wire_moment(filed.received_at)),
            filed_at: wire_moment(filed.filed_at),
            clerk,
            window,
            here,
            claim: claim.as_ref().map(claim_view),
        }
    }

    /// `here`: it is among this computer's own cases.
    pub fn station_case_view(
        &self,
        record: &RecordWire,
        card: Option<&CardRead>,
        here: bool,
    ) -> StationCaseView {
        let filed = &record.submission;
        let loaded = self.catalog.pinned(&filed.pack_version);
        let masked = !card.is_some_and(|card| is_of_case(filed, card));
        let visibility = Visibility { masked };
        let item = loaded.pack.item(&filed.item);
        let decision = reading::filed_decision_view(filed);
        let chosen = reading::expose_values(&filed.answers);
        let values = reading::expose_values(&filed.form);
        StationCaseView {
            case: filed.case.to_string(),
            number: record.number.clone(),
            provisional: filed.provisional.clone(),
            revision: record.revision,
            item: item.map_or_else(|| filed.item.clone(), |item| item.name.clone()),
            status: find_standing(record),
            clerk: filed.clerk.clone(),
            window: filed.window.clone(),
            received_at: filed.is_received().then(|| wire_moment(filed.received_at)),
            masked,
            people: filed.people.iter().map(|one| visibility.filed_person_view(one)).collect(),
            answers: reading::answer_views(&loaded, &filed.item, &chosen),
            form: visibility.form_sections(&loaded, &filed.item, &values),
            materials: reading::filed_materials(visibility, filed),
            parts: list_parts(filed),
            decision,
            returns: record.returns.iter().rev().map(|back| return_view(record, back)).collect(),
            events: record
                .events
                .iter()
                .map(|told| filed_event_view(&self.station, told, item))
                .collect(),
            steps: filed_step_views(&record.steps),
            open: list_open_points(record),
            here,
            claim: record.claim.as_ref().map(claim_view),
            blocked: self.find_block(record, here).map(|code| code.to_string()),
            as_of: moment_text(self.station.now()),
        }
    }

    /// Why this window does not go on with it now.
    pub fn find_block(&self, record: &RecordWire, here: bool) -> Option<FailureCode> {
        let version = &record.submission.pack_version;
        let is_claimed = record.claim.as_ref().is_some_and(|claim| !claim.here);
        if here {
            return Some(FailureCode::CaseIsHere);
        }
        find_obstacle(record).or(is_claimed.then_some(FailureCode::CaseClaimed)).or((self
            .catalog
            .pinned(version)
            .pack
            .version()
            != version)
            .then_some(FailureCode::RecordPackUnknown))
    }
}

fn list_parts(filed: &Submission) -> Vec<StationPart> {
    let row_name = |id: &str| {
        let row = filed.materials.iter().find(|row| row.id == id);
        row.map_or_else(|| id.to_owned(), |row| row.name.clone())
    };
    let parts = filed.manifest.iter().map(|part| {
        let is_page = part.kind == PartKind::Page;
        let named = Some(part.material.clone()).filter(|id| !id.is_empty());
        StationPart {
            sha256: part.sha256.clone(),
            material: named.clone().filter(|_| is_page),
            paper: named.filter(|_| !is_page),
            name: row_name(&part.material),
            media: part.media.clone(),
        }
    });
    parts.collect()
}

/// By the newest step, return or event, else by what was decided.
fn find_standing(record: &RecordWire) -> Status {
    let end_of = |wire: &StepWire| match wire.step.read()? {
        Step::Decided { .. } => Some(Status::Completed),
        Step::Withdrawn { .. } => Some(Status::Withdrawn),
        Step::Voided { .. } => Some(Status::Voided),
        _ => None,
    };
    let taken = |kind: EventKind| {
        record.events.iter().any(|told| {
            told.event.kind() == kind && matches!(told.verdict, EventAnswer::Taken { .. })
        })
    };
    let is_returned = record.returns.iter().any(|back| back.revision == record.revision);
    let filed = &record.submission;
    let decided = filed_status(reading::filed_kind(filed.decision), filed);
    match record.steps.iter().find_map(end_of) {
        Some(end) => end,
        None if taken(EventKind::Decided) => Status::Completed,
        None if taken(EventKind::Lapsed) => Status::Lapsed,
        None if is_returned => Status::Returned,
        None => decided,
    }
}

fn return_view(record: &RecordWire, back: &ReturnWire) -> ReturnView {
    let is_open = back.revision == record.revision;
    let comments = back.comments.iter().map(|comment| CommentView {
        target: comment.target.clone(),
        name: target_name(&record.submission, &comment.target),
        text: comment.text.expose().to_owned(),
        done: !is_open,
    });
    ReturnView {
        id: back.id.to_string(),
        revision: back.revision,
        by: back.by.clone(),
        by_name: back.by_name.clone(),
        at: wire_moment(back.at),
        open: is_open,
        comments: comments.collect(),
    }
}

/// As the list calls the row; nothing of the whole case, and a field's own id.
fn target_name(filed: &Submission, target: &str) -> String {
    let Some((kind, id)) = target.split_once(':') else { return String::new() };
    let row = filed.materials.iter().find(|row| kind == "material" && row.id == id);
    row.map_or_else(|| id.to_owned(), |row| row.name.clone())
}

/// What the applicant, or the window, has to do next.
fn list_open_points(record: &RecordWire) -> Vec<OpenPoint> {
    let filed = &record.submission;
    let point = |kind, name: &str, detail: &str| OpenPoint {
        kind,
        name: name.to_owned(),
        detail: detail.to_owned(),
        until: None,
    };
    let decision = reading::filed_decision_view(filed);
    let mut open = Vec::new();
    if find_standing(record) == Status::Correction {
        let faults = decision.faults.iter();
        open.extend(faults.map(|one| point(OpenPointKind::Correction, &one.name, &one.problem)));
    }
    for id in filed.deferred.iter().flat_map(|deferred| &deferred.materials) {
        let until = filed.deferred.as_ref().map(|deferred| date_text(deferred.until));
        let name = target_name(filed, &format!("material:{id}"));
        open.push(OpenPoint { until, ..point(OpenPointKind::Promised, &name, "") });
    }
    for paper in filed.deemed.iter().flat_map(|deemed| &deemed.papers) {
        open.push(point(OpenPointKind::Promised, &paper.name, &paper.problem));
    }
    for back in record.returns.iter().filter(|back| back.revision == record.revision) {
        open.extend(back.comments.iter().map(|comment| {
            let name = target_name(filed, &comment.target);
            point(OpenPointKind::Comment, &name, comment.text.expose())
        }));
    }
    open.extend(filed.refusals.iter().map(|one| point(OpenPointKind::Signature, &one.role, "")));
    let is_wish = |kind: EventKind| matches!(kind, EventKind::WithdrawalAsked | EventKind::Void);
    let wishes = record.events.iter().filter(|told| {
        is_wish(told.event.kind()) && matches!(told.verdict, EventAnswer::Taken { .. })
    });
    open.extend(wishes.map(|_| point(OpenPointKind::Withdrawal, "", "")));
    open
}
