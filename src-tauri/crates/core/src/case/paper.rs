//! What pages and originals do to a case: their facts, the inverses that take a page operation
//! back, and what counts as checked.
use super::Case;
use super::count::PaperKind;
use super::fact::Fact;
use super::page::{Custody, MaterialState, PageOf};
use crate::time::date::Moment;
use std::collections::BTreeSet;

impl Case {
    pub(super) fn apply_page_fact(&mut self, fact: &Fact) {
        match fact {
            Fact::PageAdded { page } => self.pages.push(page.clone()),
            Fact::PageAssigned { page, material } => {
                if let Some(target) = self.page_mut(page) {
                    target.material = material.clone();
                }
            }
            Fact::PageTurned { page, turns } => {
                if let Some(target) = self.page_mut(page) {
                    target.turns = *turns % 4;
                }
            }
            Fact::PageMoved { page, to } => {
                if let Some(from) = self.place(page) {
                    let moving = self.pages.remove(from);
                    self.pages.insert((*to as usize).min(self.pages.len()), moving);
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

    pub(super) fn apply_material_fact(&mut self, fact: &Fact, at: Moment, by: &str) {
        let pages_now = |id: &String| self.pages_of(id).map(|p| p.id.clone()).collect();
        let at_material = |id: &String| self.materials.get(id).cloned().unwrap_or_default();
        let (id, state) = match fact {
            Fact::OriginalChecked { material } => {
                let compared = pages_now(material);
                let checked = Some((by.to_owned(), at));
                let state = at_material(material);
                (material, MaterialState { checked, compared, checked_in: None, ..state })
            }
            Fact::CheckCarried { material, by, at, number } => {
                let (compared, checked) = (pages_now(material), Some((by.clone(), *at)));
                let (state, checked_in) = (at_material(material), Some(number.clone()));
                (material, MaterialState { checked, compared, checked_in, ..state })
            }
            Fact::CustodyMoved { material, .. } => {
                let (place, settled) = (None, pages_now(material));
                let mut state = at_material(material);
                if state.copies_custody == Custody::Held {
                    (state.copies_custody, state.copies_place) = (Custody::Moved, None);
                    state.copies_settled.clone_from(&settled);
                }
                if state.custody == Custody::Held {
                    state = MaterialState { custody: Custody::Moved, place, settled, ..state };
                }
                (material, state)
            }
            Fact::CustodySet { material, custody, place } => {
                let (place, settled) = (place.clone(), pages_now(material));
                let state =
                    MaterialState { custody: *custody, place, settled, ..at_material(material) };
                (material, state)
            }
            Fact::CopiesSet { material, custody, place } => {
                let mut state = at_material(material);
                state.copies_custody = *custody;
                state.copies_place.clone_from(place);
                state.copies_settled = pages_now(material);
                (material, state)
            }
            Fact::PapersCounted { material, kind, count } => {
                let mut state = at_material(material);
                state.papers.insert(*kind, *count);
                // Others than those that went back.
                if *kind == PaperKind::Copy && state.copies_custody == Custody::Returned {
                    state.copies_custody = Custody::None;
                }
                (material, state)
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

    pub(super) fn inverse(&self, fact: &Fact) -> Option<(&'static str, Fact)> {
        let find_page = |id: &String| self.pages.iter().find(|p| p.id == *id);
        Some(match fact {
            Fact::PageAdded { page } => ("page_added", Fact::PageDeleted { page: page.id.clone() }),
            Fact::PageAssigned { page, .. } => {
                let material = find_page(page)?.material.clone();
                ("page_assigned", Fact::PageAssigned { page: page.clone(), material })
            }
            Fact::PageTurned { page, .. } => (
                "page_turned",
                Fact::PageTurned { page: page.clone(), turns: find_page(page)?.turns },
            ),
            Fact::PageMoved { page, .. } => {
                ("moving", Fact::PageMoved { page: page.clone(), to: self.place(page)? as u32 })
            }
            Fact::PageDeleted { page } => {
                find_page(page)?;
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

    /// The original counts as checked only as long as no page has come to it since, and as given
    /// back only as long as nothing was scanned of it since: then it is in the clerk's hand again.
    pub fn material_state(&self, id: &str) -> MaterialState {
        let mut state = self.materials.get(id).cloned().unwrap_or_default();
        state.checked =
            state.checked.filter(|_| self.pages_of(id).all(|p| state.compared.contains(&p.id)));
        state.checked_in = state.checked_in.filter(|_| state.checked.is_some());
        let is_scanned_since = |settled: &BTreeSet<String>| {
            self.pages_of(id).any(|page| page.source == "scan" && !settled.contains(&page.id))
        };
        if state.custody == Custody::Returned && is_scanned_since(&state.settled) {
            state.custody = Custody::None;
        }
        if state.copies_custody == Custody::Returned && is_scanned_since(&state.copies_settled) {
            state.copies_custody = Custody::None;
        }
        state
    }

    pub fn pages_of<'a>(&'a self, material: &'a str) -> impl Iterator<Item = &'a PageOf> {
        self.pages.iter().filter(move |p| p.material.as_deref() == Some(material))
    }

    /// A file of several pages counts once.
    pub fn count_page_files(&self) -> usize {
        self.pages.iter().map(|page| page.file.as_str()).collect::<BTreeSet<_>>().len()
    }
}
