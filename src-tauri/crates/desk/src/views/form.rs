//! The application form of a case as the screen shows it: what is filled in, from where, and what
//! is wrong with it.
use crate::contract::views::{FieldView, FindingView, FormSectionView, FormView, OptionView};
use counter_core::casework::{FieldValue, FilledForm};
use counter_core::form::{Finding, Severity};

pub fn form_view(form: &FilledForm) -> FormView {
    // The values stand in the order of the form.
    let mut fields = form.fields.iter();
    let sections = form.def.sections.iter().map(|section| FormSectionView {
        title: section.title.clone(),
        fields: fields.by_ref().take(section.fields.len()).map(field_view).collect(),
    });
    FormView {
        id: form.def.id.clone(),
        title: form.def.title.clone(),
        sections: sections.collect(),
        filled: form.values.len() as u32,
        left: form.count_wrong_fields() as u32,
        findings: form.findings.iter().map(finding_view).collect(),
    }
}

fn finding_view(finding: &Finding) -> FindingView {
    FindingView {
        field: finding.field.clone(),
        error: finding.severity == Severity::Error,
        code: finding.code.clone(),
        params: finding.params.clone(),
    }
}

fn field_view(field: &FieldValue) -> FieldView {
    let FieldValue { def, value, source, required } = field;
    let options = def
        .options
        .iter()
        .map(|option| OptionView { id: option.value.clone(), label: option.label.clone() });
    FieldView {
        id: def.id.clone(),
        label: def.label.clone(),
        kind: def.kind,
        required: *required,
        options: options.collect(),
        hint: def.hint.clone(),
        value: value.clone().into_owned(),
        source: *source,
    }
}
