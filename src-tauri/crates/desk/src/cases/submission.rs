//! What the office gets of a case: its payload, made once and never changed, and its row in the
//! outbox.
use super::Cases;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::find_sent_form;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::FailureCode;
use crate::station::session::Clerk;
use counter_backoffice::{
    AuditAnchor, CertificateUse, ConsentWire, Decision, MaterialWire, OffList, Part, PartKind,
    Permit, PersonWire, Private, Submission, check_length,
};
use counter_core::case::{
    self, APPLICATION_FORM, Case, DecisionKind, ENTRUSTED_PAPERS, Fault, Mandate, MandateEnd,
    Person, Reading, WITHDRAWAL_REQUEST,
};
use counter_core::casework::{CaseAssessment, CaseMaterial};
use counter_core::certificate::Held;
use counter_core::code::variant_code;
use counter_core::date::{Moment, date_text, moment_text};
use counter_core::fact::Fact;
use counter_core::journal::ROOT;
use counter_core::state::Action;
use counter_store::OutboxRow;
use signatures::signature_parts;
pub use signatures::{refusal_wires, signature_wires, slip_wire};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
pub(super) use words::timestamp;
pub use words::{PrintedWords, late_wire};
use words::{decision_words, intake_wire};

mod signatures;
mod words;

/// Who decides, where and when.
pub struct Hand<'a> {
    pub clerk: &'a Clerk,
    pub station_code: String,
    /// Id of the office that the station works for.
    pub office: String,
    /// The office's word that the clerk decides here and now.
    pub permit: Option<Permit>,
    /// The mentor or supervisor who agreed, where the clerk may not decide alone.
    pub consented_by: Option<ConsentWire>,
    pub at: Moment,
    /// How far the audit trail goes.
    pub audit: Option<AuditAnchor>,
    /// The pack in use, for the days it counts by.
    pub catalog: Arc<LoadedPack>,
}

impl Cases {
    /// The hand of the clerk on this case, now and here; `decision`: what they are about to decide.
    pub fn hand_of<'a>(
        &self,
        clerk: &'a Clerk,
        file: &CaseFile,
        decision: Option<&case::Decision>,
    ) -> Hand<'a> {
        Hand {
            clerk,
            station_code: self.station.station_code(),
            office: self.station.office_id(),
            permit: self.find_permit(&clerk.number),
            consented_by: self.find_consent(&clerk.number, file, decision),
            at: self.station.now(),
            audit: self.find_anchor(),
            catalog: self.catalog.current(),
        }
    }

    /// None where no line is in the chain yet.
    fn find_anchor(&self) -> Option<AuditAnchor> {
        let head = self.station.with_store(|store| store.audit_head()).ok()?;
        let at = timestamp(self.station.now());
        let anchor = AuditAnchor { lines: head.lines, head: head.head, at };
        Some(anchor).filter(AuditAnchor::is_possible)
    }

    fn find_permit(&self, number: &str) -> Option<Permit> {
        self.station.remembered_sign_in(number)?.permit
    }

    /// A word for a withdrawal, where one is needed.
    pub fn find_consent_to_withdraw(&self, number: &str, file: &CaseFile) -> Option<ConsentWire> {
        let mentor =
            file.case.consent_to_withdraw(number).filter(|_| self.station.wants_mentor())?;
        Some(ConsentWire { clerk: mentor.to_owned(), permit: self.find_permit(mentor) })
    }

    /// A word for a decision in a department's name, where one is needed: a refusal wants a supervisor's.
    pub fn find_consent_for_department(
        &self,
        number: &str,
        file: &CaseFile,
        granted: bool,
    ) -> Option<ConsentWire> {
        let is_needed = self.station.wants_mentor() || !granted;
        let mentor = file.case.consent_to_decide_for_department(number).filter(|_| is_needed)?;
        Some(ConsentWire { clerk: mentor.to_owned(), permit: self.find_permit(mentor) })
    }

    /// A word for the end of a case whose corrections never came, where one is needed.
    pub fn find_consent_to_end_lapsed(&self, number: &str, file: &CaseFile) -> Option<ConsentWire> {
        let mentor =
            file.case.consent_to_end_lapsed(number).filter(|_| self.station.wants_mentor())?;
        Some(ConsentWire { clerk: mentor.to_owned(), permit: self.find_permit(mentor) })
    }

    /// The word for a void, which wants a supervisor's from everybody.
    pub fn find_consent_to_void(&self, number: &str, file: &CaseFile) -> Option<ConsentWire> {
        let supervisor = file.case.consent_to_void(number)?;
        Some(ConsentWire { clerk: supervisor.to_owned(), permit: self.find_permit(supervisor) })
    }

    /// A word from before somebody's role changed is none that is needed; a supervisor's, that a case
    /// which nobody answered in time is not ours, or to what is a supervisor's whatever the case stands
    /// for, anybody needs.
    fn find_consent(
        &self,
        number: &str,
        file: &CaseFile,
        decision: Option<&case::Decision>,
    ) -> Option<ConsentWire> {
        let is_needed = self.station.wants_mentor()
            || file.is_left_unanswered()
            || decision.is_some_and(case::Decision::is_supervisors);
        let mentor = file.case.consent_to_decide(number).filter(|_| is_needed)?;
        Some(ConsentWire { clerk: mentor.to_owned(), permit: self.find_permit(mentor) })
    }
}

/// The row as it will be written in one transaction with `facts`. What no office takes does not
/// come to be one. `print` says what the decision's paper will say, of the case as it will stand.
pub fn outbox_row(
    file: &CaseFile,
    facts: &[Fact],
    hand: &Hand,
    print: impl Fn(&CaseFile) -> PrintedWords,
) -> Result<OutboxRow, Failure> {
    let after = file_after(file, facts, hand)?;
    make_row(&submission(file, &after, hand, print(&after))?, find_office(file, hand))
}

/// The same for a revision in the place of `before`, which was not taken: who decided, where and
/// when, is kept, and when the papers came in.
pub fn replacement_row(
    file: &CaseFile,
    facts: &[Fact],
    hand: &Hand,
    before: Submission,
    print: impl Fn(&CaseFile) -> PrintedWords,
) -> Result<OutboxRow, Failure> {
    let after = file_after(file, facts, hand)?;
    let mut made_now = submission(file, &after, hand, print(&after))?;
    let has_new_papers =
        facts.iter().any(|fact| matches!(fact, Fact::Replaced { papers: true, .. }));
    // The paper that was given out says what it said; of one from before 0.4.0 nobody knows the words.
    if let (Some(words), false) = (&mut made_now.words, has_new_papers) {
        let words_before = before.words.unwrap_or_default();
        words.reasons = words_before.reasons;
        words.remedies = words_before.remedies;
        words.promise = words_before.promise;
    }
    let revision = Submission {
        received_at: before.received_at,
        decided_at: before.decided_at,
        accepted_at: before.accepted_at,
        clerk: before.clerk,
        window: before.window,
        opened_by: before.opened_by,
        permit: before.permit,
        consented_by: before.consented_by,
        ..made_now
    };
    make_row(&revision, find_office(file, hand))
}

/// A case stays with the office that has its first revision.
pub(super) fn find_office<'a>(file: &'a CaseFile, hand: &'a Hand) -> &'a str {
    file.outbox.as_ref().map_or(&hand.office, |row| &row.office)
}

fn file_after(file: &CaseFile, facts: &[Fact], hand: &Hand) -> Result<CaseFile, Failure> {
    let mut case = file.case.clone();
    for fact in facts {
        case.apply(fact, hand.at, &hand.clerk.number);
    }
    let after = CaseFile {
        id: file.id.clone(),
        case,
        catalog: file.catalog.clone(),
        in_use: file.in_use.clone(),
        outbox: None,
        today: file.today,
    };
    if after.may(Action::Submit) { Ok(after) } else { Err(Failure::new(FailureCode::NotAllowed)) }
}

fn make_row(submission: &Submission, office: &str) -> Result<OutboxRow, Failure> {
    submission.check_bounds()?;
    let payload =
        serde_json::to_string(submission).map_err(|_| Failure::new(FailureCode::Internal))?;
    check_length(payload.len())?;
    let (id, revision) = (submission.case, submission.revision);
    Ok(OutboxRow {
        case: id.to_string(),
        office: office.to_owned(),
        revision,
        event: None,
        payload,
        key: if revision == 1 { id.to_string() } else { format!("{id}.{revision}") },
        state: "queued".into(),
        attempts: 0,
        next_at_ms: 0,
        last_code: None,
        progress: "{}".into(),
    })
}

fn submission(
    before: &CaseFile,
    after: &CaseFile,
    hand: &Hand,
    paper_words: PrintedWords,
) -> Result<Submission, Failure> {
    let Hand { clerk, at, .. } = *hand;
    let case: &Case = &after.case;
    let assessment = after.assess();
    let (manifest, signatures) = (list_parts(&assessment), signature_wires(&assessment));
    let (refusals, signed_slip) = (refusal_wires(&assessment), slip_wire(&assessment));
    let (decision, _) = case.decision().ok_or_else(|| Failure::new(FailureCode::Internal))?;
    let private = |map: BTreeMap<String, String>| {
        map.into_iter().map(|(k, v)| (k, Private::new(v))).collect()
    };
    Ok(Submission {
        case: uuid::Uuid::parse_str(&after.id).map_err(|_| Failure::new(FailureCode::Internal))?,
        provisional: case.provisional.clone(),
        item: case.item.clone().unwrap_or_default(),
        pack_version: case.pack_version.clone(),
        decision: match decision.kind {
            DecisionKind::Accept => Decision::Accepted,
            DecisionKind::Correction => Decision::Correction,
            DecisionKind::Refuse => Decision::Refused,
            DecisionKind::Redirect => Decision::Redirected,
        },
        received_at: timestamp(case.received.unwrap_or(at)),
        decided_at: timestamp(at),
        clerk: clerk.number.clone(),
        permit: hand.permit.clone(),
        consented_by: hand.consented_by.clone(),
        station_code: hand.station_code.clone(),
        window: clerk.window.clone(),
        people: case.people.iter().map(|p| person(p, case.expiry_confirmation(p))).collect(),
        materials: assessment.materials.iter().map(material_wire).collect(),
        answers: private(assessment.answers),
        form: private(assessment.form.map(|form| form.values).unwrap_or_default()),
        manifest,
        signatures,
        refusals,
        signed_slip,
        audit: hand.audit.clone(),
        continues: case.continuation.clone(),
        // The head before the decision's own entries: those carry this payload's number, so they
        // cannot be in it.
        journal_head: if before.case.last_hash == ROOT {
            "0".repeat(64)
        } else {
            before.case.last_hash.clone()
        },
        entries: before.case.length,
        revision: case.revision(),
        in_place_of: case.in_place_of(),
        slip: case.slip.as_ref().map(|(slip, _)| slip.clone()),
        accepted_at: counted_from(case).filter(|accepted| *accepted != at).map(timestamp),
        deferred: decision.deferred.clone(),
        deemed: decision.deemed.clone(),
        opened_by: Some(case.first_clerk())
            .filter(|opener| *opener != clerk.number)
            .map(str::to_owned),
        off_list: decision.faults.iter().filter_map(off_list).collect(),
        words: Some(decision_words(after, decision, paper_words, hand)),
    })
}

/// From when the time to decide counts: of what goes on from a case of the wrong item, that one's
/// receipt.
fn counted_from(case: &Case) -> Option<Moment> {
    let accepted = case.accepted_at();
    if case.counts_from_receipt() { accepted.and(case.received) } else { accepted }
}

fn off_list(fault: &Fault) -> Option<OffList> {
    let reason = fault.reason.clone()?;
    Some(OffList { name: fault.name.clone(), problem: fault.problem.clone(), reason })
}

fn person(person: &Person, expiry: Option<&(String, Moment)>) -> PersonWire {
    let warnings = person.warnings.join(",");
    let confirmation = expiry.map(|(by, at)| format!("{by} {}", moment_text(*at)));
    let reason = person.expiry_reason.as_ref();
    let ground = reason.map(|reason| variant_code(&reason.ground)).unwrap_or_default();
    let paper = reason.and_then(|reason| reason.paper.as_deref());
    let paper_until = paper.and_then(|paper| paper.until).map(date_text).unwrap_or_default();
    let mandate = person.mandate.as_ref();
    let last_day = mandate.and_then(Mandate::last_day).map(date_text).unwrap_or_default();
    let is_to_case_end = mandate.is_some_and(|mandate| mandate.until == Some(MandateEnd::CaseEnd));
    let mandate_ground = mandate.and_then(|mandate| mandate.ground);
    let mandate_ground = mandate_ground.map(|ground| variant_code(&ground)).unwrap_or_default();
    let details = [
        ("sex", person.sex.as_str()),
        ("ethnic", &person.ethnic),
        ("birth", person.birth.expose()),
        ("address", person.address.expose()),
        ("phone", person.phone.expose()),
        ("relation", &person.relation),
        ("name_latin", person.name_latin.expose()),
        ("valid_from", &person.valid_from),
        ("valid_to", &person.valid_to),
        ("card_warnings", &warnings),
        ("reader", person.reader.as_deref().unwrap_or_default()),
        ("expiry_confirmation", confirmation.as_deref().unwrap_or_default()),
        ("expiry_reason", &ground),
        ("expiry_reason_text", reason.map(|reason| reason.text.expose()).unwrap_or_default()),
        ("expiry_paper_number", paper.map(|paper| paper.number.expose()).unwrap_or_default()),
        ("expiry_paper_until", &paper_until),
        ("expiry_paper_row", paper.map(|paper| paper.row.as_str()).unwrap_or_default()),
        ("mandate_extent", mandate.map(|mandate| mandate.extent.expose()).unwrap_or_default()),
        ("mandate_until", &last_day),
        ("mandate_end", if is_to_case_end { "case_end" } else { "" }),
        ("mandate_ground", &mandate_ground),
        ("mandate_paper", mandate.map(|mandate| mandate.paper.expose()).unwrap_or_default()),
        ("chip", person.raw.expose()),
    ];
    PersonWire {
        role: variant_code(&person.role),
        name: Private::new(person.name.expose()),
        id_kind: variant_code(&person.id_kind),
        number: Private::new(person.number.expose()),
        source: if person.reading == Reading::Card { "chip".into() } else { "typed".into() },
        present: person.present,
        signs: person.signs,
        details: details
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), Private::new(value)))
            .collect(),
    }
}

pub fn material_wire(material: &CaseMaterial) -> MaterialWire {
    MaterialWire {
        id: material.id().to_owned(),
        name: material.name().to_owned(),
        original: material.row.original,
        copy: material.row.copy,
        need: material.row.need.code().to_owned(),
        state: variant_code(&material.state),
        certificate: material.certificate.map(certificate),
        intake: intake_wire(material),
    }
}

fn certificate(held: &Held) -> CertificateUse {
    CertificateUse {
        get_type: CertificateUse::FROM_LIBRARY.to_owned(),
        kind: held.kind.clone(),
        identifier: held.identifier.clone(),
        issuer: held.issuer.clone(),
        valid_to: held.valid_to,
        sha256: held.sha256.clone(),
        fetched_at: timestamp(held.fetched_at),
        ground: held.ground.clone(),
    }
}

/// Every sealed file once, in the order of the pages, then the generated forms, then what signing
/// made. An application form that another one took the place of was sent with its own revision, or
/// never; a request to withdraw, and a decision of the counter, go with their events.
pub fn list_parts(assessment: &CaseAssessment) -> Vec<Part> {
    let case = assessment.case;
    let mut files = BTreeSet::new();
    let pages = case.pages.iter().filter(|p| files.insert(p.file.clone())).map(|page| Part {
        id: page.file.clone(),
        material: page.material.clone().unwrap_or_default(),
        kind: PartKind::Page,
        media: page.media.clone(),
        sha256: page.sha256.clone(),
        len: page.len,
    });
    let mut parts: Vec<Part> = pages.collect();
    let form = find_sent_form(assessment).map(|form| form.id.as_str());
    let documents = case
        .documents
        .iter()
        .filter(|(d, _)| d.form != APPLICATION_FORM || Some(d.id.as_str()) == form)
        .filter(|(d, _)| {
            d.form != WITHDRAWAL_REQUEST && !ENTRUSTED_PAPERS.contains(&d.form.as_str())
        });
    parts.extend(documents.map(|(document, _)| Part {
        id: document.file.clone(),
        material: document.form.clone(),
        kind: PartKind::Document,
        media: "application/pdf".into(),
        sha256: document.sha256.clone(),
        len: document.len,
    }));
    parts.extend(signature_parts(assessment));
    parts
}

#[cfg(test)]
pub mod tests;
