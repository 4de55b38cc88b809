//! Which form of a case is in force, who has yet to sign it, and what of that stands against
//! accepting.

use super::case_input::CaseInput;
use super::form_digest::digest_printed;
use super::lack::{Lack, LackCode};
use super::signers::{Signer, list_signers, wants_signature};
use crate::case::{Case, DecisionKind, Document, Fault, SignedSlip};
use crate::code::variant_code;
use crate::item::Supply;

/// By which a notice asks for the signature that is missing.
pub const SIGNATURE: &str = "申请表签名";

pub(super) fn find_form<'a>(case: &'a Case, input: &CaseInput) -> Option<&'a Document> {
    let mut forms = case.list_forms().filter(|form| form.values.is_some()).peekable();
    forms.peek()?;
    let digest = digest_printed(input);
    input.form?;
    forms.find(|form| form.values.as_deref() == Some(digest.as_str()))
}

/// The signed slip of a case that one took in, as long as it lies under the form's row.
pub(super) fn find_signed_slip<'a>(case: &'a Case, input: &CaseInput) -> Option<&'a SignedSlip> {
    let mut slips = case.signed_slips.iter().rev().filter(|_| case.slip.is_some());
    slips.find(|slip| lies_under_form(input, &slip.page))
}

/// Nobody where a paper slip was signed while the counter was out, and was scanned.
pub(super) fn list_unsigned(input: &CaseInput, form: Option<&Document>) -> Vec<Signer> {
    if find_signed_slip(input.case, input).is_some() {
        return Vec::new();
    }
    let is_signed = |signer: &Signer| {
        let signature = form.and_then(|form| input.case.find_signature(&form.id, &signer.person));
        signature.is_some_and(|signature| {
            signature.page.as_ref().is_none_or(|page| lies_under_form(input, page))
        })
    };
    list_signers(input).into_iter().filter(|signer| !is_signed(signer)).collect()
}

/// A signed page counts under the row of the form alone: moved to another it is another paper.
fn lies_under_form(input: &CaseInput, page: &str) -> bool {
    let row = input.case.pages.iter().find(|one| one.id == page);
    let row = row.and_then(|one| one.material.as_deref());
    let mut form_rows = input.materials.iter().filter(|one| one.def.supply == Supply::Form);
    form_rows.any(|one| Some(one.id()) == row)
}

/// In the order of work: shown, in no doubt, signed.
pub(super) fn list_signing_lacks(input: &CaseInput) -> Vec<Lack> {
    if !wants_signature(input) || is_accepted_so(input) {
        return Vec::new();
    }
    let form = find_form(input.case, input);
    let signing = &input.case.signing;
    let is_shown = form.is_some_and(|form| signing.is_shown(&form.id));
    let show = (!is_shown).then(|| Lack::new(LackCode::ShowForm, &[]));
    let doubt = form.and_then(|form| signing.open_doubt(&form.id));
    let doubt = doubt.map(|point| {
        let params = [("point", point), ("name", point_name(input, point))];
        Lack::new(LackCode::FormInDoubt, &params)
    });
    let unsigned = list_unsigned(input, form);
    let sign = unsigned.first().map(|signer| sign_lack(signer, unsigned.len()));
    [show, doubt, sign].into_iter().flatten().collect()
}

fn sign_lack(first: &Signer, left: usize) -> Lack {
    let (role, left) = (variant_code(&first.role), left.to_string());
    Lack::new(LackCode::SignForm, &[("person", &first.person), ("role", &role), ("left", &left)])
}

/// People have no name here: the screen has a word for each role.
fn point_name<'a>(input: &CaseInput<'a>, point: &str) -> &'a str {
    let name = match point.split_once(':') {
        Some(("field", id)) => {
            input.form.and_then(|form| form.def.field(id)).map(|field| field.label.as_str())
        }
        Some(("answer", id)) => input
            .item
            .and_then(|item| item.questions.iter().find(|question| question.id == id))
            .map(|question| question.text.as_str()),
        None if point == "item" => input.item.map(|item| item.name.as_str()),
        _ => None,
    };
    name.unwrap_or_default()
}

/// The signature as something that a paper asks for; none where nobody has to sign any more.
pub(super) fn unsigned_fault(input: &CaseInput) -> Option<Fault> {
    let form = find_form(input.case, input);
    let unsigned = list_unsigned(input, form);
    let is_open = !is_accepted_before_signing(input) && !unsigned.is_empty();
    is_open.then(|| Fault {
        material: None,
        name: SIGNATURE.to_owned(),
        problem: unsigned_words(input, form, &unsigned),
        fix: "请在申请表上签名。".to_owned(),
        reason: None,
    })
}

/// Who has not signed yet, and who will not and what they said of it.
fn unsigned_words(input: &CaseInput, form: Option<&Document>, unsigned: &[Signer]) -> String {
    let refusal_of = |signer: &Signer| {
        form.and_then(|form| input.case.signing.find_refusal(&form.id, &signer.person))
    };
    let open: Vec<&str> = unsigned
        .iter()
        .filter(|signer| refusal_of(signer).is_none())
        .map(|signer| signer.role.word())
        .collect();
    let open = (!open.is_empty()).then(|| format!("{}未签名", open.join("、")));
    let refused = unsigned.iter().filter_map(|signer| {
        let note = refusal_of(signer)?.note.map(|note| format!("，称：{}", note.expose()));
        Some(format!("{}不愿签名{}", signer.role.word(), note.unwrap_or_default()))
    });
    open.into_iter().chain(refused).collect::<Vec<_>>().join("；")
}

/// The case stands accepted with a form that says the same: bringing papers that were promised or
/// are late, and amending what a supervisor sent back, asks nobody to come and sign.
fn is_accepted_so(input: &CaseInput) -> bool {
    let values = accepted_form(input.case).and_then(|form| form.values.as_deref());
    is_accepted_before_signing(input) || values.is_some_and(|v| v == digest_printed(input))
}

/// The same of a form from before 0.5.0, of which only the changes since are known.
fn is_accepted_before_signing(input: &CaseInput) -> bool {
    let says_otherwise =
        |what: &String| what.starts_with("field:") || what == "people" || what == "answers";
    accepted_form(input.case).is_some_and(|form| form.values.is_none())
        && !input.case.touched.iter().any(says_otherwise)
}

/// The form that was made for the newest decision, where that was an acceptance.
fn accepted_form(case: &Case) -> Option<&Document> {
    let (decision, _) = case.decision()?;
    let is_before = |form: &&Document| {
        case.made_under.get(&form.id).is_some_and(|under| *under < case.revision())
    };
    case.list_forms().find(is_before).filter(|_| decision.kind == DecisionKind::Accept)
}
