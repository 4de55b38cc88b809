//! What the rules of a case are asked by.

use std::collections::BTreeMap;

use super::filled_form::FilledForm;
use super::materials::CaseMaterial;
use crate::case::Case;
use crate::date::Date;
use crate::item::Item;

/// What was worked out of a case already.
pub(super) struct CaseInput<'a> {
    pub case: &'a Case,
    /// See [`Case::counter_day`].
    pub counter_day: Date,
    pub item: Option<&'a Item>,
    pub situation: &'a BTreeMap<String, String>,
    pub answers: &'a BTreeMap<String, String>,
    pub form: Option<&'a FilledForm<'a>>,
    pub materials: &'a [CaseMaterial<'a>],
}
