//! From journal to case and back: reads a case, appends facts with the derived row of the lists in one transaction.
use super::Cases;
use super::case_file::CaseFile;
use super::readiness;
use super::summary;
use crate::Failure;
use crate::contract::words::word;
use crate::contract::{FailureCode, Topic};
use counter_core::case::Case;
use counter_core::date::Moment;
use counter_core::fact::{self, Entry, Fact, Line};
use counter_store::{CaseWrite, EntryRow, HeadRow, OutboxRow};

/// How often facts are put on top of what delivery noted meanwhile.
const TRIES: u32 = 3;

pub fn journal_line(row: EntryRow) -> Line {
    Line { seq: row.seq, at: row.at, by: row.by, body: row.body, prev: row.prev, hash: row.hash }
}

fn entry_row(case: &str, line: Line) -> EntryRow {
    EntryRow {
        case: case.to_owned(),
        seq: line.seq,
        at: line.at,
        by: line.by,
        body: line.body,
        prev: line.prev,
        hash: line.hash,
    }
}

fn prove_entries(rows: Vec<EntryRow>) -> Result<Vec<Entry>, Failure> {
    let lines: Vec<Line> = rows.into_iter().map(journal_line).collect();
    fact::read(&lines).map_err(|_| Failure::new(FailureCode::DatabaseDamaged))
}

impl Cases {
    pub fn read_case(&self, id: &str) -> Result<CaseFile, Failure> {
        // Under one lock: delivery writes both together.
        let (rows, outbox) =
            self.station.with_store(|store| Ok::<_, Failure>((store.entries(id)?, store.outbox_row(id)?)))?;
        let case = Case::fold(&prove_entries(rows)?).ok_or_else(|| Failure::new(FailureCode::NoSuchCase))?;
        let catalog = self.catalog.pinned(&case.pack_version);
        Ok(CaseFile { id: id.to_owned(), case, catalog, outbox })
    }

    /// The chain is proved with each reading.
    pub fn read_entries(&self, id: &str) -> Result<Vec<Entry>, Failure> {
        prove_entries(self.station.with_store(|store| store.entries(id))?)
    }

    pub fn has_case(&self, id: &str) -> Result<bool, Failure> {
        Ok(self.station.with_store(|store| store.head(id))?.is_some())
    }

    /// Appends facts by the clerk signed in. A section that this finishes folds, and the next one opens.
    pub fn append_facts(&self, file: CaseFile, facts: Vec<Fact>) -> Result<CaseFile, Failure> {
        let by = self.station.require_clerk()?.number;
        self.append_facts_by(&by, file, facts, None)
    }

    /// What delivery noted meanwhile (a number, an acknowledgement) is no reason to refuse the clerk: then once more on top of it.
    pub fn append_facts_by(
        &self,
        by: &str,
        file: CaseFile,
        facts: Vec<Fact>,
        outbox: Option<OutboxRow>,
    ) -> Result<CaseFile, Failure> {
        let mut file = file;
        for _ in 0..TRIES {
            match self.try_append(file.clone(), facts.clone(), by, outbox.clone()) {
                Err(failure) if failure.code == FailureCode::Conflict => {
                    file = self.reread_after_delivery(&file, &facts)?
                }
                outcome => return outcome,
            }
        }
        Err(Failure::new(FailureCode::Conflict))
    }

    /// The case as it now stands, if one of the two was delivery: its facts go with any others.
    fn reread_after_delivery(&self, stale: &CaseFile, facts: &[Fact]) -> Result<CaseFile, Failure> {
        let entries = self.read_entries(&stale.id)?;
        let mut meanwhile = entries.iter().skip(stale.case.length as usize);
        if meanwhile.all(|entry| is_delivery_fact(&entry.fact)) || facts.iter().all(is_delivery_fact) {
            return self.read_case(&stale.id);
        }
        Err(Failure::new(FailureCode::Conflict))
    }

    fn try_append(
        &self,
        before: CaseFile,
        facts: Vec<Fact>,
        by: &str,
        outbox: Option<OutboxRow>,
    ) -> Result<CaseFile, Failure> {
        let at = self.station.now();
        let expected_seq = before.case.length;
        // Half an account number can already be valid: a form that is being typed does not fold under the hand.
        let typing = facts.iter().all(|fact| matches!(fact, Fact::FieldFilled { .. }));
        let had = (!typing && !before.case.clerk.is_empty()).then(|| readiness::of(&before));
        let mut after = before;
        let mut entries = Vec::new();
        for fact in &facts {
            entries.push(write_entry(&mut after, fact, at, by)?);
        }
        after.catalog = self.catalog.pinned(&after.case.pack_version);
        let opened = had.and_then(|had| readiness::moves_on(&had, &readiness::of(&after), after.case.section));
        if let Some(section) = opened {
            entries.push(write_entry(&mut after, &Fact::SectionOpened { section }, at, by)?);
        }
        if entries.is_empty() {
            return Ok(after);
        }
        // Only a row made by this very step is written: delivery may have moved the stored one on meanwhile.
        let fresh = outbox.is_some();
        if fresh {
            after.outbox = outbox;
        }
        let head = self.head_row(&after);
        let outbox = after.outbox.as_ref().filter(|_| fresh);
        let write = CaseWrite { case: &after.id, expected_seq, entries: &entries, head: &head, outbox };
        self.station.with_store(|store| store.append(&write))?;
        self.station.announce(Topic::Case(after.id.clone()));
        Ok(after)
    }

    fn head_row(&self, file: &CaseFile) -> HeadRow {
        let row = summary::case_row(self, file);
        HeadRow {
            case: file.id.clone(),
            status: word(&file.case.status),
            delivery: word(&file.delivery()),
            // The list is of the one who acts now.
            clerk: file.case.acting().to_owned(),
            item: file.case.item.clone().unwrap_or_default(),
            provisional: file.case.provisional.clone(),
            official: file.case.official.clone(),
            updated_ms: file.case.updated_at.millis(),
            summary: serde_json::to_string(&row).unwrap_or_default(),
        }
    }
}

/// The fact applied to the case, and its line of the journal.
fn write_entry(file: &mut CaseFile, fact: &Fact, at: Moment, by: &str) -> Result<EntryRow, Failure> {
    let line = fact::line(&file.case.last_hash, file.case.length, at, by, fact);
    let line = line.map_err(|_| Failure::new(FailureCode::Internal))?;
    file.case.apply(fact, at, by);
    file.case.length += 1;
    file.case.last_hash = line.hash.clone();
    Ok(entry_row(&file.id, line))
}

fn is_delivery_fact(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::OfficialNumber { .. }
            | Fact::Acknowledged { .. }
            | Fact::DeliveryRefused { .. }
            | Fact::SentBack { .. }
            | Fact::StepTold { .. }
    )
}
