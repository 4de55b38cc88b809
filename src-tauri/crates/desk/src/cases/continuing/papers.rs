//! Papers as the office's record has them: what came for each row, where it is and who compared it; and
//! what was made of the case, with the signatures on its form.
use super::{Dated, find_signer, moment};
use crate::cases::case_file::CaseFile;
use crate::cases::sealed_pages::{CERTIFICATE, SealedFile, page_facts};
use crate::cases::signing::{digest_values, list_unsigned};
use crate::station::ids::new_id;
use counter_backoffice::{
    FORM_SIGNED, FORM_STROKES, IntakeWire, MaterialWire, Part, PartKind, RefusalWire,
    SignatureWire, Submission, WitnessWire,
};
use counter_core::case::{
    APPLICATION_FORM, Case, Document, PaperKind, Reading, SealedPart, ShownTo, Signature, Witness,
};
use counter_core::certificate::{Held, HolderKey, key_of};
use counter_core::code::parse_variant;
use counter_core::fact::Fact;
use counter_core::item::{Item, PersonRole};
use std::collections::{BTreeMap, BTreeSet};

/// Where a page says that it came with the record.
const CARRIED: &str = "carried";
/// More often than this nobody prints one paper.
const MOST_PRINTS: u32 = 20;

type Parts = BTreeMap<String, SealedFile>;

/// The pages in their order, then what is known of each row. None where a part is not here.
pub(super) fn material_facts(
    case: &Case,
    item: &Item,
    filed: &Submission,
    number: &str,
    parts: &Parts,
) -> Option<Vec<Fact>> {
    let used = filed.materials.iter().filter_map(|row| row.certificate.as_ref());
    let certificates: BTreeSet<&str> = used.map(|used| used.sha256.as_str()).collect();
    let mut facts = Vec::new();
    for part in filed.manifest.iter().filter(|part| part.kind == PartKind::Page) {
        let is_certificate = certificates.contains(part.sha256.as_str());
        let source = if is_certificate { CERTIFICATE } else { CARRIED };
        let material = Some(part.material.as_str()).filter(|row| !row.is_empty());
        facts.extend(page_facts(parts.get(&part.sha256)?, source, material));
    }
    for row in &filed.materials {
        facts.extend(certificate_fact(case, item, row, parts));
        facts.extend(row.intake.iter().flat_map(|intake| intake_facts(&row.id, intake, number)));
    }
    Some(facts)
}

fn certificate_fact(case: &Case, item: &Item, row: &MaterialWire, parts: &Parts) -> Option<Fact> {
    let used = row.certificate.as_ref()?;
    let role = item.materials.iter().find(|def| def.id == row.id).and_then(|def| def.person);
    let person = case.find_person(role.unwrap_or(PersonRole::Applicant))?;
    let key = key_of(&used.kind);
    let certificate = Held {
        material: row.id.clone(),
        person: person.id.clone(),
        key,
        holder: match key {
            HolderKey::OrganisationCode => Default::default(),
            HolderKey::ResidentNumber | HolderKey::LandTitle => person.number.clone(),
        },
        kind: used.kind.clone(),
        name: used.kind.clone(),
        identifier: used.identifier.clone(),
        issuer: used.issuer.clone(),
        valid_to: used.valid_to,
        file: parts.get(&used.sha256)?.row.id.clone(),
        sha256: used.sha256.clone(),
        fetched_at: moment(used.fetched_at),
        ground: used.ground.clone(),
    };
    Some(Fact::CertificateUsed { certificate })
}

/// A check is of the pages that are there when it is told.
fn intake_facts(row: &str, intake: &IntakeWire, number: &str) -> Vec<Fact> {
    let material = || row.to_owned();
    let papers = intake.papers;
    let count = |kind, count| Fact::PapersCounted { material: material(), kind, count };
    let compared = u32::from(intake.check.is_some());
    let custody = intake.custody.as_deref().and_then(parse_variant);
    let copies = intake.copies_custody.as_deref().and_then(parse_variant);
    [
        (papers.originals != compared).then(|| count(PaperKind::Original, papers.originals)),
        (papers.copies > 0).then(|| count(PaperKind::Copy, papers.copies)),
        (papers.electronic > 0).then(|| count(PaperKind::Electronic, papers.electronic)),
        (papers.objects > 0)
            .then(|| Fact::ObjectCounted { material: material(), count: papers.objects }),
        intake.check.as_ref().map(|check| Fact::CheckCarried {
            material: material(),
            by: check.clerk.clone(),
            at: moment(check.at),
            number: number.to_owned(),
        }),
        custody.map(|custody| Fact::CustodySet {
            material: material(),
            custody,
            place: intake.place.clone(),
        }),
        copies.map(|custody| Fact::CopiesSet {
            material: material(),
            custody,
            place: intake.copies_place.clone(),
        }),
        intake.problem.as_ref().map(|problem| Fact::ProblemSet {
            material: material(),
            problem: Some(problem.expose().to_owned()),
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Each paper that was made before the decision, and what was done with the form. None where a part is
/// not here.
pub(super) fn list_papers(
    file: &CaseFile,
    filed: &Submission,
    parts: &Parts,
) -> Option<Vec<Dated>> {
    let name_witness = |wire: &SignatureWire| {
        let person = find_signer(&file.case, &wire.role, &wire.name)?.to_owned();
        let witness = Some(read_witness(wire.witness.as_ref()?)?);
        Some((Fact::WitnessNamed { person, witness }, moment(wire.at)))
    };
    let mut witnessed = file.clone();
    for (named, at) in filed.signatures.iter().filter_map(name_witness) {
        witnessed.case.apply(&named, at, &filed.clerk);
    }
    let values = digest_values(&witnessed.assess());
    let whole = make_papers(file, filed, parts, Some(&values))?;
    let after = CaseFile { case: whole.case, ..file.clone() };
    // Who signs next signs where the form says; that is known only of one that is made here.
    match list_unsigned(&after.assess()).is_empty() {
        true => Some(whole.dated),
        false => Some(make_papers(file, filed, parts, None)?.dated),
    }
}

struct Papers {
    dated: Vec<Dated>,
    case: Case,
}

impl Papers {
    fn tell(&mut self, dated: Dated) {
        self.case.apply(&dated.fact, dated.at, &dated.by);
        self.dated.push(dated);
    }
}

fn make_papers(
    file: &CaseFile,
    filed: &Submission,
    parts: &Parts,
    values: Option<&str>,
) -> Option<Papers> {
    let mut papers = Papers { dated: Vec::new(), case: file.case.clone() };
    let is_paper = |part: &&Part| {
        part.kind == PartKind::Document && ![FORM_STROKES, FORM_SIGNED].contains(&&*part.material)
    };
    for part in filed.manifest.iter().filter(is_paper) {
        tell_paper(&mut papers, filed, part, parts.get(&part.sha256)?, values);
    }
    for wire in &filed.signatures {
        // One that cannot be told is asked for again.
        if let Some(signature) = read_signature(&papers.case, wire, parts) {
            tell_signature(&mut papers, filed, wire, signature);
        }
    }
    for refusal in &filed.refusals {
        tell_refusal(&mut papers, filed, refusal);
    }
    if let Some(slip) = &filed.signed_slip {
        let page = find_page(&papers.case, &slip.sha256)?;
        let (at, by) = (moment(slip.at), slip.clerk.clone());
        papers.tell(Dated { at, by, fact: Fact::SlipScanned { page } });
    }
    Some(papers)
}

fn tell_paper(
    papers: &mut Papers,
    filed: &Submission,
    part: &Part,
    sealed: &SealedFile,
    values: Option<&str>,
) {
    let mut printed = filed.words.iter().flat_map(|words| &words.papers);
    let issued = printed.find(|paper| paper.sha256 == part.sha256);
    let at = moment(issued.map_or(filed.decided_at, |paper| paper.issued_at));
    let is_form = part.material == APPLICATION_FORM;
    let document = Document {
        id: new_id(),
        form: part.material.clone(),
        file: sealed.row.id.clone(),
        number: issued.and_then(|paper| paper.number.clone()),
        pages: sealed.pages,
        sha256: part.sha256.clone(),
        len: part.len,
        values: values.filter(|_| is_form).map(str::to_owned),
        signature_boxes: Vec::new(),
        code: None,
    };
    let (id, by) = (document.id.clone(), filed.clerk.clone());
    let dated = |fact| Dated { at, by: by.clone(), fact };
    papers.tell(dated(Fact::DocumentIssued { document }));
    if is_form {
        let shown = Fact::FormShown { document: id.clone(), to: ShownTo::Clerk };
        papers.tell(dated(shown));
    }
    for again in 0..issued.map_or(0, |paper| paper.prints.min(MOST_PRINTS)) {
        let printed = Fact::Printed { document: id.clone(), reprint: again > 0, printer: None };
        papers.tell(dated(printed));
    }
}

/// None where it names what is not here, or a word of it is of a later program.
fn read_signature(case: &Case, wire: &SignatureWire, parts: &Parts) -> Option<Signature> {
    let sealed = |sha256: &Option<String>| {
        let part = parts.get(sha256.as_ref()?)?;
        let (file, sha256, len) = (part.row.id.clone(), part.row.sha256.clone(), part.row.len);
        Some(SealedPart { file, sha256, len })
    };
    let by_strokes = wire.strokes.is_some();
    Some(Signature {
        id: new_id(),
        document: find_document(case, &wire.shown)?,
        sha256: wire.shown.clone(),
        person: find_signer(case, &wire.role, &wire.name)?.to_owned(),
        role: parse_variant(&wire.role)?,
        signs_for: wire.signs_for,
        by: parse_variant(&wire.by)?,
        strokes: sealed(&wire.strokes),
        signed_form: sealed(&wire.signed).filter(|_| by_strokes),
        page: wire.signed.as_ref().filter(|_| !by_strokes).and_then(|sha| find_page(case, sha)),
        code_read: wire.code_read,
        witness: wire.witness.as_ref().and_then(read_witness),
    })
}

fn tell_signature(
    papers: &mut Papers,
    filed: &Submission,
    wire: &SignatureWire,
    signature: Signature,
) {
    let (at, by) = (moment(wire.at), filed.clerk.clone());
    let (document, person) = (signature.document.clone(), signature.person.clone());
    let witness = signature.witness.clone();
    let named = witness
        .map(|witness| Fact::WitnessNamed { person: person.clone(), witness: Some(witness) });
    let read = wire.read_aloud.then_some(Fact::FormReadAloud { document, person: person.clone() });
    let signed = Fact::FormSigned { signature };
    for fact in named.into_iter().chain(read).chain([signed]) {
        papers.tell(Dated { at, by: by.clone(), fact });
    }
}

fn tell_refusal(papers: &mut Papers, filed: &Submission, wire: &RefusalWire) {
    let form = find_document(&papers.case, &wire.shown);
    let person = find_signer(&papers.case, &wire.role, &wire.name).map(str::to_owned);
    let Some((document, person)) = form.zip(person) else { return };
    let fact = Fact::SignatureRefused { document, person, note: wire.note.clone() };
    papers.tell(Dated { at: moment(wire.at), by: filed.clerk.clone(), fact });
}

fn find_document(case: &Case, sha256: &str) -> Option<String> {
    let mut papers = case.documents.iter().map(|(paper, _)| paper);
    papers.find(|paper| paper.sha256 == sha256).map(|paper| paper.id.clone())
}

fn find_page(case: &Case, sha256: &str) -> Option<String> {
    case.pages.iter().find(|page| page.sha256 == sha256).map(|page| page.id.clone())
}

fn read_witness(wire: &WitnessWire) -> Option<Witness> {
    Some(Witness {
        name: wire.name.clone(),
        id_kind: parse_variant(&wire.id_kind)?,
        number: wire.number.clone(),
        reading: if wire.source == "chip" { Reading::Card } else { Reading::Typed },
        namesake: false,
    })
}
