//! The state of a case, folded from its journal. Pure: no clock, no store; what may be done in a state is in `state`.
use crate::case::certificate::{Held, Missed};
use crate::case::fact::{Entry, Fact};
use crate::case::hold::Hold;
use crate::identity::idnum::IdKind;
use crate::identity::private::Private;
use crate::item::PersonRole;
use crate::state::Status;
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod course;
mod library;
mod revision;
pub use course::{Special, Step, Told, with_steps};
use revision::decided;
pub use revision::{Comment, SentBack};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    Card,
    Typed,
}

/// A person of the case. `raw` is the chip's text block in hex: private-use characters survive in it whatever is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub id: String,
    pub role: PersonRole,
    pub name: Private,
    pub sex: String,
    pub ethnic: String,
    /// `YYYY-MM-DD`, empty when the document does not tell.
    pub birth: Private,
    pub id_kind: IdKind,
    pub number: Private,
    pub address: Private,
    pub valid_to: String,
    pub phone: Private,
    pub relation: String,
    pub reading: Reading,
    pub raw: Private,
    pub present: bool,
    pub signs: bool,
}

/// One page of the case: a page of a sealed file (a PDF holds several).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageOf {
    pub id: String,
    pub file: String,
    pub index: u32,
    pub media: String,
    pub sha256: String,
    pub len: u64,
    /// `scan`, `import`, `carried` or `certificate`.
    pub source: String,
    pub material: Option<String>,
    #[serde(default)]
    pub turns: u8,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Custody {
    #[default]
    None,
    Held,
    Returned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    Accept,
    Correction,
    Refuse,
    Redirect,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    pub material: Option<String>,
    pub name: String,
    pub problem: String,
    pub fix: String,
    /// Why something was asked for that the checklist does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    pub kind: DecisionKind,
    pub faults: Vec<Fault>,
    pub reasons: Vec<String>,
    pub right_office: Option<String>,
    /// 容缺受理: accepted although papers that may follow are not here yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferred: Option<Deferred>,
}

impl Decision {
    pub fn plain(kind: DecisionKind) -> Self {
        Self { kind, faults: Vec::new(), reasons: Vec::new(), right_office: None, deferred: None }
    }
}

/// Which papers the applicant promised to bring, and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deferred {
    pub until: Date,
    pub materials: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub id: String,
    /// Stable name of the form, such as `acceptance_receipt`.
    pub form: String,
    pub file: String,
    pub number: Option<String>,
    pub pages: u32,
    pub sha256: String,
    pub len: u64,
}

#[derive(Clone, Debug, Default)]
pub struct MaterialState {
    pub checked: Option<(String, Moment)>,
    /// The pages that were there when the original was compared; a page that came later was not compared.
    compared: BTreeSet<String>,
    pub custody: Custody,
    pub problem: Option<String>,
    pub count: u32,
}

/// A case as it stands after its last entry.
#[derive(Clone, Debug)]
pub struct Case {
    pub status: Status,
    pub clerk: String,
    pub station: String,
    pub window: String,
    pub opened_at: Moment,
    pub updated_at: Moment,
    pub item: Option<String>,
    pub pack_version: String,
    pub answers: BTreeMap<String, String>,
    pub people: Vec<Person>,
    pub received: Option<Moment>,
    /// In the clerk's order, without the deleted ones.
    pub pages: Vec<PageOf>,
    pub deleted: Vec<(u32, PageOf)>,
    pub shown: BTreeSet<String>,
    pub materials: BTreeMap<String, MaterialState>,
    /// The newest word of the certificate library by row; whether one still counts says `certificate_of`.
    certificates: BTreeMap<String, Held>,
    misses: BTreeMap<String, Missed>,
    pub fields: BTreeMap<String, Private>,
    /// Every decision so far, oldest first: each made one revision, and its place says which.
    pub decisions: Vec<(Decision, Moment)>,
    /// What was put right since the last decision: `field:<id>`, `material:<id>`, `people`, `answers`.
    pub touched: BTreeSet<String>,
    /// The newest application form says what the case says.
    form_fresh: bool,
    pub returns: Vec<SentBack>,
    /// Under which revision, and when, all of what a notice asked for had come in.
    pub corrections_in: Vec<(u32, Moment)>,
    /// What the deciding office said, in the order it was heard here.
    pub told: Vec<Told>,
    pub provisional: Option<String>,
    pub official: Option<String>,
    pub documents: Vec<(Document, Moment)>,
    /// How many decisions there were when a document was made.
    pub made_under: BTreeMap<String, u32>,
    pub prints: BTreeMap<String, u32>,
    /// The office's digest by revision.
    pub acknowledged: BTreeMap<u32, String>,
    pub abandoned: Option<String>,
    pub section: u8,
    pub hold: Option<Hold>,
    /// The colleagues who took it over, in order; the opener is `clerk`.
    pub taken_over: Vec<String>,
    pub carried_from: Option<String>,
    /// Number and true time of receipt of the paper slip.
    pub slip: Option<(String, Moment)>,
    /// Inverses of the page operations that can be taken back, newest last.
    pub undo: Vec<(&'static str, Fact)>,
    pub length: u64,
    pub last_hash: String,
}

impl Case {
    /// Folds a journal; `None` for an empty one.
    pub fn fold(entries: &[Entry]) -> Option<Case> {
        let first = entries.first()?;
        let mut case = Case::empty(first.at);
        for entry in entries {
            case.apply(&entry.fact, entry.at, &entry.by);
            case.length = entry.seq + 1;
            case.last_hash = entry.hash.clone();
        }
        Some(case)
    }

    pub fn empty(at: Moment) -> Case {
        Case {
            status: Status::Draft,
            clerk: String::new(),
            station: String::new(),
            window: String::new(),
            opened_at: at,
            updated_at: at,
            item: None,
            pack_version: String::new(),
            answers: BTreeMap::new(),
            people: Vec::new(),
            received: None,
            pages: Vec::new(),
            deleted: Vec::new(),
            shown: BTreeSet::new(),
            materials: BTreeMap::new(),
            certificates: BTreeMap::new(),
            misses: BTreeMap::new(),
            fields: BTreeMap::new(),
            decisions: Vec::new(),
            touched: BTreeSet::new(),
            form_fresh: false,
            returns: Vec::new(),
            corrections_in: Vec::new(),
            told: Vec::new(),
            provisional: None,
            official: None,
            documents: Vec::new(),
            made_under: BTreeMap::new(),
            prints: BTreeMap::new(),
            acknowledged: BTreeMap::new(),
            abandoned: None,
            section: 2,
            hold: None,
            taken_over: Vec::new(),
            carried_from: None,
            slip: None,
            undo: Vec::new(),
            length: 0,
            last_hash: crate::case::fact::ROOT.to_owned(),
        }
    }

    pub fn apply(&mut self, fact: &Fact, at: Moment, by: &str) {
        if self.clerk.is_empty() {
            self.clerk = by.to_owned();
        }
        if let Some(inverse) = self.inverse(fact) {
            self.undo.push(inverse);
        }
        self.updated_at = at;
        self.note_touched(fact);
        match fact {
            Fact::Undone { by: inverse } => {
                self.undo.pop();
                self.page_fact(inverse);
            }
            Fact::PageAdded { .. }
            | Fact::PageAssigned { .. }
            | Fact::PageTurned { .. }
            | Fact::PageMoved { .. }
            | Fact::PageDeleted { .. }
            | Fact::PageRestored { .. }
            | Fact::PageShown { .. } => self.page_fact(fact),
            Fact::OriginalChecked { .. }
            | Fact::CustodySet { .. }
            | Fact::ProblemSet { .. }
            | Fact::ObjectCounted { .. } => self.material_fact(fact, at, by),
            Fact::CertificateUsed { .. } | Fact::CertificateMissed { .. } => self.library_fact(fact, at),
            Fact::Decided { decision } => {
                self.status = decided(decision);
                self.decisions.push((decision.clone(), at));
                // What was decided is not undone by one key; it is amended.
                self.undo.clear();
                self.touched.clear();
            }
            Fact::SentBack { .. } => self.sent_back(fact),
            Fact::StepTold { .. } => self.step_told(fact),
            Fact::CorrectionsIn => self.corrections_in.push((self.revision(), at)),
            Fact::ProvisionalNumber { number } => self.provisional = Some(number.clone()),
            Fact::OfficialNumber { number } => self.official = Some(number.clone()),
            Fact::DocumentIssued { document } => {
                self.made_under.insert(document.id.clone(), self.revision());
                self.form_fresh |= document.form == "application_form";
                self.documents.push((document.clone(), at));
            }
            Fact::Printed { document, .. } => *self.prints.entry(document.clone()).or_default() += 1,
            Fact::Acknowledged { digest, revision } => {
                self.acknowledged.insert(*revision, digest.clone());
            }
            Fact::DeliveryRefused { .. } => {}
            Fact::Held { reason, note, originals } => {
                let (note, by) = (note.clone(), by.to_owned());
                self.hold = Some(Hold { reason: *reason, note, originals: *originals, since: at, by });
            }
            Fact::Resumed => self.hold = None,
            Fact::TakenOver { to, .. } => self.taken_over.push(to.clone()),
            Fact::CarriedFrom { case } => self.carried_from = Some(case.clone()),
            Fact::SlipNoted { slip, received_at } => self.slip = Some((slip.clone(), *received_at)),
            other => self.intake_fact(other, at),
        }
    }

    fn intake_fact(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::Opened { station, window, pack_version } => {
                self.station = station.clone();
                self.window = window.clone();
                self.pack_version = pack_version.clone();
            }
            Fact::ItemChosen { item, pack_version } => {
                if self.item.as_ref() != Some(item) {
                    self.answers.clear();
                    self.fields.clear();
                }
                self.item = Some(item.clone());
                self.pack_version = pack_version.clone();
            }
            Fact::Answered { question, option } => {
                self.answers.insert(question.clone(), option.clone());
            }
            Fact::PersonPut { person } => match self.people.iter_mut().find(|p| p.id == person.id) {
                Some(known) => *known = person.clone(),
                None => self.people.push(person.clone()),
            },
            Fact::PersonRemoved { person } => self.people.retain(|p| p.id != *person),
            Fact::Received => {
                self.received.get_or_insert(self.slip.as_ref().map_or(at, |(_, received_at)| *received_at));
                self.status = Status::Received;
            }
            Fact::FieldFilled { field, value } => {
                self.fields.insert(field.clone(), value.clone());
            }
            Fact::Abandoned { reason } => {
                self.status = Status::Voided;
                self.abandoned = Some(reason.clone());
            }
            Fact::SectionOpened { section } => self.section = *section,
            _ => {}
        }
    }

    fn page_fact(&mut self, fact: &Fact) {
        match fact {
            Fact::PageAdded { page } => self.pages.push(page.clone()),
            Fact::PageAssigned { page, material } => {
                if let Some(found) = self.page_mut(page) {
                    found.material = material.clone();
                }
            }
            Fact::PageTurned { page, turns } => {
                if let Some(found) = self.page_mut(page) {
                    found.turns = *turns % 4;
                }
            }
            Fact::PageMoved { page, to } => {
                if let Some(from) = self.place(page) {
                    let moved = self.pages.remove(from);
                    self.pages.insert((*to as usize).min(self.pages.len()), moved);
                }
            }
            Fact::PageDeleted { page } => {
                if let Some(from) = self.place(page) {
                    self.deleted.push((from as u32, self.pages.remove(from)));
                }
            }
            Fact::PageRestored { page } => {
                if let Some(index) = self.deleted.iter().rposition(|(_, p)| p.id == *page) {
                    let (at, page) = self.deleted.remove(index);
                    self.pages.insert((at as usize).min(self.pages.len()), page);
                }
            }
            Fact::PageShown { page } => {
                self.shown.insert(page.clone());
            }
            _ => {}
        }
    }

    fn material_fact(&mut self, fact: &Fact, at: Moment, by: &str) {
        let pages_now = |id: &String| self.pages_of(id).map(|p| p.id.clone()).collect();
        let at_material = |id: &String| self.materials.get(id).cloned().unwrap_or_default();
        let (id, state) = match fact {
            Fact::OriginalChecked { material } => {
                let compared = pages_now(material);
                let checked = Some((by.to_owned(), at));
                (material, MaterialState { checked, compared, ..at_material(material) })
            }
            Fact::CustodySet { material, custody } => {
                (material, MaterialState { custody: *custody, ..at_material(material) })
            }
            Fact::ProblemSet { material, problem } => {
                (material, MaterialState { problem: problem.clone(), ..at_material(material) })
            }
            Fact::ObjectCounted { material, count } => {
                (material, MaterialState { count: *count, ..at_material(material) })
            }
            _ => return,
        };
        self.materials.insert(id.clone(), state);
    }

    fn inverse(&self, fact: &Fact) -> Option<(&'static str, Fact)> {
        let of = |id: &String| self.pages.iter().find(|p| p.id == *id);
        Some(match fact {
            Fact::PageAdded { page } => ("page_added", Fact::PageDeleted { page: page.id.clone() }),
            Fact::PageAssigned { page, .. } => {
                let material = of(page)?.material.clone();
                ("page_assigned", Fact::PageAssigned { page: page.clone(), material })
            }
            Fact::PageTurned { page, .. } => {
                ("page_turned", Fact::PageTurned { page: page.clone(), turns: of(page)?.turns })
            }
            Fact::PageMoved { page, .. } => {
                ("page_moved", Fact::PageMoved { page: page.clone(), to: self.place(page)? as u32 })
            }
            Fact::PageDeleted { page } => {
                of(page)?;
                ("page_deleted", Fact::PageRestored { page: page.clone() })
            }
            _ => return None,
        })
    }

    fn place(&self, page: &str) -> Option<usize> {
        self.pages.iter().position(|p| p.id == page)
    }

    fn page_mut(&mut self, page: &str) -> Option<&mut PageOf> {
        self.pages.iter_mut().find(|p| p.id == page)
    }

    /// Who acts on the case now.
    pub fn acting(&self) -> &str {
        self.taken_over.last().unwrap_or(&self.clerk)
    }

    pub fn person(&self, role: PersonRole) -> Option<&Person> {
        self.people.iter().find(|p| p.role == role)
    }

    /// The original counts as checked only as long as no page has come to it since.
    pub fn material(&self, id: &str) -> MaterialState {
        let mut state = self.materials.get(id).cloned().unwrap_or_default();
        state.checked = state.checked.filter(|_| self.pages_of(id).all(|p| state.compared.contains(&p.id)));
        state
    }

    pub fn pages_of<'a>(&'a self, material: &'a str) -> impl Iterator<Item = &'a PageOf> {
        self.pages.iter().filter(move |p| p.material.as_deref() == Some(material))
    }
}
