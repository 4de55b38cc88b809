//! The form before the decision: typeset and shown to the clerk, put before the citizen on the other
//! screen or on paper, read aloud; or not signed at all.
//!
//! Invariant: a form that stands before somebody is the sealed one, and its signature names its
//! digest: what was signed is what is sent.
use super::editing::{append_and_show, record_facts, require_editable, show_case};
use super::issue::make_application_form;
use super::people::find_person;
use super::printing::print_document;
use super::typesetting::Telling;
use super::witness::require_witness_enough;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::{find_form_in_force, list_signers, require_shown_form, require_signer};
use crate::contract::limits::{REFUSAL_NOTE, check_length};
use crate::contract::views::{CaseView, IssueResult};
use crate::contract::{CaseId, FailureCode, FormOf, RefuseSignature, ShowFormTo};
use crate::desk::Desk;
use crate::desk::citizen_form::Showing;
use crate::papers::signing_terms::list_terms;
use crate::station::ids::new_id;
use crate::views::signing::read_back;
use counter_core::case::ShownTo;
use counter_core::casework::{Authority, find_authority};
use counter_core::date::date_text;
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::private::Private;
use counter_core::text::normalize_lines;

/// Once for what the case says: a form that still says it is only shown again, which answers what the
/// citizen doubted.
pub async fn show_form(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let is_complete = file.assess().form.as_ref().is_some_and(|form| form.is_complete());
    if !is_complete {
        return Err(Failure::new(FailureCode::FormIncomplete));
    }
    let clerk = desk.station.require_clerk()?;
    let file = make_application_form(desk, file, &clerk, Telling::Before).await?;
    let form = find_form_in_force(&file.assess()).map(|form| form.id.clone());
    let document = form.ok_or_else(|| Failure::new(FailureCode::Conflict))?;
    if file.case.signing.open_doubt(&document).is_some() {
        desk.begin_citizen_form_again(&document, new_id());
    }
    record_facts(desk, file, vec![Fact::FormShown { document, to: ShownTo::Clerk }])
}

/// By one key, and in memory alone: that the citizen saw it is on record with their first touch.
pub async fn show_form_to_citizen(desk: &Desk, payload: ShowFormTo) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let assessment = file.assess();
    let form = require_shown_form(&assessment)?;
    let signer = require_signer(&assessment, &payload.person)?;
    require_mandate(&file, &payload.person)?;
    let (lines, rules) = (read_back(&assessment), desk.station.signature_rules());
    if rules.takes_strokes {
        require_witness_enough(desk, &file, &form.id, &signer)?;
    }
    desk.put_citizen_form(Showing {
        id: new_id(),
        case: file.id.clone(),
        document: form.id,
        signer,
        signers: list_signers(&assessment),
        lines,
        terms: list_terms(&rules),
        boxes: form.signature_boxes,
        takes_strokes: rules.takes_strokes,
        idle_minutes: rules.idle_minutes,
    });
    show_case(desk, &file)
}

/// Whoever acts signs nothing before it is on record by what, nor after its last day; an agent only
/// with pages under the letter's row.
pub(super) fn require_mandate(file: &CaseFile, person: &str) -> Result<(), Failure> {
    let person = find_person(file, person)?;
    if person.asks_mandate() {
        return Err(Failure::new(FailureCode::MandateMissing));
    }
    if let Some(last_day) = person.find_mandate_end(file.case.counter_day(file.today)) {
        return Err(Failure::new(FailureCode::MandateEnded).with("to", date_text(last_day)));
    }
    if person.role != PersonRole::Agent {
        return Ok(());
    }
    match find_authority(&file.assess()) {
        Authority::Here => Ok(()),
        Authority::Missing(row) => {
            Err(Failure::new(FailureCode::AuthorityMissing).with("name", row))
        }
        Authority::NoRow => Err(Failure::new(FailureCode::AuthorityNoRow)),
    }
}

/// The key is the touch.
pub async fn prolong_form(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let stands = desk.find_citizen_form().is_some_and(|form| form.case == payload.case);
    if !stands {
        return Err(Failure::new(FailureCode::NoFormBefore));
    }
    desk.station.note_citizen_touch(0);
    desk.watch_citizen_form();
    show_case(desk, &desk.cases.read_case(&payload.case)?)
}

/// To be read and signed on paper.
pub async fn print_form(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let form = require_shown_form(&file.assess())?;
    let result = print_document(desk, file, &form.id, false).await?;
    if !result.print.printed && result.print.file.is_none() {
        return Ok(result);
    }
    let file = desk.cases.read_case(&payload.case)?;
    let fact = Fact::FormShown { document: form.id, to: ShownTo::Paper };
    let case = append_and_show(desk, file, vec![fact])?;
    Ok(IssueResult { case, ..result })
}

/// The clerk's word that it was read to somebody who cannot read it.
pub async fn read_form_aloud(desk: &Desk, payload: FormOf) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let assessment = file.assess();
    let document = require_shown_form(&assessment)?.id;
    let person = require_signer(&assessment, &payload.person)?.person;
    if file.case.signing.is_read_aloud(&document, &person) {
        return show_case(desk, &file);
    }
    record_facts(desk, file.clone(), vec![Fact::FormReadAloud { document, person }])
}

/// Nothing is forced: the form is put right, or the notice names the signature.
pub async fn refuse_signature(desk: &Desk, payload: RefuseSignature) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let assessment = file.assess();
    let document = require_shown_form(&assessment)?.id;
    let person = require_signer(&assessment, &payload.person)?.person;
    let note = normalize_lines(payload.note.as_deref().unwrap_or_default());
    check_length(&note, REFUSAL_NOTE)?;
    let note = (!note.is_empty()).then(|| Private::new(note));
    desk.drop_citizen_form();
    let fact = Fact::SignatureRefused { document, person, note };
    record_facts(desk, file.clone(), vec![fact])
}
