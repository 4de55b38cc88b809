//! What papers of the pack may say (一次性告知书, 空白表, 授权委托书), and what fields may hold.
use super::claims::Claims;
use super::scene::{Scene, What};
use crate::papers::example::CATALOG;
use counter_core::case::Reading;
use counter_core::date::date_text;
use counter_core::fact::Fact;
use counter_core::form::{FieldDef, FieldKind, FormDef};
use counter_core::item::{
    Accept, Limit, MaterialDef, Row, RowNeed, build_checklist, known_answers, settle_item,
};
use std::collections::BTreeSet;

/// Beside a number that no card said.
const TYPED: &str = "（手工录入）";

impl Scene<'_> {
    pub fn claim_list(&self, claims: &mut Claims) {
        let Some(item) = self.record.file.item() else { return };
        let answers = &self.record.file.case.answers;
        let by_rule = known_answers(item, answers);
        for question in &item.questions {
            let answer = answers.get(&question.id).or(by_rule.get(&question.id));
            let option = question.options.iter().find(|option| Some(&option.id) == answer);
            let Some(option) = option else { continue };
            claims.say(question.text.as_str());
            claims.say(option.label.as_str());
        }
        claims.texts.extend(item.requires.iter().map(|required| required.text.clone()));
        claims.texts.extend(item.conditions.iter().cloned());
        let settled = settle_item(item, answers);
        claims.texts.extend(settled.limit.as_ref().and_then(Limit::describe));
        claims.texts.extend(settled.fee.clone());
        claims.say(CATALOG.pack.version());
        claims.say("除清单所列以外，窗口不得要求提供其他材料。");
        claims.say(format!("已就“{}”一次性告知所需全部材料。", item.name));
        let rows = build_checklist(item, answers).into_iter().zip(&item.materials);
        let rows = rows.filter(|(row, _)| row.need != RowNeed::NotNeeded);
        for (at, (row, def)) in rows.enumerate() {
            let cells = self.tell_demand(&row, def);
            claims.texts.extend([def.name.clone(), cells[4].clone()]);
            claims.rows.push([vec![(at + 1).to_string()], cells].concat());
        }
    }

    /// Name, originals, copies, whether it must be, how it is handed in.
    fn tell_demand(&self, row: &Row, def: &MaterialDef) -> Vec<String> {
        let is_by_window = self.window.scans && def.original > 0 && def.copy > 0;
        let count = |number: u32| if number == 0 { "—".to_owned() } else { number.to_string() };
        let need = match row.need {
            RowNeed::Required => "必要",
            RowNeed::Optional => "如有请带",
            RowNeed::Later => "可后补",
            RowNeed::OneOf(_) => "任选其一",
            RowNeed::NotNeeded => "",
        };
        let how = match (def.accept, is_by_window) {
            (Accept::Original, true) | (Accept::Both, true) => "收原件，复印件不用带，窗口扫描",
            (Accept::Original, false) => "收原件",
            (Accept::SeeAndCopy, true) => "验原件，复印件不用带，窗口扫描",
            (Accept::SeeAndCopy, false) => "验原件，收复印件",
            (Accept::SeeOnly, true) => "只验原件，复印件不用带，窗口扫描",
            (Accept::SeeOnly, false) => "只验原件",
            (Accept::Copy, true) => "收复印件，复印件不用带，窗口扫描",
            (Accept::Copy, false) => "收复印件",
            (Accept::Both, false) => "收原件及复印件",
        };
        let how = match self.window.is_scanner_out {
            true => how.replace("复印件不用带，窗口扫描", "窗口代为复印"),
            false => how.to_owned(),
        };
        let item = self.record.file.item();
        let blank = item.and_then(|item| CATALOG.pack.form(item.blank_of(def)?));
        let blank = if blank.is_some() { "；窗口有空白表" } else { "" };
        vec![
            def.name.clone(),
            count(def.original),
            count(if is_by_window { 0 } else { def.copy }),
            need.to_owned(),
            format!("{how}{blank}"),
        ]
    }

    pub fn claim_blank(&self, claims: &mut Claims, def: &MaterialDef, is_sample: bool) {
        let Some(item) = self.record.file.item() else { return };
        let form = item.blank_of(def).and_then(|id| CATALOG.pack.form(id)).unwrap();
        claims.say(def.name.as_str());
        self.claim_pack_form(claims, form);
        for field in form.fields().filter(|_| is_sample) {
            let Some(sample) = &field.sample else { continue };
            claims.say(sample.as_str());
            claims.texts.extend(spell_day(sample));
        }
    }

    pub fn claim_mandate(&self, claims: &mut Claims) {
        for form in CATALOG.pack.forms().iter().filter(|form| form.fields().any(is_of_mandate)) {
            self.claim_pack_form(claims, form);
        }
        let item = self.record.file.item();
        let rows = item.into_iter().flat_map(|item| &item.materials);
        claims.texts.extend(rows.map(|row| row.name.clone()));
        for value in self.list_recorded() {
            claims.texts.extend(spell_day(&value));
            claims.say(value);
        }
        let people = self.record.people();
        claims.texts.extend(people.iter().map(|person| person.number.expose().to_owned()));
    }

    /// The form to be filled in by hand says nothing of its own of what is declared.
    pub(super) fn is_blank_silent(&self) -> bool {
        let is_silent = |form: &FormDef| form.declaration.is_empty();
        match self.what {
            What::Blank(def, _) => {
                let item = self.record.file.item();
                let form = item.and_then(|item| CATALOG.pack.form(item.blank_of(def)?));
                form.is_some_and(is_silent)
            }
            What::Mandate => {
                let mut forms = CATALOG.pack.forms().iter();
                forms.any(|form| form.fields().any(is_of_mandate) && is_silent(form))
            }
            _ => false,
        }
    }

    /// The pack's own words around the boxes.
    fn claim_pack_form(&self, claims: &mut Claims, form: &FormDef) {
        claims.say(form.title.as_str());
        claims.say(CATALOG.pack.version());
        for section in &form.sections {
            claims.say(section.title.as_str());
        }
        for field in form.fields() {
            claims.say(field.label.as_str());
            claims.texts.extend(field.hint.clone());
            claims.texts.extend(field.options.iter().map(|option| option.label.clone()));
            claims.texts.extend(tell_when(form, field));
        }
        claims.texts.extend(form.declaration.iter().cloned());
        claims.texts.extend(form.signs.iter().cloned());
        claims.texts.extend(form.signs.is_empty().then(|| "申请人签名（盖章）".to_owned()));
    }

    /// What is on record for a field to hold, but for numbers.
    pub fn list_recorded(&self) -> Vec<String> {
        let record = &self.record;
        let mut values = vec![date_text(record.received().unwrap_or(record.entries[0].at).date())];
        for person in record.people() {
            let private = [person.form_name(), person.birth.expose(), person.address.expose()];
            values.extend(private.map(str::to_owned));
            values.extend([person.phone.expose(), &person.relation].map(str::to_owned));
            values.extend([person.sex.clone(), person.ethnic.clone()]);
            let Some(mandate) = &person.mandate else { continue };
            values.push(mandate.extent.expose().to_owned());
            values.extend(mandate.last_day().map(date_text));
        }
        let item = record.file.item();
        values
            .extend(item.into_iter().flat_map(|item| [item.name.clone(), item.department.clone()]));
        values.extend(self.list_answers().into_iter().map(|(_, label)| label));
        values
    }

    /// The chosen options of the questions, by id and label.
    pub fn list_answers(&self) -> Vec<(String, String)> {
        let questions = self.record.file.item().into_iter().flat_map(|item| &item.questions);
        let choices = questions.filter_map(|question| {
            let answer = self.assessment.answers.get(&question.id)?;
            let option = question.options.iter().find(|option| option.id == *answer)?;
            Some((option.id.clone(), option.label.clone()))
        });
        choices.collect()
    }

    /// What was written into a field last.
    pub fn find_written(&self, field: &FieldDef) -> Option<&str> {
        let text = self.record.last(|entry| match &entry.fact {
            Fact::FieldFilled { field: id, value } if *id == field.id => Some(value.expose()),
            _ => None,
        });
        text.filter(|value| !value.is_empty())
    }

    /// As the application form has them: a number that no card said is marked.
    pub fn list_form_values(&self, form: &FormDef) -> Vec<String> {
        let mut values = self.list_recorded();
        for person in self.record.people() {
            let mark = if person.reading == Reading::Typed { TYPED } else { "" };
            values.push(format!("{}{mark}", person.number.expose()));
        }
        let mut choices: BTreeSet<String> = values.iter().cloned().collect();
        choices.extend(self.list_answers().into_iter().map(|(id, _)| id));
        for field in form.fields() {
            let Some(value) = self.find_written(field) else { continue };
            choices.insert(value.to_owned());
            let mark = if field.kind == FieldKind::IdNumber { TYPED } else { "" };
            values.push(format!("{value}{mark}"));
        }
        let options = form.fields().flat_map(|field| &field.options);
        let options = options.filter(|o| choices.contains(&o.value) || choices.contains(&o.label));
        values.extend(options.map(|option| option.label.clone()));
        values
    }
}

fn is_of_mandate(field: &FieldDef) -> bool {
    field.prefill.as_deref().is_some_and(|source| source.starts_with("mandate."))
}

/// 2026-12-31 as boxes of a form have it; none of what is no day.
fn spell_day(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let is_day = [year, month, day].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    is_day.then(|| format!("{year}年{month}月{day}日"))
}

fn tell_when(form: &FormDef, field: &FieldDef) -> Option<String> {
    let (id, values) = field.required_when.as_deref()?.split_once('=')?;
    let other = form.field(id)?;
    let labels: Vec<String> = values
        .split('|')
        .map(|value| {
            let option = other.options.iter().find(|option| option.value == value);
            format!("“{}”", option.map_or(value, |option| option.label.as_str()))
        })
        .collect();
    Some(format!("{}是{}的填写", other.label, labels.join("或者")))
}
