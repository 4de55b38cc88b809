//! The application form of a case with everything that is known filled in, and what is wrong with
//! it.

use std::collections::BTreeMap;

use super::agreement::find_disagreements;
use super::prefill::{FieldValue, Prefill};
use crate::case::Case;
use crate::date::Date;
use crate::form::{Finding, FormDef, Severity, validate_form};
use crate::item::Item;

/// The form with everything that is known filled in.
#[derive(Debug, Clone)]
pub struct FilledForm<'a> {
    pub def: &'a FormDef,
    /// In the order of the form.
    pub fields: Vec<FieldValue<'a>>,
    /// The values by field, without the empty ones, as they would be submitted now.
    pub values: BTreeMap<String, String>,
    pub findings: Vec<Finding>,
}

impl<'a> FilledForm<'a> {
    pub(super) fn new(
        case: &'a Case,
        item: &'a Item,
        answers: &BTreeMap<String, String>,
        def: &'a FormDef,
        today: Date,
    ) -> Self {
        let prefill = Prefill { case, item, answers };
        let fields: Vec<FieldValue<'a>> =
            def.fields().map(|field| prefill.fill_field(field)).collect();
        let filled = fields.iter().filter(|field| !field.value.is_empty());
        let values =
            filled.map(|field| (field.def.id.clone(), field.value.clone().into_owned())).collect();
        let mut findings = validate_form(def, &values, today);
        // What this person's document does not have nobody can fill in.
        let excused = |id: &str| {
            fields.iter().any(|field| field.def.id == id && field.def.required && !field.required)
        };
        findings.retain(|finding| finding.code != "required" || !excused(&finding.field));
        findings.extend(find_disagreements(case, &fields, today));
        Self { def, fields, values, findings }
    }

    pub fn is_complete(&self) -> bool {
        self.first_wrong_field().is_none()
    }

    /// Id of the first field with an error.
    pub fn first_wrong_field(&self) -> Option<&str> {
        self.wrong_fields().next()
    }

    /// How many fields have an error.
    pub fn count_wrong_fields(&self) -> usize {
        let mut fields: Vec<&str> = self.wrong_fields().collect();
        fields.dedup();
        fields.len()
    }

    fn wrong_fields(&self) -> impl Iterator<Item = &str> {
        let errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| finding.field.as_str())
    }

    /// What stands in a field; empty for one that the form does not have.
    pub fn value_of(&self, id: &str) -> &str {
        self.values.get(id).map_or("", String::as_str)
    }
}
