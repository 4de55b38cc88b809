//! From journal to case and back: reads a case, appends facts with the derived row of the lists in
//! one transaction.
use super::Cases;
use super::case_file::CaseFile;
use crate::Failure;
use crate::contract::{FailureCode, Topic};
use counter_core::case::Case;
use counter_core::casework::{CaseAssessment, Readiness, next_section};
use counter_core::code::variant_code;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::journal::{Chain, ChainBroken, Entry, Line, read_journal};
use counter_core::state::Role;
use counter_store::{CaseWrite, EntryRow, HeadRow, OutboxRow, Store, StoreError};

/// What is to be written of one case.
pub struct CaseStep {
    pub file: CaseFile,
    pub facts: Vec<Fact>,
    pub outbox: Vec<OutboxRow>,
}

/// The same, made into what the store takes.
struct MadeStep {
    file: CaseFile,
    expected_seq: u64,
    entries: Vec<EntryRow>,
    head: HeadRow,
    outbox: Vec<OutboxRow>,
}

impl MadeStep {
    fn as_write(&self) -> CaseWrite<'_> {
        CaseWrite {
            case: &self.file.id,
            expected_seq: self.expected_seq,
            entries: &self.entries,
            head: &self.head,
            outbox: &self.outbox,
        }
    }
}

/// How often facts are put on top of what delivery noted meanwhile.
const TRIES: u32 = 3;

fn journal_line(row: EntryRow) -> Line {
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

/// A case's journal as it lies in the store.
pub struct StoredJournal {
    case: String,
    /// The oldest formula that this case may have.
    least: Chain,
    pub lines: Vec<Line>,
}

impl StoredJournal {
    pub fn load(store: &Store, case: &str) -> Result<StoredJournal, StoreError> {
        let least = if store.is_older_case(case)? { Chain::First } else { Chain::Second };
        let lines = store.entries(case)?.into_iter().map(journal_line).collect();
        Ok(StoredJournal { case: case.to_owned(), least, lines })
    }

    pub fn prove(&self) -> Result<Vec<Entry>, ChainBroken> {
        read_journal(&self.case, self.least, &self.lines)
    }
}

fn prove_entries(journal: &StoredJournal) -> Result<Vec<Entry>, Failure> {
    journal.prove().map_err(|_| Failure::new(FailureCode::DatabaseDamaged))
}

impl Cases {
    pub fn read_case(&self, id: &str) -> Result<CaseFile, Failure> {
        // Under one lock: delivery writes both together.
        let (journal, outbox) = self.station.with_store(|store| {
            Ok::<_, Failure>((StoredJournal::load(store, id)?, store.outbox_row(id)?))
        })?;
        let case = Case::fold(&prove_entries(&journal)?)
            .ok_or_else(|| Failure::new(FailureCode::NoSuchCase))?;
        let catalog = self.catalog.pinned(&case.pack_version);
        let today = self.station.now().date();
        let in_use = self.catalog.current();
        Ok(CaseFile { id: id.to_owned(), case, catalog, in_use, outbox, today })
    }

    /// The chain is proved with each reading.
    pub fn read_entries(&self, id: &str) -> Result<Vec<Entry>, Failure> {
        prove_entries(&self.station.with_store(|store| StoredJournal::load(store, id))?)
    }

    pub fn has_case(&self, id: &str) -> Result<bool, Failure> {
        Ok(self.station.with_store(|store| store.head(id))?.is_some())
    }

    /// Appends facts by the clerk signed in. A section that this finishes folds, and the next one
    /// opens.
    pub fn append_facts(&self, file: CaseFile, facts: Vec<Fact>) -> Result<CaseFile, Failure> {
        Ok(self.append_and_read(file, facts, |_, _| ())?.0)
    }

    /// The same; `read` makes something of the case as it then stands, of the assessment that was
    /// worked out for it anyway.
    pub fn append_and_read<T>(
        &self,
        file: CaseFile,
        facts: Vec<Fact>,
        read: impl Fn(&CaseFile, &CaseAssessment) -> T,
    ) -> Result<(CaseFile, T), Failure> {
        let by = self.station.require_clerk()?.number;
        self.append_on_top(&by, file, facts, Vec::new(), read)
    }

    pub fn append_facts_by(
        &self,
        by: &str,
        file: CaseFile,
        facts: Vec<Fact>,
        outbox: Vec<OutboxRow>,
    ) -> Result<CaseFile, Failure> {
        Ok(self.append_on_top(by, file, facts, outbox, |_, _| ())?.0)
    }

    /// What is written of two cases together, in one transaction; the second as it stands then. What
    /// delivery noted of the first meanwhile is no reason to refuse the clerk.
    pub fn append_pair(
        &self,
        by: &str,
        first: CaseStep,
        second: CaseStep,
    ) -> Result<CaseFile, Failure> {
        let mut first = first;
        for _ in 0..TRIES {
            let made = self.make_step(&first, by)?;
            let next = self.make_step(&second, by)?;
            let writes = [made.as_write(), next.as_write()];
            match self.station.with_store(|store| store.append_pair(&writes)) {
                Err(failure) if failure.code == FailureCode::Conflict => {
                    first.file = self.reread_after_delivery(&first.file, &first.facts)?;
                }
                outcome => {
                    outcome?;
                    self.station.announce(Topic::Case(made.file.id));
                    self.station.announce(Topic::Case(next.file.id.clone()));
                    return Ok(next.file);
                }
            }
        }
        Err(Failure::new(FailureCode::Conflict))
    }

    fn make_step(&self, step: &CaseStep, by: &str) -> Result<MadeStep, Failure> {
        let (at, mut file) = (self.station.now(), step.file.clone());
        let expected_seq = file.case.length;
        let mut entries = Vec::new();
        for fact in &step.facts {
            entries.push(write_allowed(&mut file, fact, at, by)?);
        }
        file.catalog = self.catalog.pinned(&file.case.pack_version);
        let next = file.assess().readiness.next.section;
        // What was just opened is shown where its next step is.
        if expected_seq == 0 && u8::from(next) != file.case.section {
            let opened = Fact::SectionOpened { section: next.into() };
            entries.push(write_entry(&mut file, &opened, at, by)?);
        }
        let head = self.head_row(&file, &file.assess().readiness);
        Ok(MadeStep { file, expected_seq, entries, head, outbox: step.outbox.clone() })
    }

    /// What delivery noted meanwhile (a number, an acknowledgement) is no reason to refuse the
    /// clerk: then once more on top of it.
    fn append_on_top<T>(
        &self,
        by: &str,
        file: CaseFile,
        facts: Vec<Fact>,
        outbox: Vec<OutboxRow>,
        read: impl Fn(&CaseFile, &CaseAssessment) -> T,
    ) -> Result<(CaseFile, T), Failure> {
        let mut file = file;
        for _ in 0..TRIES {
            match self.try_append(file.clone(), &facts, by, &outbox, &read) {
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
        if meanwhile.all(|entry| is_delivery_fact(&entry.fact))
            || facts.iter().all(is_delivery_fact)
        {
            return self.read_case(&stale.id);
        }
        Err(Failure::new(FailureCode::Conflict))
    }

    fn try_append<T>(
        &self,
        mut file: CaseFile,
        facts: &[Fact],
        by: &str,
        outbox: &[OutboxRow],
        read: &impl Fn(&CaseFile, &CaseAssessment) -> T,
    ) -> Result<(CaseFile, T), Failure> {
        let at = self.station.now();
        let expected_seq = file.case.length;
        // Half an account number can already be valid: a form that is being typed does not fold
        // under the hand.
        let typing = facts.iter().all(|fact| matches!(fact, Fact::FieldFilled { .. }));
        let earlier = (!typing && !file.case.clerk.is_empty()).then(|| file.assess().readiness);
        let mut entries = Vec::new();
        for fact in facts {
            entries.push(write_allowed(&mut file, fact, at, by)?);
        }
        file.catalog = self.catalog.pinned(&file.case.pack_version);
        // Only rows of this very step are written: delivery may have moved the stored one on
        // meanwhile.
        let submissions = outbox.iter().filter(|row| row.event.is_none());
        file.outbox = file.outbox.iter().chain(submissions).max_by_key(|row| row.revision).cloned();
        let assessment = file.assess();
        let next_section = earlier
            .and_then(|earlier| next_section(&earlier, &assessment.readiness, file.case.section));
        let Some(section) = next_section else {
            self.store_entries(&file, &assessment, expected_seq, &entries, outbox)?;
            let output = read(&file, &assessment);
            return Ok((file, output));
        };
        entries.push(write_entry(
            &mut file,
            &Fact::SectionOpened { section: section.into() },
            at,
            by,
        )?);
        let assessment = file.assess();
        self.store_entries(&file, &assessment, expected_seq, &entries, outbox)?;
        let output = read(&file, &assessment);
        Ok((file, output))
    }

    fn store_entries(
        &self,
        file: &CaseFile,
        assessment: &CaseAssessment,
        expected_seq: u64,
        entries: &[EntryRow],
        outbox: &[OutboxRow],
    ) -> Result<(), Failure> {
        if entries.is_empty() {
            return Ok(());
        }
        let head = self.head_row(file, &assessment.readiness);
        let write = CaseWrite { case: &file.id, expected_seq, entries, head: &head, outbox };
        self.station.with_store(|store| store.append(&write))?;
        self.station.announce(Topic::Case(file.id.clone()));
        Ok(())
    }

    fn head_row(&self, file: &CaseFile, readiness: &Readiness) -> HeadRow {
        let head = HeadRow {
            case: file.id.clone(),
            status: variant_code(&file.case.status),
            delivery: variant_code(&file.delivery()),
            // The list is of the one who acts now; of what was given back nobody does.
            clerk: match file.case.is_given_back {
                true => String::new(),
                false => file.case.acting_clerk().to_owned(),
            },
            item: file.case.item.clone().unwrap_or_default(),
            provisional: file.case.provisional.clone(),
            official: file.case.official.clone(),
            updated_ms: file.case.updated_at.millis(),
            summary: String::new(),
            search: String::new(),
        };
        self.summarize(file, readiness).write_into(head)
    }
}

/// The same, where the table lets it be stated. What the office says is nobody's act here.
fn write_allowed(
    file: &mut CaseFile,
    fact: &Fact,
    at: Moment,
    by: &str,
) -> Result<EntryRow, Failure> {
    let role = match fact {
        Fact::Decided { decision } => file.case.role_to_decide(decision, by),
        Fact::EventMade { event, .. } => file.case.role_to_tell(event, by),
        _ => Role::Clerk,
    };
    if !is_delivery_fact(fact) && !file.case.may_state(fact, role) {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    write_entry(file, fact, at, by)
}

/// The fact applied to the case, and its line of the journal.
fn write_entry(
    file: &mut CaseFile,
    fact: &Fact,
    at: Moment,
    by: &str,
) -> Result<EntryRow, Failure> {
    let line = file.case.append(&file.id, fact, at, by);
    let line = line.map_err(|_| Failure::new(FailureCode::Internal))?;
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
            | Fact::StepUnknown { .. }
            | Fact::ContinuedElsewhere { .. }
            | Fact::EventAnswered { .. }
            | Fact::EventAcknowledged { .. }
    )
}
