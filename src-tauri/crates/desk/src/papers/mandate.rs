//! 授权委托书 with what is on record of a case in it: who gives the authority and who gets it, for which
//! item, how far and until when. What is not on record stays a line to be written on: the paper is the
//! applicant's own word, and becomes one by their signature.
use super::blank::Blank;
use super::context::PaperContext;
use crate::cases::case_file::CaseFile;
use counter_core::casework::find_recorded_value;
use counter_core::form::{FieldDef, FieldKind, FormDef};
use counter_documents::Sheet;
use counter_documents::sheet::BlankField;

/// The pack's form for an item whose own list has none.
const FOR_ANYBODY: &str = "weituoshu";
/// Boxes of a number on the form; a longer one stands there without.
const NUMBER_BOXES: usize = 18;

/// The form of the row that this citizen needs, else of any row of the item, else for anybody.
pub fn find_mandate_blank(file: &CaseFile) -> Option<Blank<'_>> {
    let (item, pack) = (file.item()?, &file.catalog.pack);
    let assessment = file.assess();
    let rows = assessment.materials.iter().filter_map(|row| {
        let form = item.blank_of(row.def).and_then(|id| pack.form(id))?;
        is_mandate_form(form).then_some((row.is_needed(), row.def.name.as_str(), form))
    });
    let rows: Vec<_> = rows.collect();
    let needed = rows.iter().find(|(is_needed, ..)| *is_needed).or(rows.first());
    let (material, form) = match needed {
        Some((_, material, form)) => (*material, *form),
        None => {
            let form = pack.form(FOR_ANYBODY).filter(|form| is_mandate_form(form))?;
            (form.title.as_str(), form)
        }
    };
    Some(Blank { item, material, form, version: pack.version(), sample: false })
}

/// An application form may name who acts as well, but not how far.
fn is_mandate_form(form: &FormDef) -> bool {
    let mut sources = form.fields().filter_map(|field| field.prefill.as_deref());
    sources.any(|source| source.starts_with("mandate."))
}

pub fn fill_mandate(context: &PaperContext, file: &CaseFile, blank: &Blank<'_>) -> Sheet {
    let mut paper = blank.make_form(context);
    let sections = paper.sections.iter_mut().zip(&blank.form.sections);
    let fields = sections.flat_map(|(section, def)| section.fields.iter_mut().zip(&def.fields));
    for (field, def) in fields {
        if let Some(value) = find_recorded_value(&file.case, blank.item, def) {
            write_value(field, def, value.into_owned());
        }
    }
    Sheet::Mandate(paper)
}

/// A choice is ticked; what was put on record in other words than its options stands there as it is.
fn write_value(field: &mut BlankField, def: &FieldDef, value: String) {
    if let Some(option) = def.options.iter().find(|option| option.value == value) {
        field.value = option.label.clone();
        return;
    }
    let is_too_long = value.chars().count() > NUMBER_BOXES;
    if field.kind == FieldKind::Choice || (field.kind == FieldKind::IdNumber && is_too_long) {
        field.kind = FieldKind::Text;
        field.options = Vec::new();
    }
    field.value = value;
}

#[cfg(test)]
mod tests;
