//! What a journal says, read once more and plainly, entry by entry: nothing of the state that the
//! program folds is asked. What the rules make of it (the item's list, the form, the days) is.
use crate::cases::case_file::CaseFile;
use crate::cases::signing::digest_values;
use counter_core::case::{
    APPLICATION_FORM, Custody, Decision, DecisionKind, Document, Fault, PageOf, PaperCount,
    PaperKind, Person, Signature,
};
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::form::FieldDef;
use counter_core::item::{Accept, MaterialDef, PersonRole, Supply};
use counter_core::journal::Entry;
use counter_core::private::Private;
use std::collections::BTreeMap;

#[derive(Clone, Copy)]
pub struct Record<'a> {
    pub entries: &'a [Entry],
    /// For what the rules make of the case.
    pub file: &'a CaseFile,
    pub now: Moment,
}

/// A decision with its place in the journal.
#[derive(Clone, Copy)]
pub struct Decided<'a> {
    pub place: usize,
    pub decision: &'a Decision,
    pub at: Moment,
    pub by: &'a str,
}

/// A page with the row under which it lies now.
pub struct Leaf<'a> {
    pub page: &'a PageOf,
    pub row: Option<&'a str>,
}

/// What is on record of one row.
pub struct RowFacts<'a> {
    pub pages: Vec<&'a PageOf>,
    /// Who compared the original with the pages that are here, and when.
    pub compared: Option<(&'a str, Moment)>,
    /// In which other case they did, by its number.
    pub compared_in: Option<&'a str>,
    pub custody: Custody,
    pub place: Option<&'a str>,
    pub copies_custody: Custody,
    pub copies_place: Option<&'a str>,
    pub problem: Option<&'a str>,
    pub papers: PaperCount,
}

impl<'a> Record<'a> {
    pub fn last<T>(&self, read: impl Fn(&'a Entry) -> Option<T>) -> Option<T> {
        self.entries.iter().rev().find_map(read)
    }

    pub fn has(&self, is: impl Fn(&Fact) -> bool) -> bool {
        self.entries.iter().any(|entry| is(&entry.fact))
    }

    pub fn slip(&self) -> Option<(&'a str, Moment)> {
        self.last(|entry| match &entry.fact {
            Fact::SlipNoted { slip, received_at } => Some((slip.as_str(), *received_at)),
            _ => None,
        })
    }

    /// The first stamp, or that of the case of the wrong item; where a paper slip took the papers in, the slip's time.
    pub fn received(&self) -> Option<Moment> {
        let stamp = self.entries.iter().find(|entry| matches!(entry.fact, Fact::Received))?;
        let of_first = self.refiled().map(|(_, received_at, ..)| received_at);
        let on_slip = self.slip().map(|(_, received_at)| received_at);
        Some(of_first.or(on_slip).unwrap_or(stamp.at))
    }

    /// From which case of the wrong item it goes on: its number, its receipt, why, and whether that
    /// one's receipt came back.
    pub fn refiled(&self) -> Option<(&'a str, Moment, &'a str, bool)> {
        self.last(|entry| match &entry.fact {
            Fact::RefiledFrom { number, received_at, reason, receipt_back, .. } => {
                Some((number.as_str(), *received_at, reason.as_str(), *receipt_back))
            }
            _ => None,
        })
    }

    /// From when the time to decide counts.
    pub fn counted_from(&self) -> Option<Moment> {
        let is_from_receipt = self.refiled().is_some() && !self.was_notified();
        let accepted = self.accepted_at();
        if is_from_receipt { accepted.and(self.received()) } else { accepted }
    }

    pub fn provisional(&self) -> Option<&'a str> {
        self.last(|entry| match &entry.fact {
            Fact::ProvisionalNumber { number } => Some(number.as_str()),
            _ => None,
        })
    }

    pub fn official(&self) -> Option<&'a str> {
        self.last(|entry| match &entry.fact {
            Fact::OfficialNumber { number } => Some(number.as_str()),
            _ => None,
        })
    }

    /// As they were put last, in the order in which they came.
    pub fn people(&self) -> Vec<&'a Person> {
        self.people_before(self.entries.len())
    }

    pub fn people_before(&self, end: usize) -> Vec<&'a Person> {
        let mut people: Vec<&'a Person> = Vec::new();
        for entry in &self.entries[..end] {
            match &entry.fact {
                Fact::PersonPut { person } => {
                    match people.iter_mut().find(|earlier| earlier.id == person.id) {
                        Some(earlier) => *earlier = person,
                        None => people.push(person),
                    }
                }
                Fact::PersonRemoved { person } => people.retain(|earlier| earlier.id != *person),
                _ => {}
            }
        }
        people
    }

    pub fn person_as(&self, role: PersonRole) -> Option<&'a Person> {
        self.people().into_iter().find(|person| person.role == role)
    }

    /// Whoever acts for the applicant, a spouse last.
    pub fn acting(&self) -> Option<&'a Person> {
        use PersonRole::{Agent, Guardian, LegalRepresentative, PersonInCharge, Spouse};
        let roles = [Agent, Guardian, LegalRepresentative, PersonInCharge, Spouse];
        roles.into_iter().find_map(|role| self.person_as(role))
    }

    /// Who said first, since the document was read last, that the case goes on with it.
    pub fn confirmation(&self, id: &str) -> Option<(&'a str, Moment)> {
        let mut confirmed = None;
        for entry in self.entries {
            match &entry.fact {
                Fact::PersonPut { person } if person.id == id && person.expiry_confirmed => {
                    confirmed = confirmed.or(Some((entry.by.as_str(), entry.at)));
                }
                Fact::PersonPut { person } if person.id == id => confirmed = None,
                _ => {}
            }
        }
        confirmed
    }

    pub fn pages(&self) -> Vec<Leaf<'a>> {
        self.pages_before(self.entries.len())
    }

    fn pages_before(&self, end: usize) -> Vec<Leaf<'a>> {
        let mut pages: Vec<Leaf<'a>> = Vec::new();
        for entry in &self.entries[..end] {
            match &entry.fact {
                Fact::PageAdded { page } => {
                    pages.push(Leaf { page, row: page.material.as_deref() });
                }
                Fact::PageAssigned { page, material } => {
                    for leaf in pages.iter_mut().filter(|leaf| leaf.page.id == *page) {
                        leaf.row = material.as_deref();
                    }
                }
                Fact::PageDeleted { page } => pages.retain(|leaf| leaf.page.id != *page),
                _ => {}
            }
        }
        pages
    }

    fn pages_of(&self, row: &str, end: usize) -> Vec<&'a PageOf> {
        let pages = self.pages_before(end).into_iter();
        pages.filter(|leaf| leaf.row == Some(row)).map(|leaf| leaf.page).collect()
    }

    /// The newest entry of a row of which this is true, with its place.
    fn last_of_row(&self, is: impl Fn(&Fact) -> bool) -> Option<(usize, &'a Entry)> {
        let place = self.entries.iter().rposition(|entry| is(&entry.fact))?;
        Some((place, &self.entries[place]))
    }

    /// What was said last of where something is, and at which entry.
    fn last_place(
        &self,
        read: impl Fn(&'a Fact) -> Option<(Custody, &'a Option<Private>)>,
    ) -> Option<(usize, Custody, &'a Option<Private>)> {
        let entries = self.entries.iter().enumerate().rev();
        let mut said = entries.filter_map(|(at, entry)| Some((at, read(&entry.fact)?)));
        said.next().map(|(at, (custody, place))| (at, custody, place))
    }

    /// The page that was said last to be the signed slip and lies under the form's row: its digest, who
    /// said so and when.
    pub fn signed_slip(&self) -> Option<(&'a str, &'a str, Moment)> {
        self.slip()?;
        let rows = self.file.item().into_iter().flat_map(|item| &item.materials);
        let forms: Vec<&str> =
            rows.filter(|row| row.supply == Supply::Form).map(|row| row.id.as_str()).collect();
        let pages = self.pages();
        self.last(|entry| {
            let Fact::SlipScanned { page } = &entry.fact else { return None };
            let leaf = pages.iter().find(|leaf| leaf.page.id == *page)?;
            let lies_there = leaf.row.is_some_and(|row| forms.contains(&row));
            lies_there.then_some((leaf.page.sha256.as_str(), entry.by.as_str(), entry.at))
        })
    }

    pub fn row(&self, def: &MaterialDef) -> RowFacts<'a> {
        let id = &def.id;
        let pages = self.pages_of(id, self.entries.len());
        let were_there = |place: usize, of: &[&PageOf]| {
            let then = self.pages_of(id, place);
            of.iter().all(|page| then.iter().any(|earlier| earlier.id == page.id))
        };
        let look = self.last_of_row(|fact| match fact {
            Fact::OriginalChecked { material } | Fact::CheckCarried { material, .. } => {
                material == id
            }
            _ => false,
        });
        let compared = look.filter(|(place, _)| were_there(*place, &pages));
        let scans: Vec<&PageOf> =
            pages.iter().copied().filter(|page| page.source == "scan").collect();
        // Scanned once more: then it is in the clerk's hand again.
        let settle = |said: Option<(usize, Custody, &'a Option<Private>)>| match said {
            Some((at, Custody::Returned, _)) if !were_there(at, &scans) => (Custody::None, None),
            Some((_, custody, place)) => (custody, place.as_ref().map(|place| place.expose())),
            None => (Custody::None, None),
        };
        let (custody, place) = settle(self.last_place(|fact| match fact {
            Fact::CustodySet { material, custody, place } if material == id => {
                Some((*custody, place))
            }
            _ => None,
        }));
        let copies = self.last_place(|fact| match fact {
            Fact::CopiesSet { material, custody, place } if material == id => {
                Some((*custody, place))
            }
            _ => None,
        });
        // Another number of copies is of others than those that went back.
        let is_counted_since = |at: usize| {
            let counts_copies = |entry: &Entry| {
                matches!(&entry.fact, Fact::PapersCounted { material, kind: PaperKind::Copy, .. }
                    if material == id)
            };
            self.entries[at..].iter().any(counts_copies)
        };
        let copies = copies
            .filter(|(at, custody, _)| *custody != Custody::Returned || !is_counted_since(*at));
        let (copies_custody, copies_place) = settle(copies);
        let problem = self.last(|entry| match &entry.fact {
            Fact::ProblemSet { material, problem } if material == id => Some(problem.as_deref()),
            _ => None,
        });
        RowFacts {
            compared: compared.map(|(_, entry)| match &entry.fact {
                Fact::CheckCarried { by, at, .. } => (by.as_str(), *at),
                _ => (entry.by.as_str(), entry.at),
            }),
            compared_in: compared.and_then(|(_, entry)| match &entry.fact {
                Fact::CheckCarried { number, .. } => Some(number.as_str()),
                _ => None,
            }),
            custody,
            place,
            copies_custody,
            copies_place,
            problem: problem.flatten(),
            papers: self.count(def, &pages, look.is_some()),
            pages,
        }
    }

    /// A scan or a look at an original is one paper, and a key that was pressed says otherwise. The
    /// picture of an object is none.
    fn count(&self, def: &MaterialDef, pages: &[&PageOf], was_shown: bool) -> PaperCount {
        let count_kind = |paper: PaperKind| {
            self.last(|entry| match &entry.fact {
                Fact::PapersCounted { material, kind, count }
                    if *material == def.id && *kind == paper =>
                {
                    Some(*count)
                }
                _ => None,
            })
        };
        let objects = self.last(|entry| match &entry.fact {
            Fact::ObjectCounted { material, count } if *material == def.id => Some(*count),
            _ => None,
        });
        let is_scanned =
            def.supply != Supply::Object && pages.iter().any(|page| page.source == "scan");
        let takes_copies = def.accept == Accept::Copy;
        let original = was_shown || (is_scanned && !takes_copies);
        let copy = is_scanned && takes_copies;
        PaperCount {
            originals: count_kind(PaperKind::Original).unwrap_or(original.into()),
            copies: count_kind(PaperKind::Copy).unwrap_or(copy.into()),
            electronic: count_kind(PaperKind::Electronic).unwrap_or_default(),
            objects: objects.unwrap_or_default(),
        }
    }

    /// Oldest first. What only went to the office once more is none.
    pub fn decisions(&self) -> Vec<Decided<'a>> {
        let decided = |(place, entry): (usize, &'a Entry)| match &entry.fact {
            Fact::Decided { decision } => {
                Some(Decided { place, decision, at: entry.at, by: entry.by.as_str() })
            }
            _ => None,
        };
        self.entries.iter().enumerate().filter_map(decided).collect()
    }

    /// How many submissions the journal speaks of.
    pub fn count_submissions(&self) -> u32 {
        let is_made = |fact: &Fact| matches!(fact, Fact::Decided { .. } | Fact::Replaced { .. });
        self.entries.iter().filter(|entry| is_made(&entry.fact)).count() as u32
    }

    pub fn decision(&self) -> Option<&'a Decision> {
        self.decisions().last().map(|decided| decided.decision)
    }

    /// Since when it stands accepted, while it does: by silence since the receipt, after a notice
    /// since all of it was in.
    pub fn accepted_at(&self) -> Option<Moment> {
        let decisions = self.decisions();
        let is_accepted = |one: &&Decided<'_>| one.decision.kind == DecisionKind::Accept;
        let standing: Vec<&Decided<'_>> = decisions.iter().rev().take_while(is_accepted).collect();
        let first = standing.last()?;
        if standing.iter().any(|one| one.decision.deemed.is_some()) {
            return self.received();
        }
        let earlier = decisions.len() - standing.len();
        let since = earlier.checked_sub(1).map_or(0, |newest| decisions[newest].place);
        let mut between = self.entries[since..first.place].iter().rev();
        let all_in = between.find(|entry| matches!(entry.fact, Fact::CorrectionsIn));
        Some(all_in.map_or(first.at, |entry| entry.at))
    }

    /// The line of the newest notice before that entry, by its place from 0, and the place of the
    /// notice in the journal.
    pub fn line_before(&self, place: usize, fault: u32) -> (usize, &'a Fault) {
        let notice = self.decisions().into_iter().rfind(|one| one.place < place).unwrap();
        (notice.place, &notice.decision.faults[fault as usize])
    }

    /// What the clerk's word says came of a notice, in the order of the notices and their lines; the
    /// last word on a line counts.
    pub fn noted_corrections(&self) -> Vec<(&'a Fault, &'a str, Moment)> {
        let mut noted = BTreeMap::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if let Fact::CorrectionNoted { fault, came, .. } = &entry.fact {
                let (notice, line) = self.line_before(place, *fault);
                let word = came.then_some((line, entry.by.as_str(), entry.at));
                noted.insert((notice, *fault), word);
            }
        }
        noted.into_values().flatten().collect()
    }

    /// Whether what the newest notice names there lies on pages, or on words of a field, that came after
    /// the notice before it.
    pub fn is_of_new(&self, fault: &Fault) -> bool {
        let decisions = self.decisions().into_iter();
        let notices = decisions.filter(|one| one.decision.kind == DecisionKind::Correction);
        let places: Vec<usize> = notices.map(|one| one.place).collect();
        let [.., before, newest] = places.as_slice() else { return false };
        let Some(row) = &fault.material else {
            return self.is_newly_written(&fault.name, *before, *newest);
        };
        let was_there = |page: &PageOf| {
            self.entries[..*before].iter().any(|entry| match &entry.fact {
                Fact::PageAdded { page: earlier } => earlier.id == page.id,
                _ => false,
            })
        };
        let pages = self.pages_of(row, *newest);
        !pages.is_empty() && !pages.into_iter().any(was_there)
    }

    fn is_newly_written(&self, label: &str, before: usize, newest: usize) -> bool {
        let form = self.file.form().into_iter();
        let fields = form.flat_map(|form| form.fields()).filter(|field| field.label == label);
        let written = |id: &str, end: usize| {
            self.entries[..end].iter().rev().find_map(|entry| match &entry.fact {
                Fact::FieldFilled { field, value } if field == id => Some(value.expose()),
                _ => None,
            })
        };
        let is_new = |field: &FieldDef| {
            let (then, now) = (written(&field.id, before), written(&field.id, newest));
            let is_known = field.prefill.is_none() || then.is_some();
            is_known && now.is_some_and(|now| !now.is_empty() && then != Some(now))
        };
        let fields: Vec<&FieldDef> = fields.collect();
        !fields.is_empty() && fields.into_iter().all(is_new)
    }

    pub fn was_notified(&self) -> bool {
        self.decisions().iter().any(|one| one.decision.kind == DecisionKind::Correction)
    }

    /// What is on record of the clock: none where nothing is, and then none where it was never
    /// confirmed.
    pub fn clock(&self) -> Option<Option<Moment>> {
        self.last(|entry| match &entry.fact {
            Fact::ClockNoted { confirmed } => Some(*confirmed),
            _ => None,
        })
    }

    /// With its place in the journal.
    pub fn documents(&self) -> Vec<(usize, &'a Document, Moment)> {
        let issued = |(place, entry): (usize, &'a Entry)| match &entry.fact {
            Fact::DocumentIssued { document } => Some((place, document, entry.at)),
            _ => None,
        };
        self.entries.iter().enumerate().filter_map(issued).collect()
    }

    fn prints_of(&self, id: &'a str) -> impl Iterator<Item = Moment> {
        let printed = move |entry: &'a Entry| match &entry.fact {
            Fact::Printed { document, printer: Some(_), .. } if document == id => Some(entry.at),
            _ => None,
        };
        self.entries.iter().filter_map(printed)
    }

    fn saves_of(&self, id: &'a str) -> impl Iterator<Item = Moment> {
        let saved = move |entry: &'a Entry| match &entry.fact {
            Fact::PaperSaved { document, .. } | Fact::Printed { document, printer: None, .. }
                if document == id =>
            {
                Some(entry.at)
            }
            _ => None,
        };
        self.entries.iter().filter_map(saved)
    }

    pub fn first_save(&self, id: &'a str) -> Option<Moment> {
        self.saves_of(id).next()
    }

    pub fn count_saves(&self, id: &'a str) -> usize {
        self.saves_of(id).count()
    }

    pub fn first_print(&self, id: &'a str) -> Option<Moment> {
        self.prints_of(id).next()
    }

    pub fn count_prints(&self, id: &'a str) -> usize {
        self.prints_of(id).count()
    }

    /// The newest form that says what the case says now.
    pub fn form_in_force(&self) -> Option<&'a Document> {
        let values = digest_values(&self.file.assess());
        let documents = self.documents().into_iter().rev().map(|(_, document, _)| document);
        let mut forms = documents.filter(|document| document.form == APPLICATION_FORM);
        forms.find(|form| form.values.as_deref() == Some(values.as_str()))
    }

    /// Of the form in force: of each person the newest, as long as a signed page is here.
    pub fn signatures(&self) -> Vec<(&'a Signature, Moment)> {
        let Some(form) = self.form_in_force() else { return Vec::new() };
        let pages = self.pages();
        let mut signatures: Vec<(&'a Signature, Moment)> = Vec::new();
        for entry in self.entries {
            if let Fact::FormSigned { signature } = &entry.fact
                && signature.document == form.id
            {
                signatures.retain(|(earlier, _)| earlier.person != signature.person);
                signatures.push((signature, entry.at));
            }
        }
        let lies_here = |page: &String| pages.iter().any(|leaf| leaf.page.id == *page);
        signatures.retain(|(signature, _)| signature.page.as_ref().is_none_or(lies_here));
        signatures
    }

    /// Who will not sign the form in force, and what they said, in the order of saying it.
    pub fn refusals(&self) -> Vec<(&'a str, Option<&'a Private>, Moment)> {
        let Some(form) = self.form_in_force() else { return Vec::new() };
        let mut refusals: Vec<(&'a str, Option<&'a Private>, Moment)> = Vec::new();
        for entry in self.entries {
            match &entry.fact {
                Fact::SignatureRefused { document, person, note } if *document == form.id => {
                    refusals.retain(|(earlier, ..)| earlier != person);
                    refusals.push((person.as_str(), note.as_ref(), entry.at));
                }
                Fact::FormSigned { signature } if signature.document == form.id => {
                    refusals.retain(|(earlier, ..)| *earlier != signature.person);
                }
                _ => {}
            }
        }
        let people = self.people();
        refusals.retain(|(person, ..)| people.iter().any(|one| one.id == *person));
        refusals
    }

    /// It was read aloud to whoever signed, before they did.
    pub fn was_read(&self, signature: &Signature, at: Moment) -> bool {
        self.entries.iter().any(|entry| match &entry.fact {
            Fact::FormReadAloud { document, person } => {
                *document == signature.document && *person == signature.person && entry.at <= at
            }
            _ => false,
        })
    }
}
