//! The papers of a case: each row of the citizen's checklist with what came for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::case::{Case, Custody, PageOf, PaperCount, Reading};
use crate::certificate::{Held, Missed};
use crate::date::Moment;
use crate::item::{
    Accept, CopyBy, Item, MaterialDef, PersonRole, Row, RowNeed, Supply, build_checklist, copy_by,
};
use crate::private::Private;

/// How far a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialState {
    Missing,
    Received,
    /// The clerk noted what is wrong with it.
    Problem,
    /// It may follow, and is not here.
    Promised,
    NotNeeded,
}

/// A row of the checklist as it stands in a case.
#[derive(Debug, Clone)]
pub struct CaseMaterial<'a> {
    /// What this citizen needs, and why.
    pub row: Row,
    pub def: &'a MaterialDef,
    pub state: MaterialState,
    /// In the clerk's order.
    pub pages: Vec<&'a PageOf>,
    /// There are pages, and each was on the screen.
    pub pages_shown: bool,
    /// Who compared the original with the pages that are here, and when.
    pub checked: Option<(String, Moment)>,
    /// Number of the case in which it was, where that was another one (作废重开).
    pub checked_in: Option<String>,
    pub custody: Custody,
    /// Where what is held lies.
    pub place: Option<Private>,
    /// Of the copies that were given; `custody` is of originals and objects.
    pub copies_custody: Custody,
    pub copies_place: Option<Private>,
    pub problem: Option<String>,
    /// What was handed over.
    pub papers: PaperCount,
    /// A card was read in the place of the paper.
    pub by_card: bool,
    /// The certificate of the library that stands in for the paper.
    pub certificate: Option<&'a Held>,
    /// Why the library gave none, as long as no paper came either.
    pub missed: Option<&'a Missed>,
}

/// All rows of the item, in the order of the catalog; `form_complete` says what the paper made from
/// the form is worth.
pub(super) fn assess_materials<'a>(
    case: &'a Case,
    item: &'a Item,
    situation: &BTreeMap<String, String>,
    form_complete: bool,
) -> Vec<CaseMaterial<'a>> {
    let rows = build_checklist(item, situation).into_iter();
    rows.zip(&item.materials)
        .map(|(row, def)| CaseMaterial::new(case, row, def, form_complete))
        .collect()
}

impl<'a> CaseMaterial<'a> {
    fn new(case: &'a Case, row: Row, def: &'a MaterialDef, form_complete: bool) -> Self {
        let state = case.material_state(&def.id);
        let pages: Vec<&PageOf> = case.pages_of(&def.id).collect();
        let arrived = has_arrived(case, def, pages.len(), state.count, form_complete);
        let certificate = case.certificate_of(&def.id);
        let is_needed = row.need != RowNeed::NotNeeded;
        let without_paper = certificate.is_none() && pages.is_empty();
        Self {
            state: material_state(&row.need, state.problem.is_some(), arrived),
            pages_shown: !pages.is_empty()
                && pages.iter().all(|page| case.shown.contains(&page.id)),
            missed: case.library_miss(&def.id).filter(|_| without_paper),
            by_card: is_needed
                && def.supply == Supply::Chip
                && pages.is_empty()
                && is_card_read(case, def),
            row,
            def,
            pages,
            checked: state.checked,
            checked_in: state.checked_in,
            custody: state.custody,
            place: state.place,
            copies_custody: state.copies_custody,
            copies_place: state.copies_place,
            problem: state.problem,
            papers: case.count_papers(def),
            certificate,
        }
    }

    pub fn id(&self) -> &'a str {
        &self.def.id
    }

    pub fn name(&self) -> &str {
        &self.row.name
    }

    /// Wanted of this citizen in some way, be it later or if there is one.
    pub fn is_needed(&self) -> bool {
        self.row.need != RowNeed::NotNeeded
    }

    /// The group of which one paper will do.
    pub fn group(&self) -> Option<&str> {
        match &self.row.need {
            RowNeed::OneOf(group) => Some(group),
            _ => None,
        }
    }

    /// What the list wants in hand, where that is something else than what came. A card that was read, a
    /// certificate of the library and a form that is made here are what the list wants in another way;
    /// where the window scans, so is the scan for the copy. What may be left out is owed by nobody.
    pub fn find_unmet(&self, window_scans: bool) -> Option<PaperCount> {
        if !matches!(self.row.need, RowNeed::Required | RowNeed::OneOf(_)) {
            return None;
        }
        let (original, copy) = (self.row.original, self.row.copy);
        let is_by_scan = copy_by(original, copy, window_scans) == Some(CopyBy::Window);
        let copies = if is_by_scan { 0 } else { copy };
        let wanted = match self.def.supply {
            Supply::Object => PaperCount { objects: original, copies, ..PaperCount::default() },
            _ => PaperCount { originals: original, copies, ..PaperCount::default() },
        };
        let is_met = match self.def.supply {
            Supply::Form => true,
            Supply::Object => self.papers.objects == original.max(1),
            _ if self.certificate.is_some() || self.by_card => true,
            _ => {
                let are_copies_met = is_by_scan || self.papers.copies == copies;
                self.papers.originals == original && are_copies_met
            }
        };
        (!is_met && !wanted.is_empty()).then_some(wanted)
    }

    /// An original is or was in the clerk's hand.
    pub fn has_original(&self) -> bool {
        self.papers.originals > 0 || self.checked.is_some()
    }

    /// Of what came, and of which nobody said yet where it is: what the one key for all says of it.
    /// Things stay, and so do originals that the row keeps. The signed form is made here and stays
    /// with the case: nobody asks where it is.
    pub fn due_custody(&self) -> Option<Custody> {
        let has_come =
            self.def.supply != Supply::Form && (self.has_original() || self.papers.objects > 0);
        let stays = self.def.supply == Supply::Object
            || self.papers.objects > 0
            || matches!(self.def.accept, Accept::Original | Accept::Both);
        // What was compared in the case of the wrong item went back there, or is held for this one.
        let was_elsewhere = self.checked_in.is_some() && self.papers.objects == 0;
        let is_due = self.custody == Custody::None && has_come && !was_elsewhere;
        is_due.then_some(match stays {
            true => Custody::Held,
            false => Custody::Returned,
        })
    }

    /// The same of the copies that were given: they stay.
    pub fn due_copies(&self) -> Option<Custody> {
        let has_come = self.def.supply != Supply::Form && self.papers.copies > 0;
        (self.copies_custody == Custody::None && has_come).then_some(Custody::Held)
    }

    /// The one key for all has something to say of the row.
    pub fn is_unsettled(&self) -> bool {
        self.due_custody().is_some() || self.due_copies().is_some()
    }

    /// Of something of the citizen's nobody said where it is, or it is held and not where.
    pub fn is_without_holder(&self) -> bool {
        let is_held = self.custody == Custody::Held && self.place.is_none();
        let are_copies_held = self.copies_custody == Custody::Held && self.copies_place.is_none();
        self.is_unsettled() || is_held || are_copies_held
    }

    /// Copies came, and nobody said that they went back.
    pub fn keeps_copies(&self) -> bool {
        let has_gone = matches!(self.copies_custody, Custody::Returned | Custody::Moved);
        self.papers.copies > 0 && !has_gone
    }

    /// Something of the row lies at the window, or nobody said that it does not.
    pub fn is_kept(&self) -> bool {
        self.keeps_copies() || self.custody == Custody::Held || self.due_custody().is_some()
    }

    /// True where the clerk must have compared the original, and so also says where it is now. A
    /// certificate of the library has none.
    pub fn must_see_original(&self) -> bool {
        self.certificate.is_none()
            && matches!(self.def.accept, Accept::SeeAndCopy | Accept::SeeOnly)
    }
}

/// Whether a paper of the group, any of them, is here.
pub(super) fn is_group_received(materials: &[CaseMaterial], group: Option<&str>) -> bool {
    materials
        .iter()
        .any(|material| material.group() == group && material.state == MaterialState::Received)
}

fn has_arrived(
    case: &Case,
    def: &MaterialDef,
    pages: usize,
    count: u32,
    form_complete: bool,
) -> bool {
    match def.supply {
        Supply::Form => form_complete,
        Supply::Chip => pages > 0 || is_card_read(case, def),
        // No picture says how many there are.
        Supply::Object => count > 0 && count >= def.original,
        Supply::Paper => pages > 0,
    }
}

/// Of whoever the row is about.
fn is_card_read(case: &Case, def: &MaterialDef) -> bool {
    let person = case.find_person(def.person.unwrap_or(PersonRole::Applicant));
    person.is_some_and(|person| person.reading == Reading::Card)
}

fn material_state(need: &RowNeed, faulty: bool, arrived: bool) -> MaterialState {
    match (need, arrived) {
        (RowNeed::NotNeeded, _) => MaterialState::NotNeeded,
        _ if faulty => MaterialState::Problem,
        (_, true) => MaterialState::Received,
        (RowNeed::Later, false) => MaterialState::Promised,
        _ => MaterialState::Missing,
    }
}
