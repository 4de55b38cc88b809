//! One case as a supervisor reads it, from either source: the station's own journal, or a
//! submission as it was filed.
use super::mask;
use crate::cases::case_file::CaseFile;
pub use crate::cases::continuing::filed_kind;
use crate::cases::masking::{mask_identifier, mask_number};
use crate::cases::submission::material_wire;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::views::{
    AnswerView, CardWarning, CustomerView, LateView, MandateView, NoticeItem, PromiseView,
    ReviewCorrection, ReviewDecision, ReviewDeferred, ReviewFault, ReviewField, ReviewFurther,
    ReviewMaterial, ReviewSection, RevisionBrief,
};
use crate::views::amendment::notice_item;
use crate::views::mandate::{filed_mandate_view, mandate_view};
use crate::views::people::{READER, card_warnings, filed_card_warnings};
use counter_backoffice::{
    CorrectionWire, FaultWire, LateWire, MaterialWire, OffList, PersonWire, Private, Submission,
};
use counter_core::case::{Case, Decision, Deemed, Deferred, Fault, Person};
use counter_core::casework::CaseAssessment;
use counter_core::code::{parse_variant, variant_code};
use counter_core::date::{Moment, date_text, moment_text};
use counter_core::item::RowNeed;
use std::collections::BTreeMap;

/// Shows or hides what is a person's.
#[derive(Clone, Copy)]
pub struct Visibility {
    pub masked: bool,
}

impl Visibility {
    pub fn show_text(self, hide: impl Fn(&str) -> String, text: &str) -> String {
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
            mandate: p.mandate.as_ref().map(|mandate| self.show_mandate(mandate_view(mandate))),
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
            mandate: filed_mandate_view(&p.details).map(|mandate| self.show_mandate(mandate)),
        }
    }

    /// By what and until when is said; the clerk's own words may name somebody.
    fn show_mandate(self, mandate: MandateView) -> MandateView {
        MandateView {
            paper: self.show_text(mask::mask_words, &mandate.paper),
            extent: self.show_text(mask::mask_words, &mandate.extent),
            ..mandate
        }
    }

    /// What was noted is said; the days of the card are a person's, the reader is nobody's.
    fn show_warnings(self, mut warnings: Vec<CardWarning>) -> Vec<CardWarning> {
        let params = warnings.iter_mut().flat_map(|warning| warning.params.iter_mut());
        for (_, day) in params.filter(|(name, _)| *name != READER) {
            *day = self.show_text(mask::mask_words, day);
        }
        for word in warnings.iter_mut().filter_map(|warning| warning.confirmation.as_mut()) {
            word.text = self.show_text(mask::mask_words, &word.text);
            if let Some(until) = word.paper.as_mut().and_then(|paper| paper.until.as_mut()) {
                *until = self.show_text(mask::mask_words, until);
            }
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

/// Both windows read a row as it goes to the office, so that both read the same.
pub fn own_materials(visibility: Visibility, assessment: &CaseAssessment) -> Vec<ReviewMaterial> {
    let rows = assessment.materials.iter();
    let rows = rows.map(|material| (material_wire(material), material.pages.len() as u32));
    let rows = rows.filter(|(row, _)| is_read(row));
    rows.map(|(row, pages)| visibility.material_view(&row, pages)).collect()
}

/// What this citizen needs, and what came or stays without being needed: the papers list that too.
fn is_read(row: &MaterialWire) -> bool {
    row.need != RowNeed::NotNeeded.code() || row.intake.is_some()
}

/// A former station told no pages of a row: then its files are counted.
pub fn filed_materials(visibility: Visibility, filed: &Submission) -> Vec<ReviewMaterial> {
    let rows = filed.materials.iter().filter(|row| is_read(row));
    rows.map(|row| {
        let files = || filed.manifest.iter().filter(|part| part.material == row.id).count() as u32;
        let pages = row.intake.as_ref().map_or_else(files, |intake| intake.pages);
        visibility.material_view(row, pages)
    })
    .collect()
}

impl Visibility {
    fn material_view(self, row: &MaterialWire, pages: u32) -> ReviewMaterial {
        let intake = row.intake.clone().unwrap_or_default();
        let (checked_by, checked_at) = intake.check.map(|check| (check.clerk, check.at)).unzip();
        ReviewMaterial {
            id: row.id.clone(),
            name: row.name.clone(),
            need: row.need.clone(),
            state: row.state.clone(),
            pages,
            originals: intake.papers.originals,
            copies: intake.papers.copies,
            electronic: intake.papers.electronic,
            objects: intake.papers.objects,
            checked_by,
            checked_at: checked_at.map(wire_moment),
            custody: intake.custody.as_deref().and_then(parse_variant),
            place: intake.place.map(|place| self.show_text(mask::mask_words, place.expose())),
            copies_custody: intake.copies_custody.as_deref().and_then(parse_variant),
            copies_place: intake
                .copies_place
                .map(|place| self.show_text(mask::mask_words, place.expose())),
            problem: intake.problem.map(Private::into_exposed),
            certificate: row.certificate.as_ref().map(|c| mask_identifier(c.identifier.expose())),
        }
    }
}

/// As the journal has it: for what was filed before submissions had words.
pub fn decision_view(file: &CaseFile, (decision, at): &(Decision, Moment)) -> ReviewDecision {
    let rows = || file.item().into_iter().flat_map(|item| &item.materials);
    let find_name = |id: &str| rows().find(|row| row.id == id).map(|row| row.name.clone());
    let fault = |fault: &Fault| ReviewFault {
        target: fault.material.as_ref().map(|id| format!("material:{id}")),
        name: fault.name.clone(),
        problem: fault.problem.clone(),
        fix: fault.fix.clone(),
        reason: fault.reason.clone(),
    };
    ReviewDecision {
        kind: decision.kind,
        at: moment_text(*at),
        faults: decision.faults.iter().map(fault).collect(),
        reasons: decision.reasons.clone(),
        remedies: Vec::new(),
        right_office: decision.right_office.clone(),
        promise: None,
        corrections: Vec::new(),
        deemed: decision.deemed.as_ref().map(list_late_items),
        deferred: decision.deferred.as_ref().map(|deferred| deferred_view(deferred, find_name)),
        further: decision.further.as_ref().map(|further| {
            let names = decision.faults.iter().map(|fault| fault.name.as_str());
            further_view(names, &further.seen_before, further.reason.as_deref())
        }),
    }
}

/// By the names of the lines that were there at the notice before.
fn further_view<'a>(
    names: impl Iterator<Item = &'a str>,
    seen_before: &[u32],
    reason: Option<&str>,
) -> ReviewFurther {
    let seen = (0u32..).zip(names).filter(|(place, _)| seen_before.contains(place));
    let seen = seen.map(|(_, name)| name.to_owned()).collect();
    ReviewFurther { seen, reason: reason.map(str::to_owned) }
}

fn deferred_view(
    deferred: &Deferred,
    find_name: impl Fn(&str) -> Option<String>,
) -> ReviewDeferred {
    let extended = deferred.extended.as_ref();
    let name = |id: &String| find_name(id).unwrap_or_else(|| id.clone());
    ReviewDeferred {
        until: date_text(deferred.until),
        papers: deferred.materials.iter().map(name).collect(),
        from: extended.map(|extension| date_text(extension.from)),
        reason: extended.map(|extension| extension.reason.expose().to_owned()),
    }
}

fn list_late_items(deemed: &Deemed) -> Vec<NoticeItem> {
    deemed.papers.iter().map(notice_item).collect()
}

/// Without words a submission names the kind, and what was asked for off the list; the rest is on
/// the paper among its parts.
pub fn filed_decision_view(filed: &Submission) -> ReviewDecision {
    let words = filed.words.clone().unwrap_or_default();
    let further = words.further.as_ref().map(|further| {
        let names = words.faults.iter().map(|fault| fault.name.expose());
        further_view(names, &further.seen_before, further.reason.as_ref().map(Private::expose))
    });
    let find_name =
        |id: &str| filed.materials.iter().find(|row| row.id == id).map(|row| row.name.clone());
    let beyond = filed.off_list.iter().filter(|_| filed.words.is_none()).map(off_list_view);
    ReviewDecision {
        kind: filed_kind(filed.decision),
        at: wire_moment(filed.decided_at),
        faults: words.faults.into_iter().map(fault_view).chain(beyond).collect(),
        reasons: words.reasons.into_iter().map(Private::into_exposed).collect(),
        remedies: words.remedies,
        right_office: words.right_office.map(Private::into_exposed),
        promise: words.promise.map(|promise| PromiseView {
            text: promise.text,
            day: promise.day.map(date_text),
            provisional: promise.provisional,
        }),
        corrections: words.corrections.into_iter().map(correction_view).collect(),
        deemed: filed.deemed.as_ref().map(list_late_items),
        deferred: filed.deferred.as_ref().map(|deferred| deferred_view(deferred, find_name)),
        further,
    }
}

fn correction_view(correction: CorrectionWire) -> ReviewCorrection {
    ReviewCorrection {
        name: correction.name.into_exposed(),
        by: correction.clerk,
        at: wire_moment(correction.at),
    }
}

fn fault_view(fault: FaultWire) -> ReviewFault {
    let material = fault.material.map(|id| format!("material:{id}"));
    ReviewFault {
        target: material.or_else(|| fault.field.map(|id| format!("field:{id}"))),
        name: fault.name.into_exposed(),
        problem: fault.problem.into_exposed(),
        fix: fault.fix.into_exposed(),
        reason: fault.reason.map(Private::into_exposed),
    }
}

fn off_list_view(demand: &OffList) -> ReviewFault {
    ReviewFault {
        target: None,
        name: demand.name.clone(),
        problem: demand.problem.clone(),
        fix: String::new(),
        reason: Some(demand.reason.clone()),
    }
}

pub fn late_view(late: &LateWire) -> LateView {
    LateView {
        kind: late.kind.clone(),
        due: date_text(late.due),
        provisional: late.provisional,
        on: date_text(late.on),
    }
}

pub fn wire_moment(at: jiff::Timestamp) -> String {
    moment_text(Moment::from_millis(at.as_millisecond()))
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

pub fn expose_values(values: &BTreeMap<String, Private>) -> BTreeMap<String, String> {
    values.iter().map(|(k, v)| (k.clone(), v.expose().to_owned())).collect()
}
