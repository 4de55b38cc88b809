//! What is missing or altered in a station's records: chains, pages, submissions, and what the
//! lists say of them.
use super::audit::AuditReport;
use super::events::check_events;
use super::numbers::check_numbers;
use super::proof::{Here, find_head, list_missing};
use super::{CaseRecord, Records};
use counter_backoffice::Submission;
use counter_core::case::Case;
use counter_core::code::variant_code;
use counter_core::journal::ChainBroken;
use counter_store::{OutboxRow, TakenNumber};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
pub struct Report {
    /// Nothing is missing, nothing altered.
    pub sound: bool,
    /// `ok`, or the code of what is wrong with the database as a whole.
    pub database: &'static str,
    /// `matched`, or `not_asked`.
    pub office: &'static str,
    pub faults: u32,
    pub cases: Vec<CaseReport>,
    pub audit: AuditReport,
    /// What a cut left behind: files and pages that no entry speaks of. Nothing is lost by them.
    pub strays: Vec<String>,
}

#[derive(Serialize)]
pub struct CaseReport {
    pub provisional: Option<String>,
    pub official: Option<String>,
    pub case: String,
    pub status: String,
    pub delivery: String,
    pub revision: u32,
    pub entries: u64,
    pub pages: u32,
    /// What happened after acceptance and is told to the office apart from revisions.
    pub events: u32,
    /// The pages were destroyed on purpose, after the office had acknowledged them.
    pub purged: bool,
    /// `code` or `code: which`.
    pub faults: Vec<String>,
    /// Odd, but nothing is lost by it.
    pub notes: Vec<String>,
}

impl Records {
    /// Everything that can be proved here, without asking anybody.
    pub fn check(&self) -> Result<Report, &'static str> {
        let database = self.look.check_integrity().map_or_else(|error| error.code(), |()| "ok");
        let mut strays = self.look.find_strays().map_err(|e| e.code())?;
        let taken = self.look.taken_document_numbers().map_err(|e| e.code())?;
        let mut cases = Vec::new();
        for record in self.read_cases().map_err(|e| e.code())? {
            cases.push(self.check_case(&record, &taken, &mut strays).map_err(|e| e.code())?);
        }
        let audit = self.check_audit().map_err(|e| e.code())?;
        let mut report =
            Report { sound: false, database, office: "not_asked", faults: 0, cases, audit, strays };
        report.count();
        Ok(report)
    }

    fn check_case(
        &self,
        record: &CaseRecord,
        taken: &[TakenNumber],
        strays: &mut Vec<String>,
    ) -> Result<CaseReport, counter_store::StoreError> {
        let id = &record.head.case;
        let purged = self.look.is_purged(id)?;
        let mut faults = Vec::new();
        let mut notes = Vec::new();
        let mut here = BTreeMap::new();
        let files_in_journal = record.case.as_ref().map(files).unwrap_or_default();
        for row in self.look.pages(id)? {
            let whole = self.look.page(id, &row.id);
            match (&record.case, files_in_journal.get(row.id.as_str())) {
                (Ok(_), None) => strays.push(format!("{id}/{} (no entry)", row.id)),
                (_, said) => {
                    if let Err(error) = whole {
                        faults.push(format!("{}: {}", error.code(), row.id));
                    }
                    if said.is_some_and(|(sha256, len)| *sha256 != row.sha256 || *len != row.len) {
                        faults.push(format!("page_differs: {}", row.id));
                    }
                }
            }
            here.insert(row.id.clone(), (row.sha256, row.len));
        }
        let missing = files_in_journal.keys().filter(|file| !purged && !here.contains_key(**file));
        faults.extend(missing.map(|file| format!("page_missing: {file}")));
        match &record.case {
            Ok(case) => {
                against_head(record, case, &mut faults);
                let here = (!purged).then_some(&here);
                submissions(record, case, here, &mut faults, &mut notes);
                check_events(record, case, here, &mut faults, &mut notes);
                check_numbers(id, case, taken, &mut faults, &mut notes);
                let is_vouched =
                    |n: u32| case.acknowledged.contains_key(&n) || case.replaced.contains(&n);
                let are_told = case.events.iter().all(|told| told.acknowledged.is_some());
                let own = case.revisions_before() + 1..=case.revision().max(1);
                if purged && !(are_told && own.into_iter().all(is_vouched)) {
                    faults.push("purged_too_early".to_owned());
                }
            }
            Err(ChainBroken::At(seq)) => faults.push(format!("entry_altered: {seq}")),
            Err(ChainBroken::Unknown(seq)) => faults.push(format!("entry_unknown: {seq}")),
            Err(ChainBroken::Formula) => faults.push("chain_too_old".to_owned()),
        }
        Ok(CaseReport {
            provisional: record.head.provisional.clone(),
            official: record.head.official.clone(),
            case: id.clone(),
            status: record
                .case
                .as_ref()
                .map_or_else(|_| record.head.status.clone(), |case| variant_code(&case.status)),
            delivery: record
                .submissions
                .last()
                .map_or_else(|| "none".to_owned(), |row| row.state.clone()),
            revision: record.submissions.len() as u32,
            entries: record.lines.len() as u64,
            pages: here.len() as u32,
            events: record.events.len() as u32,
            purged,
            faults,
            notes,
        })
    }
}

impl Report {
    pub(super) fn count(&mut self) {
        let of_cases: u32 = self.cases.iter().map(|case| case.faults.len() as u32).sum();
        self.faults = of_cases + self.audit.faults.len() as u32;
        self.sound = self.faults == 0 && self.database == "ok";
    }
}

/// Every sealed file that the journal speaks of; a deleted page stays sealed.
fn files(case: &Case) -> BTreeMap<&str, (&str, u64)> {
    let pages = case.pages.iter().chain(case.deleted.iter().map(|(_, page)| page));
    let pages = pages.map(|page| (page.file.as_str(), (page.sha256.as_str(), page.len)));
    let papers = case
        .documents
        .iter()
        .map(|(paper, _)| (paper.file.as_str(), (paper.sha256.as_str(), paper.len)));
    pages.chain(papers).collect()
}

/// The row of the lists is written with each entry: where the two differ, one of them was altered
/// or is missing.
fn against_head(record: &CaseRecord, case: &Case, faults: &mut Vec<String>) {
    let head = &record.head;
    let parts = [
        ("status", head.status == variant_code(&case.status)),
        ("provisional", head.provisional == case.provisional),
        ("official", head.official == case.official),
        ("time", head.updated_ms == case.updated_at.millis()),
    ];
    faults.extend(
        parts.iter().filter(|(_, same)| !same).map(|(part, _)| format!("head_differs: {part}")),
    );
}

/// Each decision is one submission, made from this journal and these pages.
fn submissions(
    record: &CaseRecord,
    case: &Case,
    here: Option<&Here>,
    faults: &mut Vec<String>,
    notes: &mut Vec<String>,
) {
    let revisions: BTreeSet<u32> = record.submissions.iter().map(|row| row.revision).collect();
    faults.extend(
        (case.revisions_before() + 1..=case.revision())
            .filter(|n| !revisions.contains(n))
            .map(|n| format!("submission_missing: {n}")),
    );
    for row in &record.submissions {
        let n = row.revision;
        let read = serde_json::from_str::<Submission>(&row.payload).ok();
        let Some(submission) = read.filter(|s| s.case.to_string() == row.case && s.revision == n)
        else {
            faults.push(format!("submission_unreadable: {n}"));
            continue;
        };
        if n > case.revision()
            || row.key != submission.idempotency_key()
            || find_head(record, submission.entries).as_ref() != Some(&submission.journal_head)
        {
            faults.push(format!("submission_differs: {n}"));
        }
        // Each says where this journal goes on from, as its first entry does.
        if submission.continues != case.continuation {
            faults.push(format!("join_differs: {n}"));
        }
        faults.extend(list_missing(&submission.manifest, here));
        match (row.state == "acknowledged", case.acknowledged.get(&n)) {
            (_, Some(digest)) if *digest != submission.received_digest() => {
                faults.push(format!("acknowledgement_differs: {n}"));
            }
            (false, Some(_)) => faults.push(format!("delivery_differs: {n}")),
            // A cut between the two writes. The office knows; the next answer says it again.
            (true, None) => notes.push(format!("acknowledgement_not_in_journal: {n}")),
            _ => {}
        }
        ways_out(case, row, &submission, faults, notes);
    }
}

/// A submission that is not sent any more is one by the journal too, and the next says so.
fn ways_out(
    case: &Case,
    row: &OutboxRow,
    submission: &Submission,
    faults: &mut Vec<String>,
    notes: &mut Vec<String>,
) {
    let n = row.revision;
    let in_journal = [("replaced", &case.replaced), ("handed_over", &case.handed_over)];
    for (state, revisions) in in_journal {
        match (row.state == state, revisions.contains(&n)) {
            (true, true) => notes.push(format!("{state}: {n}")),
            (false, false) => {}
            _ => faults.push(format!("delivery_differs: {n}")),
        }
    }
    let is_given_up = |n: u32| case.replaced.contains(&n) || case.handed_over.contains(&n);
    let before = n.checked_sub(1).filter(|before| is_given_up(*before));
    // One that was given up together with the one before was made while that was still to be sent.
    if submission.in_place_of != before && (submission.in_place_of.is_some() || !is_given_up(n)) {
        faults.push(format!("submission_differs: {n}"));
    }
}
