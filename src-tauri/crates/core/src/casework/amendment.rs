//! What has to be put right before a case is decided again: a supervisor's comments, or what a
//! notice asked for.

use super::lack::{NextStep, NextStepCode};
use super::prefill::is_from_person;
use super::section::Section;
use crate::case::{Case, Comment, Fault};
use crate::form::{FieldDef, FormDef};
use crate::item::Item;
use crate::state::Status;

/// The case beside what comments point at: `case`, `field:<id>` or `material:<id>`.
#[derive(Debug, Clone, Copy)]
pub struct Amendment<'a> {
    pub case: &'a Case,
    pub item: Option<&'a Item>,
    pub form: Option<&'a FormDef>,
}

impl<'a> Amendment<'a> {
    /// The name of what a comment is about; none for the case as a whole and for what the catalog
    /// does not know.
    pub fn target_name(&self, target: &str) -> Option<&'a str> {
        match target.split_once(':')? {
            ("field", id) => self.field(id).map(|field| field.label.as_str()),
            ("material", id) => {
                let mut materials = self.item?.materials.iter();
                materials.find(|material| material.id == id).map(|material| material.name.as_str())
            }
            _ => None,
        }
    }

    /// Put right since it was asked for. A field that the card fills is put right with the person.
    pub fn is_done(&self, target: &str) -> bool {
        let touched = &self.case.touched;
        let field = target.strip_prefix("field:").and_then(|id| self.field(id));
        touched.contains(target)
            || (field.is_some_and(is_from_person) && touched.contains("people"))
    }

    /// The first comment that nothing was done about yet. Comments on the case as a whole have no
    /// place to go to.
    pub(super) fn first_undone(&self) -> Option<NextStep> {
        let open_return = self.case.open_return()?;
        let mut targets = open_return.comments.iter().map(|comment| comment.target.as_str());
        let undone = targets.find(|target| *target != "case" && !self.is_done(target))?;
        let name = ("name", self.target_name(undone).unwrap_or_default());
        match undone.split_once(':')? {
            ("field", id) => Some(NextStep::new(NextStepCode::AmendField, &[("field", id), name])),
            ("material", id) => {
                Some(NextStep::new(NextStepCode::AmendMaterial, &[("material", id), name]))
            }
            _ => None,
        }
    }

    fn field(&self, id: &str) -> Option<&'a FieldDef> {
        self.form?.field(id)
    }
}

/// What the notice asked for, while its corrections are waited for.
pub fn requested_corrections(case: &Case) -> &[Fault] {
    let notice = case.decision().filter(|_| case.status == Status::Correction);
    notice.map(|(decision, _)| decision.faults.as_slice()).unwrap_or_default()
}

/// Where the clerk begins when a case comes back.
pub fn section_to_amend(comments: &[Comment]) -> Section {
    match comments.iter().find_map(|comment| comment.target.split_once(':')) {
        Some(("material", _)) => Section::Materials,
        _ => Section::Form,
    }
}
