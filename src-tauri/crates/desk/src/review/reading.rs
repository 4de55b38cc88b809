//! One case as a supervisor reads it, from either source: the station's own journal, or a
//! submission as it was filed.
use super::mask;
use crate::cases::case_file::CaseFile;
use crate::cases::masking::{mask_identifier, mask_number};
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::views::{
    AnswerView, CardWarning, CustomerView, NoticeItem, ReviewDecision, ReviewField, ReviewMaterial,
    ReviewSection, RevisionBrief,
};
use crate::views::amendment::notice_item;
use crate::views::people::{READER, card_warnings, filed_card_warnings};
use counter_backoffice::{OffList, PersonWire, Submission};
use counter_core::case::{Case, Decision, DecisionKind, Person};
use counter_core::casework::CaseAssessment;
use counter_core::code::variant_code;
use counter_core::date::{Moment, moment_text};
use std::collections::BTreeMap;

/// Shows or hides what is a person's.
#[derive(Clone, Copy)]
pub struct Visibility {
    pub masked: bool,
}

impl Visibility {
    fn show_text(self, hide: impl Fn(&str) -> String, text: &str) -> String {
        if self.masked { hide(text) } else { text.to_owned() }
    }

    pub fn person_view(self, case: &Case, p: &Person) -> CustomerView {
        CustomerView {
            role: variant_code(&p.role),
            name: self.show_text(mask::mask_words, p.name.expose()),
            id_kind: variant_code(&p.id_kind),
            number: self.show_text(mask_number, p.number.expose()),
            phone: self.show_text(mask::mask_tail, p.phone.expose()),
            address: self.show_text(mask::mask_words, p.address.expose()),
            by_card: p.reading == counter_core::case::Reading::Card,
            present: p.present,
            signs: p.signs,
            warnings: self.show_warnings(card_warnings(p, case.expiry_confirmation(p))),
        }
    }

    pub fn filed_person_view(self, p: &PersonWire) -> CustomerView {
        let detail =
            |name: &str| p.details.get(name).map(|v| v.expose().to_owned()).unwrap_or_default();
        CustomerView {
            role: p.role.clone(),
            name: self.show_text(mask::mask_words, p.name.expose()),
            id_kind: p.id_kind.clone(),
            number: self.show_text(mask_number, p.number.expose()),
            phone: self.show_text(mask::mask_tail, &detail("phone")),
            address: self.show_text(mask::mask_words, &detail("address")),
            by_card: p.source == "chip",
            present: p.present,
            signs: p.signs,
            warnings: self.show_warnings(filed_card_warnings(&p.details)),
        }
    }

    /// What was noted is said; the days of the card are a person's, the reader is nobody's.
    fn show_warnings(self, mut warnings: Vec<CardWarning>) -> Vec<CardWarning> {
        let params = warnings.iter_mut().flat_map(|warning| warning.params.iter_mut());
        for (_, day) in params.filter(|(name, _)| *name != READER) {
            *day = self.show_text(mask::mask_words, day);
        }
        warnings
    }

    pub fn form_sections(
        self,
        loaded: &LoadedPack,
        item: &str,
        values: &BTreeMap<String, String>,
    ) -> Vec<ReviewSection> {
        let form = loaded.pack.item(item).and_then(|i| loaded.pack.form(&i.form));
        let sections = form.map(|f| f.sections.as_slice()).unwrap_or_default();
        let section = |s: &counter_core::form::FormSection| ReviewSection {
            title: s.title.clone(),
            fields: s.fields.iter().map(|f| self.field_view(f, values)).collect(),
        };
        sections.iter().map(section).collect()
    }

    fn field_view(
        self,
        def: &counter_core::form::FieldDef,
        values: &BTreeMap<String, String>,
    ) -> ReviewField {
        let value = values.get(&def.id).map(String::as_str).unwrap_or_default();
        let label =
            def.options.iter().find(|o| o.value == value).map_or(value, |o| o.label.as_str());
        ReviewField {
            id: def.id.clone(),
            label: def.label.clone(),
            value: self.show_text(|v| mask::mask_field(def, v), label),
        }
    }
}

pub fn answer_views(
    loaded: &LoadedPack,
    item: &str,
    chosen: &BTreeMap<String, String>,
) -> Vec<AnswerView> {
    let questions = loaded.pack.item(item).map(|i| i.questions.as_slice()).unwrap_or_default();
    let answered = questions.iter().filter_map(|q| {
        let option = q.options.iter().find(|o| Some(&o.id) == chosen.get(&q.id))?;
        Some(AnswerView { question: q.text.clone(), answer: option.label.clone() })
    });
    answered.collect()
}

pub fn own_materials(assessment: &CaseAssessment) -> Vec<ReviewMaterial> {
    let materials = assessment.materials.iter().filter(|material| material.is_needed());
    materials
        .map(|material| ReviewMaterial {
            id: material.id().to_owned(),
            name: material.name().to_owned(),
            need: material.row.need.code().to_owned(),
            state: variant_code(&material.state),
            pages: material.pages.len() as u32,
            checked_by: material.checked.as_ref().map(|(by, _)| by.clone()),
            custody: Some(material.custody),
            problem: material.problem.clone(),
            certificate: material
                .certificate
                .map(|certificate| mask_identifier(certificate.identifier.expose())),
        })
        .collect()
}

pub fn filed_materials(filed: &Submission) -> Vec<ReviewMaterial> {
    let rows = filed.materials.iter().filter(|r| r.need != "not_needed");
    rows.map(|r| ReviewMaterial {
        id: r.id.clone(),
        name: r.name.clone(),
        need: r.need.clone(),
        state: r.state.clone(),
        pages: filed.manifest.iter().filter(|p| p.material == r.id).count() as u32,
        checked_by: None,
        custody: None,
        problem: None,
        certificate: r.certificate.as_ref().map(|c| mask_identifier(c.identifier.expose())),
    })
    .collect()
}

pub fn decision_view((decision, at): &(Decision, Moment)) -> ReviewDecision {
    ReviewDecision {
        kind: decision.kind,
        at: moment_text(*at),
        faults: decision.faults.iter().map(notice_item).collect(),
        reasons: decision.reasons.clone(),
        right_office: decision.right_office.clone(),
    }
}

/// A submission names the kind, and what was asked for off the list; its other words are on the
/// paper among its parts.
pub fn filed_decision_view(filed: &Submission) -> ReviewDecision {
    let beyond = |one: &OffList| NoticeItem {
        material: None,
        name: one.name.clone(),
        problem: one.problem.clone(),
        fix: String::new(),
        reason: Some(one.reason.clone()),
    };
    ReviewDecision {
        kind: filed_kind(filed.decision),
        at: moment_text(Moment::from_millis(filed.decided_at.as_millisecond())),
        faults: filed.off_list.iter().map(beyond).collect(),
        reasons: Vec::new(),
        right_office: None,
    }
}

pub fn filed_kind(decision: counter_backoffice::Decision) -> DecisionKind {
    match decision {
        counter_backoffice::Decision::Accepted => DecisionKind::Accept,
        counter_backoffice::Decision::Correction => DecisionKind::Correction,
        counter_backoffice::Decision::Refused => DecisionKind::Refuse,
        counter_backoffice::Decision::Redirected => DecisionKind::Redirect,
    }
}

pub fn revision_briefs(file: &CaseFile) -> Vec<RevisionBrief> {
    let each = file.case.decisions.iter().zip(1..);
    each.map(|((d, at), n)| RevisionBrief {
        n,
        kind: Some(d.kind),
        at: Some(moment_text(*at)),
        marked: false,
    })
    .collect()
}

pub fn expose_values(
    values: &BTreeMap<String, counter_backoffice::Private>,
) -> BTreeMap<String, String> {
    values.iter().map(|(k, v)| (k.clone(), v.expose().to_owned())).collect()
}
