//! A form that was printed, signed or fingerprinted, and scanned under its row.
//!
//! Invariant: a signed page is bound by the code in its foot to the very form that was shown; another
//! version's is refused, and where no code can be read that the clerk said so is on record; not of a
//! page that was here before the form was printed.
use super::editing::{record_facts, require_editable};
use super::signing::require_mandate;
use super::witness::{require_outsider, require_read_aloud, require_witness_enough};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::{
    Signer, find_form_row, is_code_of, require_shown_form, require_signer,
};
use crate::contract::views::CaseView;
use crate::contract::{FailureCode, SignOnPaper};
use crate::desk::Desk;
use crate::station::ids::new_id;
use counter_core::case::{Document, PageOf, ShownTo, Signature, SignedBy};
use counter_core::fact::Fact;

/// Wide enough for the code in a page's foot.
const CODE_WIDTH: u32 = 2400;

pub async fn sign_on_paper(desk: &Desk, payload: SignOnPaper) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let assessment = file.assess();
    let form = require_shown_form(&assessment)?;
    let signer = require_signer(&assessment, &payload.person)?;
    require_mandate(&file, &payload.person)?;
    require_way(desk, &file, &form.id, &signer, payload.by)?;
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
            witness: signer.witness,
        },
    });
    desk.drop_citizen_form();
    record_facts(desk, file.clone(), facts)
}

/// Whoever cannot write hears the form first. A witness signs on their own line: beside a fingerprint
/// always, by pen in the place of the signer where that is enough.
fn require_way(
    desk: &Desk,
    file: &CaseFile,
    document: &str,
    signer: &Signer,
    by: SignedBy,
) -> Result<(), Failure> {
    match by {
        SignedBy::Strokes => Err(Failure::new(FailureCode::BadRequest)),
        SignedBy::Pen => require_witness_enough(desk, file, document, signer),
        SignedBy::Fingerprint => {
            require_read_aloud(file, document, signer)?;
            let witness = signer.witness.as_ref();
            witness.map_or(Ok(()), |witness| require_outsider(desk, file, witness))
        }
    }
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
        None => {
            require_printed_before(desk, file, page, form)?;
            let by_word = unread.then_some(false);
            by_word.ok_or_else(|| Failure::new(FailureCode::FormCodeUnread))
        }
    }
}

/// Nobody's word makes the signed form of a page that came before that form was on paper.
fn require_printed_before(
    desk: &Desk,
    file: &CaseFile,
    page: &PageOf,
    form: &Document,
) -> Result<(), Failure> {
    let is_print = |fact: &Fact| match fact {
        Fact::Printed { document, .. }
        | Fact::PaperSaved { document, .. }
        | Fact::FormShown { document, to: ShownTo::Paper } => *document == form.id,
        _ => false,
    };
    let is_arrival =
        |fact: &Fact| matches!(fact, Fact::PageAdded { page: added } if added.id == page.id);
    let entries = desk.cases.read_entries(&file.id)?;
    let print = entries.iter().position(|entry| is_print(&entry.fact));
    let arrival = entries.iter().position(|entry| is_arrival(&entry.fact));
    let is_after = print.zip(arrival).is_some_and(|(print, arrival)| print < arrival);
    is_after.then_some(()).ok_or_else(|| Failure::new(FailureCode::FormNotPrinted))
}
