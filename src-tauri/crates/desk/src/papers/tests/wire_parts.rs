//! The lists of a submission as the journal has them: people, rows, files, signatures, papers.
use super::record::Record;
use super::rows::find_demand;
use counter_core::case::{
    Custody, Mandate, MandateEnd, PaperCount, Person, Reading, SealedPart, Signature,
};
use counter_core::code::variant_code;
use counter_core::date::{Moment, date_text, moment_text};
use counter_core::item::{PersonRole, RowNeed, Supply};
use serde_json::{Value, json};

pub fn tell_person(record: &Record<'_>, person: &Person) -> Value {
    let confirmation = record.confirmation(&person.id);
    let confirmation = confirmation.map(|(by, at)| format!("{by} {}", moment_text(at)));
    let reason = person.expiry_reason.as_ref();
    let paper = reason.and_then(|reason| reason.paper.as_deref());
    let mandate = person.mandate.as_ref();
    let ends_with_case = mandate.is_some_and(|mandate| mandate.until == Some(MandateEnd::CaseEnd));
    let details = json!({
        "sex": person.sex, "ethnic": person.ethnic, "birth": person.birth,
        "address": person.address, "phone": person.phone, "relation": person.relation,
        "name_latin": person.name_latin, "valid_from": person.valid_from,
        "valid_to": person.valid_to, "card_warnings": person.warnings.join(","),
        "reader": person.reader, "expiry_confirmation": confirmation,
        "expiry_reason": reason.map(|reason| variant_code(&reason.ground)),
        "expiry_reason_text": reason.map(|reason| reason.text.expose()),
        "expiry_paper_number": paper.map(|paper| paper.number.expose()),
        "expiry_paper_until": paper.and_then(|paper| paper.until).map(date_text),
        "expiry_paper_row": paper.map(|paper| paper.row.as_str()),
        "mandate_extent": mandate.map(|mandate| mandate.extent.expose()),
        "mandate_until": mandate.and_then(Mandate::last_day).map(date_text),
        "mandate_end": ends_with_case.then_some("case_end"),
        "mandate_ground": mandate.and_then(|mandate| mandate.ground).map(|one| variant_code(&one)),
        "mandate_paper": mandate.map(|mandate| mandate.paper.expose()),
        "chip": person.raw,
    });
    json!({
        "role": variant_code(&person.role), "name": person.name,
        "id_kind": variant_code(&person.id_kind), "number": person.number,
        "source": if person.reading == Reading::Card { "chip" } else { "typed" },
        "present": person.present, "signs": person.signs, "details": details,
    })
}

/// Each sealed file once: pages, papers but for forms that are not in force, what signing made.
pub fn list_manifest(record: &Record<'_>) -> Vec<Value> {
    let pages = record.pages().into_iter().map(|leaf| {
        let (page, row) = (leaf.page, leaf.row.unwrap_or_default());
        part(&page.file, row, "page", &page.media, &page.sha256, page.len)
    });
    let form = record.form_in_force().map(|form| form.id.as_str());
    let papers = record.documents().into_iter().filter_map(|(_, paper, _)| {
        let goes = paper.form != "application_form" || Some(paper.id.as_str()) == form;
        let (id, pdf) = (paper.file.as_str(), "application/pdf");
        goes.then(|| part(id, &paper.form, "document", pdf, &paper.sha256, paper.len))
    });
    let signed = record.signatures().into_iter().flat_map(|(signature, _)| {
        let sealed = |one: &SealedPart, material: &str, media: &str| {
            part(&one.file, material, "document", media, &one.sha256, one.len)
        };
        let media = "application/vnd.counter.strokes+json";
        let strokes = signature.strokes.iter();
        let strokes = strokes.map(|one| sealed(one, "application_form_strokes", media));
        let form = signature.signed_form.iter();
        let form = form.map(|one| sealed(one, "application_form_signed", "application/pdf"));
        strokes.chain(form).collect::<Vec<_>>()
    });
    pages.chain(papers).chain(signed).collect()
}

pub fn tell_signatures(record: &Record<'_>) -> Vec<Value> {
    let (people, pages) = (record.people(), record.pages());
    let values = record.signatures().into_iter().map(|(signature, at): (&Signature, Moment)| {
        let signer = people.iter().find(|person| person.id == signature.person);
        let page = pages.iter().find(|leaf| Some(&leaf.page.id) == signature.page.as_ref());
        let signed = signature.signed_form.as_ref().map(|part| &part.sha256);
        let witness = signature.witness.as_ref().map(|witness| {
            json!({
                "name": witness.name, "id_kind": variant_code(&witness.id_kind),
                "number": witness.number,
                "source": if witness.reading == Reading::Card { "chip" } else { "typed" },
            })
        });
        json!({
            "role": variant_code(&signature.role),
            "name": signer.map(|person| person.form_name()),
            "signs_for": signature.signs_for, "by": variant_code(&signature.by),
            "shown": signature.sha256,
            "strokes": signature.strokes.as_ref().map(|part| &part.sha256),
            "signed": signed.or(page.map(|leaf| &leaf.page.sha256)),
            "code_read": signature.code_read, "read_aloud": record.was_read(signature, at),
            "witness": witness, "at": spell(at),
        })
    });
    values.collect()
}

pub fn tell_refusals(record: &Record<'_>) -> Vec<Value> {
    let people = record.people();
    let shown = record.form_in_force().map(|form| &form.sha256);
    let values = record.refusals().into_iter().map(|(person, note, at)| {
        let person = people.iter().find(|one| one.id == person).unwrap();
        json!({
            "role": variant_code(&person.role), "name": person.form_name(), "shown": shown,
            "note": note, "at": spell(at),
        })
    });
    values.collect()
}

pub fn tell_signed_slip(record: &Record<'_>) -> Option<Value> {
    let (sha256, clerk, at) = record.signed_slip()?;
    Some(json!({ "sha256": sha256, "clerk": clerk, "at": spell(at) }))
}

fn part(id: &str, material: &str, kind: &str, media: &str, sha256: &str, len: u64) -> Value {
    json!({
        "id": id, "material": material, "kind": kind, "media": media, "sha256": sha256, "len": len,
    })
}

/// Those that were issued before.
pub fn tell_papers(record: &Record<'_>, head: usize) -> Vec<Value> {
    let before = Record { entries: &record.entries[..head], ..*record };
    let papers = before.documents().into_iter().map(|(_, paper, at)| {
        json!({
            "form": paper.form, "sha256": paper.sha256, "number": paper.number,
            "issued_at": spell(at),
            "prints": Some(before.count_prints(&paper.id)).filter(|count| *count > 0),
            "saves": Some(before.count_saves(&paper.id)).filter(|count| *count > 0),
        })
    });
    papers.collect()
}

pub fn tell_materials(record: &Record<'_>, scans: bool) -> Vec<Value> {
    let assessment = record.file.assess();
    let is_filled = assessment.form.as_ref().is_some_and(|form| form.is_complete());
    let materials = assessment.materials.iter().map(|row| {
        let facts = record.row(row.def);
        let has_pages = !facts.pages.is_empty();
        let role = row.def.person.unwrap_or(PersonRole::Applicant);
        let holder = record.person_as(role);
        let by_chip = holder.is_some_and(|person| person.reading == Reading::Card);
        let things = facts.papers.objects;
        let is_here = match row.def.supply {
            Supply::Form => is_filled,
            Supply::Chip => has_pages || by_chip,
            Supply::Object => things > 0 && things >= row.def.original,
            Supply::Paper => has_pages,
        };
        let state = match (&row.row.need, facts.problem, is_here) {
            (RowNeed::NotNeeded, _, _) => "not_needed",
            (_, Some(_), _) => "problem",
            (_, None, true) => "received",
            (RowNeed::Later, None, false) => "promised",
            (_, None, false) => "missing",
        };
        let compared = facts.compared.map(|(by, at)| json!({ "clerk": by, "at": spell(at) }));
        let spell_custody = |custody: Custody| {
            Some(custody).filter(|custody| *custody != Custody::None).map(|one| variant_code(&one))
        };
        let papers = Some(facts.papers).filter(|papers| *papers != PaperCount::default());
        let is_by_card = row.def.supply == Supply::Chip && row.is_needed() && !has_pages && by_chip;
        let wanted = find_demand(record, row, &facts, is_by_card, scans);
        let wanted = wanted.map(|[originals, copies, objects]| {
            json!({
                "originals": originals, "copies": copies, "electronic": 0, "objects": objects,
            })
        });
        let certificate = record.file.case.certificate_of(&row.def.id);
        let certificate = certificate.map(|copy| {
            json!({
                "get_type": "5", "kind": copy.kind, "identifier": copy.identifier,
                "issuer": copy.issuer, "valid_to": copy.valid_to, "sha256": copy.sha256,
                "fetched_at": copy.fetched_at, "ground": copy.ground,
            })
        });
        json!({
            "id": row.def.id, "name": row.def.name,
            "original": row.def.original, "copy": row.def.copy,
            "need": row.row.need.code(), "state": state, "certificate": certificate,
            "wanted": wanted,
            "intake": {
                "papers": papers, "pages": Some(facts.pages.len()).filter(|count| *count > 0),
                "check": compared, "custody": spell_custody(facts.custody), "place": facts.place,
                "copies_custody": spell_custody(facts.copies_custody),
                "copies_place": facts.copies_place, "problem": facts.problem,
            },
        })
    });
    materials.collect()
}

pub fn spell(at: Moment) -> String {
    at.to_string()
}
