//! A case with everything that its item and its form say of it, worked out once for one state of
//! the journal.

use std::collections::BTreeMap;

use super::amendment::Amendment;
use super::case_input::CaseInput;
use super::filled_form::FilledForm;
use super::materials::{CaseMaterial, assess_materials};
use super::readiness::Readiness;
use super::silent_readiness::step_after_silence;
use super::situation::{complete_answers, read_situation};
use crate::case::{Case, Person};
use crate::date::Date;
use crate::form::FormDef;
use crate::item::{ExpiredCard, Item};

/// What a command works out once and hands on. Whoever changes the case makes another one.
#[derive(Debug, Clone)]
pub struct CaseAssessment<'a> {
    pub case: &'a Case,
    /// None until one is chosen, and where the catalog no longer has it.
    pub item: Option<&'a Item>,
    /// The clerk's answers and the facts of the people.
    pub situation: BTreeMap<String, String>,
    /// The clerk's answers and those that nobody was asked for.
    pub answers: BTreeMap<String, String>,
    pub form: Option<FilledForm<'a>>,
    /// Every row of the item's list, also those this citizen need not bring.
    pub materials: Vec<CaseMaterial<'a>>,
    pub readiness: Readiness,
    /// Nobody answered in time: it stands accepted (逾期视为受理).
    pub is_unanswered: bool,
    counter_day: Date,
}

impl<'a> CaseAssessment<'a> {
    /// `form` is the item's own; without an item there is none. Numbers are judged as of `today`.
    pub fn new(
        case: &'a Case,
        item: Option<&'a Item>,
        form: Option<&'a FormDef>,
        today: Date,
    ) -> Self {
        let situation = read_situation(case, item);
        let answers = complete_answers(case, item, &situation);
        let form =
            item.zip(form).map(|(item, def)| FilledForm::new(case, item, &answers, def, today));
        let form_complete = form.as_ref().is_some_and(FilledForm::is_complete);
        let materials = item
            .map(|item| assess_materials(case, item, &situation, form_complete))
            .unwrap_or_default();
        let counter_day = case.counter_day(today);
        let input = CaseInput {
            case,
            counter_day,
            item,
            situation: &situation,
            answers: &answers,
            form: form.as_ref(),
            materials: &materials,
        };
        let readiness = Readiness::new(&input);
        let is_unanswered = false;
        Self {
            case,
            item,
            situation,
            answers,
            form,
            materials,
            readiness,
            is_unanswered,
            counter_day,
        }
    }

    /// The same of a case for which the calendar says whether it was left unanswered.
    pub fn with_silence(self, is_unanswered: bool) -> Self {
        if !is_unanswered {
            return self;
        }
        let next = step_after_silence(self.case, &self.readiness);
        Self { is_unanswered, readiness: Readiness { next, ..self.readiness }, ..self }
    }

    pub fn find_material(&self, id: &str) -> Option<&CaseMaterial<'a>> {
        self.materials.iter().find(|material| material.id() == id)
    }

    /// What a card that is not valid is worth in this situation; none where it is the clerk's to decide.
    pub fn expired_card(&self) -> Option<ExpiredCard> {
        self.as_input().expired_card()
    }

    /// Of whose document the clerk is to say why the case goes on with it.
    pub fn asks_confirmation(&self, person: &Person) -> bool {
        self.as_input().asks_confirmation(person)
    }

    /// What the rules below it are asked by.
    pub(super) fn as_input(&self) -> CaseInput<'_> {
        CaseInput {
            case: self.case,
            counter_day: self.counter_day,
            item: self.item,
            situation: &self.situation,
            answers: &self.answers,
            form: self.form.as_ref(),
            materials: &self.materials,
        }
    }

    pub fn as_amendment(&self) -> Amendment<'a> {
        Amendment {
            case: self.case,
            item: self.item,
            form: self.form.as_ref().map(|form| form.def),
        }
    }
}
