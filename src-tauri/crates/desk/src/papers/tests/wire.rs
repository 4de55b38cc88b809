//! The wire: a submission beside what the journal says, field by field. What is in it follows from an
//! entry, and each such entry is in it.
use super::record::Record;
use super::window::{STATION_CODE, Settled, WINDOW, permit_of};
use super::wire_parts::{
    list_manifest, spell, tell_materials, tell_papers, tell_person, tell_refusals, tell_signatures,
    tell_signed_slip,
};
use crate::cases::case_file::CaseFile;
use crate::papers::sentences::Sentence;
use counter_backoffice::Submission;
use counter_core::case::{Decision, DecisionKind, Fault};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::journal::Entry;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A submission as it was queued, with the journal of that moment.
#[derive(Clone)]
pub struct Filed {
    pub submission: Submission,
    pub(super) entries: Vec<Entry>,
    /// How many entries there were before the decision's own.
    pub(super) head: usize,
    pub(super) file: CaseFile,
    pub(super) now: Moment,
    pub(super) settled: Settled,
    /// The window makes the copies that are wanted.
    pub(super) scans: bool,
    /// What the decision's paper says.
    pub(super) paper: String,
}

impl Filed {
    pub(super) fn record(&self) -> Record<'_> {
        Record { entries: &self.entries, file: &self.file, now: self.now }
    }

    /// Whatever is said without its entry, and whatever entry is not said.
    pub fn find_differences(&self) -> Vec<String> {
        let mut submission = serde_json::to_value(&self.submission).unwrap();
        let mut expectation = self.expect();
        let mut differences = self.judge_worked_out(&mut submission);
        // What is judged by itself, and what is the same where it is left out.
        for part in ["form", "answers"] {
            submission.as_object_mut().unwrap().remove(part);
        }
        drop_nothings(&mut submission);
        drop_nothings(&mut expectation);
        compare("", &expectation, &submission, &mut differences);
        let decision = self.record().decision().unwrap();
        if self.submission.deemed.is_some() != decision.deemed.is_some() {
            differences.push("deemed".to_owned());
        }
        differences
    }

    /// The whole submission but for what the rules work out.
    fn expect(&self) -> Value {
        let record = self.record();
        let decided = record.decisions().pop().unwrap();
        let decision = decided.decision;
        let accepted = record.counted_from().filter(|at| *at != decided.at);
        let revision = record.count_submissions();
        let opener = &self.entries[0].by;
        let consent = self.find_consent(decided.place, decided.by);
        let faults: Vec<Value> = decision.faults.iter().map(|one| self.tell_fault(one)).collect();
        let people: Vec<Value> =
            record.people().into_iter().map(|one| tell_person(&record, one)).collect();
        let words = json!({
            "faults": faults,
            "reasons": list_reasons(decision),
            "remedies": self.list_remedies(decision),
            "right_office": decision.right_office,
            "papers": tell_papers(&record, self.head),
            "corrections": tell_corrections(&record),
            "further": decision.further,
        });
        json!({
            "case": self.file.id,
            "provisional": record.provisional(),
            "item": self.file.case.item,
            "pack_version": self.file.case.pack_version,
            "decision": match decision.kind {
                DecisionKind::Accept => "accepted",
                DecisionKind::Correction => "correction",
                DecisionKind::Refuse => "refused",
                DecisionKind::Redirect => "redirected",
            },
            "received_at": spell(record.received().unwrap_or(decided.at)),
            "decided_at": spell(decided.at),
            "accepted_at": accepted.map(spell),
            "clerk": decided.by,
            "opened_by": (opener != decided.by).then_some(opener),
            "permit": permit_of(decided.by),
            "consented_by":
                consent.map(|mentor| json!({ "clerk": mentor, "permit": permit_of(mentor) })),
            "station_code": STATION_CODE,
            "window": WINDOW,
            "slip": record.slip().map(|(slip, _)| slip),
            "revision": revision,
            "in_place_of": self.find_given_up(revision),
            "journal_head": self.entries[self.head - 1].hash,
            "entries": self.head,
            "deferred": decision.deferred,
            "deemed": decision.deemed,
            "off_list": list_off_list(decision),
            "people": people,
            "materials": tell_materials(&record, self.scans),
            "manifest": list_manifest(&record),
            "signatures": tell_signatures(&record),
            "refusals": tell_refusals(&record),
            "signed_slip": tell_signed_slip(&record),
            "words": words,
        })
    }

    /// A mentor's word for this very decision.
    fn find_consent(&self, place: usize, by: &str) -> Option<&str> {
        let before = self.entries[..place].iter().rev();
        let since = before.take_while(|entry| !matches!(entry.fact, Fact::Decided { .. }));
        let mut words = since.filter_map(|entry| match &entry.fact {
            Fact::Consented { by: mentor, .. } if entry.by == by => Some(mentor.as_str()),
            _ => None,
        });
        words.next()
    }

    /// The revision before, where it was given up.
    fn find_given_up(&self, revision: u32) -> Option<u32> {
        let before = revision.checked_sub(1)?;
        let is_given_up = |fact: &Fact| match fact {
            Fact::Replaced { revision, .. } | Fact::HandedOver { revision, .. } => {
                *revision == before
            }
            _ => false,
        };
        self.record().has(is_given_up).then_some(before)
    }

    /// A demand that is no paper may be the one field that has its name.
    fn tell_fault(&self, fault: &Fault) -> Value {
        let form = self.file.form().filter(|_| fault.material.is_none());
        let fields = form.into_iter().flat_map(|form| form.fields());
        let ids: Vec<&str> = fields
            .filter(|field| field.label == fault.name)
            .map(|field| field.id.as_str())
            .collect();
        let field = if let [only] = ids.as_slice() { Some(*only) } else { None };
        json!({
            "material": fault.material, "field": field, "name": fault.name,
            "problem": fault.problem, "fix": Some(&fault.fix).filter(|fix| !fix.is_empty()),
            "reason": fault.reason,
        })
    }

    fn list_remedies(&self, decision: &Decision) -> Vec<String> {
        if matches!(decision.kind, DecisionKind::Accept | DecisionKind::Correction) {
            return Vec::new();
        }
        let Settled { review_office, court, remedies, .. } = self.settled;
        let review = review_office.map(|office| format!("向{office}")).unwrap_or_default();
        let law = Sentence::Remedies
            .words()
            .replace("{review}", &review)
            .replace("{court}", court.unwrap_or("人民法院"));
        std::iter::once(law).chain(remedies.map(str::to_owned)).collect()
    }
}

fn tell_corrections(record: &Record<'_>) -> Vec<Value> {
    let noted = record.noted_corrections().into_iter();
    noted
        .map(|(fault, by, at)| json!({ "name": fault.name, "clerk": by, "at": spell(at) }))
        .collect()
}

fn list_reasons(decision: &Decision) -> Vec<String> {
    match decision.kind {
        DecisionKind::Accept | DecisionKind::Correction => Vec::new(),
        DecisionKind::Redirect if decision.reasons.is_empty() => {
            vec![Sentence::NotOursReason.words().to_owned()]
        }
        DecisionKind::Refuse | DecisionKind::Redirect => decision.reasons.clone(),
    }
}

fn list_off_list(decision: &Decision) -> Vec<Value> {
    let with_reason = decision.faults.iter().filter(|fault| fault.reason.is_some());
    let off_list = with_reason.map(
        |fault| json!({ "name": fault.name, "problem": fault.problem, "reason": fault.reason }),
    );
    off_list.collect()
}

/// What there is none of is the same as what is left out: null, no text, no, and nothing in a list.
fn drop_nothings(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(drop_nothings);
            members.retain(|_, member| !is_nothing(member));
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nothings),
        _ => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

/// The paths at which the two part.
fn compare(path: &str, known: &Value, sent: &Value, differences: &mut Vec<String>) {
    match (known, sent) {
        (Value::Object(of_known), Value::Object(of_sent)) => {
            let names: BTreeSet<&String> = of_known.keys().chain(of_sent.keys()).collect();
            for name in names {
                let member = |of: &Map<String, Value>| of.get(name).cloned().unwrap_or_default();
                let path = format!("{path}.{name}");
                compare(&path, &member(of_known), &member(of_sent), differences);
            }
        }
        (Value::Array(of_known), Value::Array(of_sent)) if of_known.len() == of_sent.len() => {
            for (at, (one, other)) in of_known.iter().zip(of_sent).enumerate() {
                compare(&format!("{path}[{at}]"), one, other, differences);
            }
        }
        _ if known == sent => {}
        _ => differences.push(format!("{path}: {known} on record, {sent} sent")),
    }
}
