//! A form that was printed, signed or fingerprinted, and scanned under its row.
//!
//! Invariant: a signed page is bound by the code in its foot to the very form that was shown; another
//! version's is refused, and where no code can be read that the clerk said so is on record.
use super::editing::{record_facts, require_editable};
use super::signing::require_mandate;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::{find_form_row, is_code_of, require_shown_form, require_signer};
use crate::contract::views::CaseView;
use crate::contract::{FailureCode, SignOnPaper, WitnessInput};
use crate::desk::Desk;
use crate::station::ids::new_id;
use crate::station::limits::require_length;
use counter_core::case::{Document, PageOf, Reading, Signature, SignedBy, Witness};
use counter_core::fact::Fact;
use counter_core::idnum::{IdKind, Verdict, judge_number};
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::private::Private;
use counter_core::text::{is_same_name, normalize_name};

/// Wide enough for the code in a page's foot.
const CODE_WIDTH: u32 = 2400;

pub async fn sign_on_paper(desk: &Desk, payload: SignOnPaper) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let assessment = file.assess();
    let form = require_shown_form(&assessment)?;
    let signer = require_signer(&assessment, &payload.person)?;
    require_mandate(&file, &payload.person)?;
    let witness = check_witness(desk, &file, payload.witness.as_ref())?;
    let is_read_aloud = file.case.signing.is_read_aloud(&form.id, &signer.person);
    require_way(desk, payload.by, witness.is_some(), is_read_aloud)?;
    let page = file.case.pages.iter().find(|page| page.id == payload.page);
    let page = page.ok_or_else(|| Failure::new(FailureCode::UnknownPage))?;
    let code_read = read_code(desk, &file, page, &form, payload.unread).await?;
    let mut facts = Vec::new();
    // Wherever it came to lie: a signed form lies under its own row.
    let row = find_form_row(&file).filter(|row| page.material.as_deref() != Some(*row));
    facts.extend(
        row.map(|row| Fact::PageAssigned { page: page.id.clone(), material: Some(row.to_owned()) }),
    );
    facts.push(Fact::FormSigned {
        signature: Signature {
            id: new_id(),
            document: form.id,
            sha256: form.sha256,
            person: signer.person,
            role: signer.role,
            signs_for: signer.signs_for,
            by: payload.by,
            strokes: None,
            signed_form: None,
            page: Some(page.id.clone()),
            code_read,
            witness,
        },
    });
    desk.drop_citizen_form();
    record_facts(desk, file.clone(), facts)
}

/// Whoever cannot write hears the form first. A witness's hand alone is enough only where the place
/// says so; beside a fingerprint it always may be.
fn require_way(
    desk: &Desk,
    by: SignedBy,
    has_witness: bool,
    is_read_aloud: bool,
) -> Result<(), Failure> {
    let code = match by {
        SignedBy::Strokes => FailureCode::BadRequest,
        SignedBy::Pen if has_witness && !desk.station.signature_rules().is_witness_enough => {
            FailureCode::WitnessNotEnough
        }
        SignedBy::Fingerprint if !is_read_aloud => FailureCode::ReadAloudMissing,
        SignedBy::Pen if has_witness && !is_read_aloud => FailureCode::ReadAloudMissing,
        SignedBy::Pen | SignedBy::Fingerprint => return Ok(()),
    };
    Err(Failure::new(code))
}

/// Whether the page bears this form's code. One that cannot be read is the clerk's to say.
async fn read_code(
    desk: &Desk,
    file: &CaseFile,
    page: &PageOf,
    form: &Document,
    unread: bool,
) -> Result<bool, Failure> {
    let (_, bytes) = desk.cases.read_file(&file.id, &page.file)?;
    let worker = &desk.devices.worker;
    let picture = worker.render_page(&file.id, bytes, page.index, page.turns, CODE_WIDTH).await?;
    match worker.read_form_code(&file.id, picture.bytes).await? {
        Some(code) if is_code_of(&code, &file.id, form) => Ok(true),
        Some(_) => Err(Failure::new(FailureCode::FormCodeDiffers)),
        None if unread => Ok(false),
        None => Err(Failure::new(FailureCode::FormCodeUnread)),
    }
}

/// Identified, of nobody's side, and not of the window's staff.
fn check_witness(
    desk: &Desk,
    file: &CaseFile,
    typed: Option<&WitnessInput>,
) -> Result<Option<Witness>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    require_length(&typed.name, MAX_TEXT_CHARS)?;
    let name = normalize_name(&typed.name);
    if name.is_empty() {
        return Err(Failure::new(FailureCode::NameMissing));
    }
    let id_kind: IdKind = serde_json::from_value(typed.id_kind.clone().into())
        .map_err(|_| Failure::new(FailureCode::BadRequest))?;
    let judgement = judge_number(id_kind, &typed.number);
    if let Verdict::Refuse(code) = judgement.verdict {
        return Err(Failure::new(FailureCode::IdNumberRefused).with("why", code));
    }
    let number = judgement.normal;
    let is_of_case = file.case.people.iter().any(|person| person.is_numbered(id_kind, &number));
    let mut hands = std::iter::once(&file.case.clerk).chain(&file.case.taken_over);
    let is_staff = hands.any(|hand| is_same_name(&desk.station.colleague_name(hand), &name));
    if is_of_case || is_staff || is_same_name(&desk.station.require_clerk()?.name, &name) {
        return Err(Failure::new(FailureCode::WitnessIsParty));
    }
    let (name, number) = (Private::new(name), Private::new(number));
    Ok(Some(Witness { name, id_kind, number, reading: Reading::Typed }))
}
