//! What the office's record says of a case that another window began, as the facts that this window's own
//! journal of it begins with. Not the fetching, and not the claim.
//!
//! Invariant: nothing of it is an act of this window. Each fact is told by the record, with the clerk and
//! the time that it has there, so that clocks, checks and papers stand as they stood.
mod papers;
mod people;

use super::case_file::CaseFile;
use super::opening::answer_fact;
use super::sealed_pages::SealedFile;
use crate::contract::FailureCode;
use crate::station::session::Clerk;
use counter_backoffice::{
    ClaimWire, DecisionWords, EarlierRevision, OffList, Private, RecordWire, ReturnWire, StepWire,
    Submission,
};
use counter_core::case::{
    Case, Comment, Decision, DecisionKind, EventAnswer, Fault, FurtherNotice, Person, Record, Step,
};
use counter_core::code::variant_code;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::journal::Chain;
use papers::{list_papers, material_facts};
use people::{read_confirmation, read_person};
use std::collections::BTreeMap;

/// What is taken, by whom.
pub struct Takeover<'a> {
    pub record: &'a RecordWire,
    pub claim: &'a ClaimWire,
    pub clerk: &'a Clerk,
    /// Every part of the record's manifest, sealed here, by its digest.
    pub parts: &'a BTreeMap<String, SealedFile>,
}

/// Why nobody goes on with the case, whatever the window.
pub fn find_obstacle(record: &RecordWire) -> Option<FailureCode> {
    let is_end = |step: &StepWire| {
        let ends = |step: Step| {
            matches!(step, Step::Decided { .. } | Step::Withdrawn { .. } | Step::Voided { .. })
        };
        step.step.read().is_some_and(ends)
    };
    // A wish that was refused changed nothing; whatever else was told ends the case, or asks for it.
    let is_ended = record.steps.iter().any(is_end)
        || record.events.iter().any(|told| !matches!(told.verdict, EventAnswer::Refused { .. }));
    let is_settled = matches!(
        filed_kind(record.submission.decision),
        DecisionKind::Refuse | DecisionKind::Redirect
    );
    let is_returned = record.returns.iter().any(|back| back.revision == record.revision);
    (is_ended || (is_settled && !is_returned)).then_some(FailureCode::RecordOver)
}

pub fn filed_kind(decision: counter_backoffice::Decision) -> DecisionKind {
    match decision {
        counter_backoffice::Decision::Accepted => DecisionKind::Accept,
        counter_backoffice::Decision::Correction => DecisionKind::Correction,
        counter_backoffice::Decision::Refused => DecisionKind::Refuse,
        counter_backoffice::Decision::Redirected => DecisionKind::Redirect,
    }
}

/// The case as it grows while its facts are told, and those.
struct Draft<'a> {
    file: CaseFile,
    facts: Vec<Fact>,
    at: Moment,
    clerk: &'a str,
}

impl Draft<'_> {
    fn put(&mut self, fact: Fact) {
        self.file.case.apply(&fact, self.at, self.clerk);
        self.facts.push(fact);
    }

    fn tell(&mut self, dated: Dated) {
        let Dated { at, by, fact } = dated;
        self.put(Fact::ToldByRecord { by, at, told: Box::new(fact) });
    }
}

/// A fact of the record, when it was, and whose.
struct Dated {
    at: Moment,
    by: String,
    fact: Fact,
}

/// `file`: new, or given back before. None where the record speaks of what this program does not know.
pub fn takeover_facts(file: &CaseFile, taken: &Takeover, now: Moment) -> Option<Vec<Fact>> {
    let filed = &taken.record.submission;
    let item = file.catalog.pack.item(&filed.item)?.clone();
    let mut draft =
        Draft { file: file.clone(), facts: Vec::new(), at: now, clerk: &taken.clerk.number };
    open(&mut draft, taken);
    let (received, by) = (moment(filed.received_at), filed.clerk.clone());
    let told = |fact: Fact| Dated { at: received, by: by.clone(), fact };
    let numbers = [
        Some(Fact::OfficialNumber { number: taken.record.number.clone() }),
        filed.provisional.clone().map(|number| Fact::ProvisionalNumber { number }),
        filed.slip.clone().map(|slip| Fact::SlipNoted { slip, received_at: received }),
    ];
    let chosen =
        Fact::ItemChosen { item: filed.item.clone(), pack_version: filed.pack_version.clone() };
    for fact in numbers.into_iter().flatten().chain([chosen]) {
        draft.tell(told(fact));
    }
    for wire in &filed.people {
        let person = read_person(wire)?;
        let (by, at) = read_confirmation(wire).unwrap_or_else(|| (by.clone(), received));
        draft.tell(Dated { at, by, fact: Fact::PersonPut { person } });
    }
    for (question, option) in &filed.answers {
        if let Ok(fact) = answer_fact(&item, question, option.expose()) {
            draft.tell(told(fact));
        }
    }
    if filed.is_received() {
        draft.tell(told(Fact::Received));
    }
    for fact in material_facts(&draft.file.case, &item, filed, &taken.record.number, taken.parts)? {
        draft.tell(told(fact));
    }
    for fact in list_fields(&draft.file, filed) {
        draft.tell(told(fact));
    }
    let papers = list_papers(&draft.file, filed, taken.parts)?;
    let mut course = list_decisions(taken.record);
    // A form and its signatures come just before the decision that they go with.
    let newest = course.pop();
    course.extend(papers.into_iter().chain(newest));
    course.extend(taken.record.returns.iter().map(read_return));
    course.extend(taken.record.steps.iter().map(read_step));
    course.sort_by_key(|dated| dated.at);
    course.into_iter().for_each(|dated| draft.tell(dated));
    let is_whole = draft.file.case.revision() == taken.record.revision;
    is_whole.then_some(draft.facts)
}

fn open(draft: &mut Draft, taken: &Takeover) {
    let (filed, clerk) = (&taken.record.submission, taken.clerk);
    let continues = taken.record.continuation();
    if draft.file.case.length == 0 {
        draft.put(Fact::Opened {
            station: clerk.station.clone(),
            window: clerk.window.clone(),
            pack_version: filed.pack_version.clone(),
            chain: Chain::Second,
            continues: Some(continues),
        });
    } else {
        draft.put(Fact::TakenUpAgain { continues });
        let from = draft.file.case.clerk.clone();
        if from != clerk.number {
            draft.put(Fact::TakenOver { from, to: clerk.number.clone() });
        }
    }
    let record = Record {
        claim: taken.claim.id.to_string(),
        until: moment(taken.claim.until),
        clerk: filed.clerk.clone(),
        window: filed.window.clone(),
        opened_by: filed.opened_by.clone().unwrap_or_else(|| filed.clerk.clone()),
        accepted_at: filed.accepted_at.map(moment),
    };
    draft.put(Fact::RecordTaken { record });
}

/// What the form would not say by itself.
fn list_fields(file: &CaseFile, filed: &Submission) -> Vec<Fact> {
    let now = file.assess().form.map(|form| form.values).unwrap_or_default();
    let fill = |field: &str, value: &str| Fact::FieldFilled {
        field: field.to_owned(),
        value: Private::new(value),
    };
    let differs = |(id, value): &(&String, &Private)| {
        now.get(*id).map(String::as_str).unwrap_or_default() != value.expose()
    };
    let filled = filed.form.iter().filter(differs).map(|(id, value)| fill(id, value.expose()));
    let emptied = now.keys().filter(|id| !filed.form.contains_key(*id)).map(|id| fill(id, ""));
    filled.chain(emptied).collect()
}

/// Every decision so far, oldest first, the newest last. One that the office never had was repeated by
/// the next, in its place.
fn list_decisions(record: &RecordWire) -> Vec<Dated> {
    let newest = EarlierRevision::from(record.submission.clone());
    let known: Vec<&EarlierRevision> = record.earlier.iter().chain([&newest]).collect();
    let mut course: Vec<Dated> = Vec::new();
    let mut is_notified = false;
    for revision in 1..=record.revision {
        let Some(filed) = known.iter().find(|filed| filed.revision >= revision) else { break };
        let off_list = if filed.revision == record.revision {
            record.submission.off_list.as_slice()
        } else {
            &[]
        };
        let decision = read_decision(filed, off_list);
        let is_newest = revision == record.revision;
        let all_in = record.submission.accepted_at.filter(|_| is_newest && is_notified);
        if let Some(at) = all_in.filter(|_| decision.kind == DecisionKind::Accept) {
            let (at, by) = (moment(at), filed.clerk.clone());
            course.push(Dated { at, by, fact: Fact::CorrectionsIn });
        }
        is_notified = decision.kind == DecisionKind::Correction;
        let (at, by) = (moment(filed.decided_at), filed.clerk.clone());
        course.push(Dated { at, by, fact: Fact::Decided { decision } });
    }
    course
}

/// Without words a submission names the kind, and what was asked for off the list.
fn read_decision(filed: &EarlierRevision, off_list: &[OffList]) -> Decision {
    let words: DecisionWords = filed.words.clone().unwrap_or_default();
    let beyond = off_list.iter().filter(|_| filed.words.is_none()).map(|demand| Fault {
        material: None,
        name: demand.name.clone(),
        problem: demand.problem.clone(),
        fix: String::new(),
        reason: Some(demand.reason.clone()),
    });
    let faults = words.faults.into_iter().map(|fault| Fault {
        material: fault.material,
        name: fault.name.into_exposed(),
        problem: fault.problem.into_exposed(),
        fix: fault.fix.into_exposed(),
        reason: fault.reason.map(Private::into_exposed),
    });
    let further = words.further.map(|further| FurtherNotice {
        seen_before: further.seen_before,
        reason: further.reason.map(Private::into_exposed),
    });
    Decision {
        faults: faults.chain(beyond).collect(),
        reasons: words.reasons.into_iter().map(Private::into_exposed).collect(),
        right_office: words.right_office.map(Private::into_exposed),
        deferred: filed.deferred.clone(),
        deemed: filed.deemed.clone(),
        further,
        ..Decision::of_kind(filed_kind(filed.decision))
    }
}

fn read_return(back: &ReturnWire) -> Dated {
    let comments = back
        .comments
        .iter()
        .map(|comment| Comment { target: comment.target.clone(), text: comment.text.clone() });
    let at = moment(back.at);
    let fact = Fact::SentBack {
        id: back.id.to_string(),
        revision: back.revision,
        by: back.by.clone(),
        by_name: back.by_name.clone(),
        at,
        comments: comments.collect(),
    };
    Dated { at, by: back.by.clone(), fact }
}

fn read_step(wire: &StepWire) -> Dated {
    let (id, by_name, at) = (wire.id.to_string(), wire.by_name.clone(), moment(wire.at));
    let fact = match wire.step.read() {
        Some(step) => Fact::StepTold { id, step, by_name, at },
        None => {
            let text = Private::new(wire.step.text());
            Fact::StepUnknown { id, text, by_name, at }
        }
    };
    Dated { at, by: wire.by.clone(), fact }
}

fn moment(at: jiff::Timestamp) -> Moment {
    Moment::from_millis(at.as_millisecond())
}

/// Whose line of the form this is.
fn find_signer<'a>(case: &'a Case, role: &str, name: &Private) -> Option<&'a str> {
    let is_signer = |person: &&Person| {
        variant_code(&person.role) == role && person.form_name() == name.expose()
    };
    case.people.iter().find(is_signer).map(|person| person.id.as_str())
}
