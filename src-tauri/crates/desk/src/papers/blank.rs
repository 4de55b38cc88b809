//! A form of the pack as paper to fill by pen, or as its sample. Of the item alone; nobody is in
//! it.
use super::context::PaperContext;
use super::declaration::list_declaration;
use super::sentences::SilentForm;
use counter_core::form::{FieldDef, FormDef};
use counter_core::item::Item;
use counter_documents::Sheet;
use counter_documents::sheet::{BlankField, BlankForm, BlankSection};

pub struct Blank<'a> {
    pub item: &'a Item,
    /// As the list calls it.
    pub material: &'a str,
    pub form: &'a FormDef,
    pub version: &'a str,
    pub sample: bool,
}

impl Blank<'_> {
    pub fn sheet(&self, context: &PaperContext) -> Sheet {
        Sheet::BlankForm(self.make_form(context))
    }

    pub(super) fn make_form(&self, context: &PaperContext) -> BlankForm {
        let sections = self.form.sections.iter().map(|section| BlankSection {
            title: section.title.clone(),
            fields: section.fields.iter().map(|field| self.field(field)).collect(),
        });
        let applicant = || vec!["申请人签名（盖章）".to_owned()];
        BlankForm {
            station: context.station_line(),
            window: context.clerk.window.clone(),
            printed_at: context.printed_at(),
            mark: context.mark.clone(),
            sample: self.sample,
            title: self.form.title.clone(),
            item_name: self.item.name.clone(),
            material: self.material.to_owned(),
            version: self.version.to_owned(),
            sections: sections.collect(),
            declaration: list_declaration(&self.form.declaration, SilentForm::Blank),
            signs: Some(self.form.signs.clone())
                .filter(|signs| !signs.is_empty())
                .unwrap_or_else(applicant),
        }
    }

    fn field(&self, field: &FieldDef) -> BlankField {
        let prefilled = match field.prefill.as_deref() {
            Some("item.name") => Some(&self.item.name),
            Some("item.department") => Some(&self.item.department),
            _ => field.sample.as_ref().filter(|_| self.sample),
        };
        let value = prefilled.cloned().unwrap_or_default();
        let option_label = field
            .options
            .iter()
            .find(|option| option.value == value)
            .map(|option| option.label.clone());
        BlankField {
            label: field.label.clone(),
            kind: field.kind,
            required: field.required,
            hint: [field.hint.clone(), self.only_when(field)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("；"),
            options: field.options.iter().map(|option| option.label.clone()).collect(),
            max_len: field.max_len,
            value: option_label.unwrap_or(value),
        }
    }

    /// `delivery=post` in words: 「结果领取方式」选“邮寄”的填.
    fn only_when(&self, field: &FieldDef) -> Option<String> {
        let (id, values) = field.find_requirement()?;
        let condition_field = self.form.field(id)?;
        let label = |value: &str| {
            let option = condition_field.options.iter().find(|option| option.value == value);
            format!("“{}”", option.map_or(value, |option| option.label.as_str()))
        };
        let labels: Vec<String> = values.into_iter().map(label).collect();
        Some(format!("{}是{}的填写", condition_field.label, labels.join("或者")))
    }
}
