//! From journal to case and back: reads a case, appends facts with the derived row in one transaction.
use crate::cases::readiness::{self, Progress};
use crate::cases::summary;
use crate::catalog::packs::Shelf;
use crate::station::errors::{delivery_word, status_word, store_failure};
use crate::station::session::require_clerk;
use crate::{Desk, Failure};
use counter_core::case::Case;
use counter_core::date::{age_on, parse_date};
use counter_core::fact::{self, Fact, Line};
use counter_core::item::{self, PersonRole, known_answers};
use counter_core::state::Delivery;
use counter_store::{CaseWrite, EntryRow, HeadRow, OutboxRow};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A case with what it needs to be understood: its pinned catalogue and how far it is on its way.
#[derive(Clone)]
pub struct Open {
    pub id: String,
    pub case: Case,
    pub shelf: Arc<Shelf>,
    pub outbox: Option<OutboxRow>,
}

impl Open {
    pub fn item(&self) -> Option<&counter_core::item::Item> {
        self.shelf.pack.item(self.case.item.as_deref()?)
    }

    pub fn form(&self) -> Option<&counter_core::form::FormDef> {
        self.shelf.pack.form(&self.item()?.form)
    }

    /// The clerk's answers, and those that the people in the case give without being asked.
    pub fn answers(&self) -> BTreeMap<String, String> {
        let known = self.item().map(|item| known_answers(item, &self.situation())).unwrap_or_default();
        self.case.answers.clone().into_iter().chain(known).collect()
    }

    /// The clerk's answers, and the facts of the people in the case beside them.
    pub fn situation(&self) -> BTreeMap<String, String> {
        self.case.answers.clone().into_iter().chain(people_facts(&self.case)).collect()
    }

    pub fn progress(&self) -> Progress {
        progress::of(self)
    }
}

/// Age on the day the case was opened, so that a birthday changes nothing in it.
fn people_facts(case: &Case) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut know = |name: &str, value: String| facts.push((name.to_owned(), value));
    if let Some(person) = case.person(PersonRole::Applicant) {
        if let Ok(birth) = parse_date(person.birth.expose()) {
            know(item::AGE, age_on(birth, case.opened_at.date()).to_string());
        }
        if ["男", "女"].contains(&person.sex.as_str()) {
            know(item::SEX, person.sex.clone());
        }
        know(item::KIND, crate::station::errors::word(&person.id_kind));
    }
    if case.person(PersonRole::Agent).is_some() {
        know(item::AGENT, "yes".to_owned());
    }
    for (name, value) in case.library_facts() {
        know(name, value.to_owned());
    }
    facts
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

pub fn line_of(row: EntryRow) -> Line {
    Line { seq: row.seq, at: row.at, by: row.by, body: row.body, prev: row.prev, hash: row.hash }
}

impl Desk {
    pub fn read_case(&self, id: &str) -> Result<Open, Failure> {
        let (rows, outbox) =
            self.with_store(|s| Ok((s.entries(id).map_err(store_failure)?, s.outbox_row(id).map_err(store_failure)?)))?;
        let lines: Vec<Line> = rows.into_iter().map(line_of).collect();
        let entries = fact::read(&lines).map_err(|_| Failure::new("database_damaged"))?;
        let case = Case::fold(&entries).ok_or_else(|| Failure::new("no_such_case"))?;
        let shelf = self.pack_of(&case.pack_version);
        Ok(Open { id: id.to_owned(), case, shelf, outbox })
    }

    /// Appends facts by the clerk signed in. A section that this finishes folds, and the next one opens.
    pub fn change(&self, open: Open, facts: Vec<Fact>) -> Result<Open, Failure> {
        let by = require_clerk(self)?.number;
        self.append(open, facts, &by, None)
    }

    /// What delivery noted meanwhile (a number, an acknowledgement) is no reason to refuse the clerk: then once more on top of it.
    pub fn append(&self, open: Open, facts: Vec<Fact>, by: &str, outbox: Option<OutboxRow>) -> Result<Open, Failure> {
        let mut open = open;
        for _ in 0..3 {
            match self.append_once(open.clone(), facts.clone(), by, outbox.clone()) {
                Err(failure) if failure.code == "conflict" => open = self.once_more(&open, &facts)?,
                other => return other,
            }
        }
        Err(Failure::new("conflict"))
    }

    /// The case as it now stands, if one of the two was delivery: its facts go with any others.
    fn once_more(&self, stale: &Open, facts: &[Fact]) -> Result<Open, Failure> {
        let rows = self.with_store(|s| s.entries(&stale.id).map_err(store_failure))?;
        let lines: Vec<Line> = rows.into_iter().map(line_of).collect();
        let entries = fact::read(&lines).map_err(|_| Failure::new("database_damaged"))?;
        let delivery = |fact: &Fact| {
            matches!(
                fact,
                Fact::OfficialNumber { .. }
                    | Fact::Acknowledged { .. }
                    | Fact::DeliveryRefused { .. }
                    | Fact::SentBack { .. }
                    | Fact::StepTold { .. }
            )
        };
        let meanwhile = entries.iter().skip(stale.case.length as usize).all(|entry| delivery(&entry.fact));
        if meanwhile || facts.iter().all(delivery) {
            return self.read_case(&stale.id);
        }
        Err(Failure::new("conflict"))
    }

    fn append_once(&self, open: Open, facts: Vec<Fact>, by: &str, outbox: Option<OutboxRow>) -> Result<Open, Failure> {
        let Open { id, case: before, shelf: old_shelf, outbox: old_outbox } = open;
        let at = self.now();
        let was = Open { id, case: before.clone(), shelf: old_shelf, outbox: old_outbox };
        let had = (!before.clerk.is_empty()).then(|| was.progress());
        let mut after = Open { case: before, ..was };
        let expected = after.case.length;
        let mut lines: Vec<EntryRow> = Vec::new();
        let mut add = |after: &mut Open, fact: Fact| -> Result<(), Failure> {
            let line = fact::line(&after.case.last_hash, after.case.length, at, by, &fact)
                .map_err(|_| Failure::new("internal"))?;
            after.case.apply(&fact, at, by);
            after.case.length += 1;
            after.case.last_hash = line.hash.clone();
            lines.push(entry_row(&after.id, line));
            Ok(())
        };
        // Half an account number can already be valid: a form that is being typed does not fold under the hand.
        let typing = facts.iter().all(|fact| matches!(fact, Fact::FieldFilled { .. }));
        for fact in facts {
            add(&mut after, fact)?;
        }
        after.shelf = self.pack_of(&after.case.pack_version);
        if let Some(section) =
            had.filter(|_| !typing).and_then(|had| progress::moves_on(&had, &after.progress(), after.case.section))
        {
            add(&mut after, Fact::SectionOpened { section })?;
        }
        if lines.is_empty() {
            return Ok(after);
        }
        // Only a row made by this very step is written: delivery may have moved the stored one on meanwhile.
        let fresh = outbox.is_some();
        if fresh {
            after.outbox = outbox;
        }
        self.write(&after, expected, &lines, fresh)?;
        self.notify(&format!("case:{}", after.id));
        Ok(after)
    }

    fn write(&self, after: &Open, expected_seq: u64, entries: &[EntryRow], fresh: bool) -> Result<(), Failure> {
        let head = self.head(after);
        let outbox = after.outbox.as_ref().filter(|_| fresh);
        let write = CaseWrite { case: &after.id, expected_seq, entries, head: &head, outbox };
        self.with_store(|s| s.append(&write).map_err(store_failure))
    }

    fn head(&self, open: &Open) -> HeadRow {
        let row = summary::case_row(self, open);
        HeadRow {
            case: open.id.clone(),
            status: status_word(open.case.status),
            delivery: delivery_word(delivery_of(open)),
            // The list is of the one who acts now.
            clerk: open.case.acting().to_owned(),
            item: open.case.item.clone().unwrap_or_default(),
            provisional: open.case.provisional.clone(),
            official: open.case.official.clone(),
            updated_ms: open.case.updated_at.millis(),
            summary: serde_json::to_string(&row).unwrap_or_default(),
        }
    }
}

/// The delivery state of a case: its newest submission's, or none.
pub fn delivery_of(open: &Open) -> Delivery {
    open.outbox
        .as_ref()
        .and_then(|row| serde_json::from_value(serde_json::Value::String(row.state.clone())).ok())
        .unwrap_or(Delivery::None)
}
