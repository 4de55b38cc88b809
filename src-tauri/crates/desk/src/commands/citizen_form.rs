//! What the citizen does on their own screen while a form stands on it: points at what is wrong, says
//! that it is right, signs. The window's own list of commands: nobody else's, and never a clerk's.
use super::citizen::citizen;
use super::signing::require_mandate;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::{find_form_in_force, find_line, require_signer};
use crate::cases::strokes::check_strokes;
use crate::contract::views::{CitizenStep, CitizenView};
use crate::contract::{Confirm, FailureCode, Nothing, Point, SignedStrokes, StrokePoint, Strokes};
use crate::desk::Desk;
use crate::desk::citizen_form::FormBeforeCitizen;
use crate::station::ids::new_id;
use counter_core::case::{Document, ShownTo, Signature, SignedBy};
use counter_core::fact::Fact;
use counter_core::state::Action;
use counter_documents::{SignatureBox, StrokeLayer};

/// 有误: the clerk is led to it.
pub async fn citizen_doubt(desk: &Desk, payload: Point) -> Result<CitizenView, Failure> {
    let (form, file, _) = require_form_before(desk, &payload.form)?;
    if form.lines.iter().all(|line| line.point != payload.point) {
        return Err(Failure::new(FailureCode::BadRequest));
    }
    let doubt = Fact::FormDoubted { document: form.document.clone(), point: payload.point };
    append_touch(desk, &form, file, doubt)?;
    desk.move_citizen_form(&form.id, CitizenStep::ReadBack);
    citizen(desk, Nothing {}).await
}

/// 确认 what was read back, then that what is told of a signature was read.
pub async fn citizen_confirm(desk: &Desk, payload: Confirm) -> Result<CitizenView, Failure> {
    let (form, file, _) = require_form_before(desk, &payload.form)?;
    // The second of two touches was made on what is confirmed already.
    if form.step != payload.step {
        return Err(Failure::new(FailureCode::NoFormBefore));
    }
    if file.case.signing.open_doubt(&form.document).is_some() {
        return Err(Failure::new(FailureCode::FormInDoubt));
    }
    let step = match form.step {
        CitizenStep::ReadBack => {
            let (document, person) = (form.document.clone(), form.signer.person.clone());
            append_touch(desk, &form, file, Fact::FormConfirmed { document, person })?;
            CitizenStep::Terms
        }
        CitizenStep::Terms if form.takes_strokes => CitizenStep::Sign,
        // What is kept was told; it is signed on paper.
        CitizenStep::Terms => CitizenStep::Done,
        step => step,
    };
    desk.move_citizen_form(&form.id, step);
    citizen(desk, Nothing {}).await
}

/// The strokes, and the form with them on it, are sealed before the journal names them.
pub async fn citizen_sign(desk: &Desk, payload: SignedStrokes) -> Result<CitizenView, Failure> {
    let (form, file, document) = require_form_before(desk, &payload.form)?;
    if !form.takes_strokes {
        return Err(Failure::new(FailureCode::StrokesNotTaken));
    }
    let is_confirmed = file.case.signing.is_confirmed(&form.document, &form.signer.person);
    if !is_confirmed || form.step != CitizenStep::Sign {
        return Err(Failure::new(FailureCode::FormNotConfirmed));
    }
    let bytes = check_strokes(&payload.strokes)?;
    require_signer(&file.assess(), &form.signer.person)?;
    let mut layers = earlier_layers(desk, &form, &file)?;
    let is_witness = form.signer.witness.is_some();
    layers.push(make_layer(&form, &form.signer.person, is_witness, payload.strokes)?);
    let (_, pdf) = desk.cases.read_file(&file.id, &document.file)?;
    let signed_pdf = desk.devices.worker.sign_form(pdf, layers).await?;
    // Meanwhile the screen may have been emptied, the other of two touches taken, the case written
    // to by the clerk.
    let (now, file, document) = require_form_before(desk, &form.id)?;
    if now.step != CitizenStep::Sign {
        return Err(Failure::new(FailureCode::NoFormBefore));
    }
    let signer = require_signer(&file.assess(), &form.signer.person)?;
    require_mandate(&file, &signer.person)?;
    let strokes = desk.cases.seal_strokes(&file.id, &bytes)?;
    let signed_form = desk.cases.seal_signed_form(&file.id, &signed_pdf)?;
    let signature = Signature {
        id: new_id(),
        document: document.id,
        sha256: document.sha256,
        person: signer.person,
        role: signer.role,
        signs_for: signer.signs_for,
        by: SignedBy::Strokes,
        strokes: Some(strokes),
        signed_form: Some(signed_form),
        page: None,
        code_read: false,
        witness: signer.witness,
    };
    append_touch(desk, &form, file, Fact::FormSigned { signature })?;
    desk.move_citizen_form(&form.id, CitizenStep::Done);
    citizen(desk, Nothing {}).await
}

/// What stands there, its case, and the sealed form; none that the case has outgrown.
fn require_form_before(
    desk: &Desk,
    showing: &str,
) -> Result<(FormBeforeCitizen, CaseFile, Document), Failure> {
    let nothing = || Failure::new(FailureCode::NoFormBefore);
    let form = desk.find_citizen_form().filter(|form| form.id == showing).ok_or_else(nothing)?;
    let file = desk.cases.read_case(&form.case)?;
    let in_force = find_form_in_force(&file.assess()).cloned();
    let is_before = |document: &Document| document.id == form.document && file.may(Action::Edit);
    match in_force.filter(is_before) {
        Some(document) => Ok((form, file, document)),
        None => {
            desk.drop_citizen_form();
            Err(nothing())
        }
    }
}

/// That the screen showed it is on record with the first touch.
fn append_touch(
    desk: &Desk,
    form: &FormBeforeCitizen,
    file: CaseFile,
    fact: Fact,
) -> Result<(), Failure> {
    let document = form.document.clone();
    let showing = Fact::FormShown { document, to: ShownTo::CitizenScreen };
    let showing = (!form.is_noted).then_some(showing);
    desk.cases.take_proposal(&file.id);
    desk.cases.append_facts(file, showing.into_iter().chain([fact]).collect())?;
    Ok(())
}

/// Of those who signed this form on the screen before.
fn earlier_layers(
    desk: &Desk,
    form: &FormBeforeCitizen,
    file: &CaseFile,
) -> Result<Vec<StrokeLayer>, Failure> {
    let signatures = file.case.list_signatures(&form.document);
    let with_strokes =
        signatures.filter_map(|signature| Some((signature, signature.strokes.as_ref()?)));
    with_strokes
        .map(|(signature, part)| {
            let strokes = desk.cases.read_strokes(&file.id, part)?;
            make_layer(form, &signature.person, signature.witness.is_some(), strokes)
        })
        .collect()
}

/// On their own line, or on that of the witness before whom they sign.
fn make_layer(
    form: &FormBeforeCitizen,
    person: &str,
    is_witness: bool,
    strokes: Strokes,
) -> Result<StrokeLayer, Failure> {
    let not_there = || Failure::new(FailureCode::NotASigner);
    let place = find_line(&form.signers, person, is_witness).ok_or_else(not_there)?;
    let signer = form.signers.iter().find(|signer| signer.person == person);
    let role = signer.ok_or_else(not_there)?.role;
    let lies_there = |at: &&SignatureBox| at.signer == place;
    let at = form.boxes.iter().find(lies_there);
    let at = at.ok_or_else(|| Failure::new(FailureCode::TypesetFailed))?;
    let points = |stroke: Vec<StrokePoint>| stroke.into_iter().map(layer_point).collect();
    let Strokes { width, height, strokes } = strokes;
    let strokes = strokes.into_iter().map(points).collect();
    let caption = format!("{}签名（手写屏）", if is_witness { "见证人" } else { role.word() });
    Ok(StrokeLayer::fit_into(at, (width, height), strokes, caption))
}

fn layer_point(point: StrokePoint) -> counter_documents::StrokePoint {
    let StrokePoint { x, y, t, p } = point;
    counter_documents::StrokePoint { x, y, t_ms: t, pressure: p }
}
