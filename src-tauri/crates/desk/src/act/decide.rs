//! Deciding: look at the form, issue it by a second press, print it, print it again.
//! Order of an issue: decision, provisional number and outbox row in one transaction; only then numbers are shown or printed.
use super::editable;
use crate::contract::{CaseId, DocumentRef, Propose};
use crate::journal::Open;
use crate::session::{Preview, require_clerk};
use crate::show;
use crate::translate::{decision_kind, document_failure, main_form, store_failure};
use crate::view::{CaseView, DocumentView, IssueResult, NoticeItem, PrintResult};
use crate::{Desk, Failure, audit, deliver, print, progress, sheets, submission, witness};
use counter_core::case::{Decision, DecisionKind, Document, Fault};
use counter_core::fact::Fact;
use counter_documents::Sheet;

pub async fn propose(desk: &Desk, payload: Propose) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    // An old copy of this computer's data shows as a draft what the office was given long ago.
    if let Some(number) =
        desk.setting(&format!("{}{}", witness::FILED, payload.case)).filter(|_| open.case.decision().is_none())
    {
        return Err(Failure::new("already_filed").with("number", number));
    }
    let view = show::case_view(desk, &open)?;
    let option = view.decision.options.iter().find(|o| o.kind == payload.kind);
    let option = option.ok_or_else(|| Failure::new("bad_request"))?;
    if !option.possible {
        let first = option.lacks.first().map(|l| l.code.clone()).unwrap_or_default();
        return Err(
            Failure::new(if first == "receive" { "not_received" } else { "decision_lacks" }).with("first", first)
        );
    }
    let decision = decision(desk, &open, &payload)?;
    let clerk = require_clerk(desk)?;
    let sheet = sheets::decided(desk, &open, &decision, &clerk, None)?;
    let made = desk.worker.typeset_sheet(&sheet).await.map_err(|e| document_failure(&e))?;
    let shown = DocumentView {
        id: "preview".into(),
        form: main_form(&decision).into(),
        number: None,
        pages: made.pages,
        issued_at: None,
        prints: 0,
        revision: open.case.revision() + 1,
        url: format!("page://localhost/doc/{}/preview", open.id),
    };
    desk.memory().previews.insert(open.id.clone(), Preview { decision, pdf: made.pdf, view: shown });
    show::case_view(desk, &open)
}

fn decision(desk: &Desk, open: &Open, payload: &Propose) -> Result<Decision, Failure> {
    let kind = decision_kind(payload.kind);
    let kept = |text: &String| !text.trim().is_empty();
    let mut demands = payload.items.iter().filter(|i| kept(&i.name) && kept(&i.problem) && off_list(open, i));
    if kind == DecisionKind::Correction
        && let Some(item) = demands.find(|i| !i.reason.as_ref().is_some_and(kept))
    {
        return Err(Failure::new("off_list_reason_missing").with("name", item.name.trim()));
    }
    let faults: Vec<Fault> = payload
        .items
        .iter()
        .filter(|i| kept(&i.name) && kept(&i.problem))
        .map(|i| Fault {
            material: i.material.clone(),
            name: i.name.clone(),
            problem: i.problem.clone(),
            fix: i.fix.clone(),
            reason: i.reason.clone().filter(kept).filter(|_| off_list(open, i)),
        })
        .collect();
    let reasons: Vec<String> = payload.reasons.iter().filter(|r| kept(r)).cloned().collect();
    let right_office = payload.right_office.clone().filter(kept);
    match kind {
        DecisionKind::Correction if faults.is_empty() => Err(Failure::new("nothing_to_correct")),
        DecisionKind::Refuse if reasons.is_empty() => Err(Failure::new("reason_missing")),
        DecisionKind::Redirect if right_office.is_none() => Err(Failure::new("right_office_missing")),
        DecisionKind::Accept => {
            let deferred = show::deferral::promised(desk, open, payload.deferred_until.as_deref())?;
            Ok(Decision { kind, faults, reasons, right_office, deferred })
        }
        _ => Ok(Decision { kind, faults, reasons, right_office, deferred: None }),
    }
}

/// Nothing may be asked for that the checklist of this citizen and the form do not hold, unless the clerk says why
/// (清单标准收件). A short name of a listed paper, 户口簿 for 居民户口簿, is that paper.
fn off_list(open: &Open, item: &NoticeItem) -> bool {
    let name = item.name.trim();
    let short = name.chars().count() > 2;
    !show::decision::listed(open).iter().any(|listed| name.contains(listed) || (short && listed.contains(name)))
}

pub async fn withdraw_proposal(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    desk.memory().previews.remove(&payload.case);
    show::case_view(desk, &desk.read_case(&payload.case)?)
}

/// The second press. Also finishes an issue that was cut off after the decision was kept.
pub async fn issue(desk: &Desk, payload: CaseId) -> Result<IssueResult, Failure> {
    let clerk = require_clerk(desk)?;
    let claim = deliver::claim(desk, &payload.case);
    let standing = desk.read_case(&payload.case)?;
    // A decision whose paper is still to be made comes first; after it, an open case wants a decision that was looked at.
    if show::editable(standing.case.status) && !progress::finish_needed(&standing) {
        let held = desk.memory().previews.remove(&payload.case).ok_or_else(|| Failure::new("no_preview"))?;
        if let Err(failure) = keep_decision(desk, standing, held.decision.clone()).await {
            // Nothing was decided (a full disk, a dead worker): the same paper can be issued by pressing again.
            if failure.code != "conflict" {
                desk.memory().previews.insert(payload.case, held);
            }
            return Err(failure);
        }
    }
    // Already in the loop's hand: then the number is on its way without us.
    if claim.is_some() {
        deliver::first_step(desk, &payload.case).await;
    }
    let mut open = desk.read_case(&payload.case)?;
    let mut made = Vec::new();
    if progress::finish_needed(&open) {
        for sheet in papers(desk, &open, &clerk)? {
            let (next, document) = keep_paper(desk, open, sheet).await?;
            open = next;
            made.push(document);
        }
    }
    let main = made.pop().or_else(|| open.case.documents.last().map(|(d, _)| d.id.clone()));
    let main = main.ok_or_else(|| Failure::new("no_document"))?;
    // Materials follow once the paper is out; until here the loop leaves the case alone.
    drop(claim);
    desk.wake.notify_one();
    desk.notify("status");
    // What the applicant signs at the counter comes out with the paper they take along.
    for signed in made.iter().filter(|id| open.case.documents.iter().any(|(d, _)| d.id == **id && d.form == COMMITMENT))
    {
        print_document(desk, desk.read_case(&payload.case)?, signed, false).await?;
    }
    print_document(desk, desk.read_case(&payload.case)?, &main, false).await
}

/// 容缺受理承诺书.
const COMMITMENT: &str = "deferred_commitment";

/// Decision, number and outbox row go to disk together; the application form is sealed before, as part of the manifest.
async fn keep_decision(desk: &Desk, mut open: Open, decision: Decision) -> Result<Open, Failure> {
    let clerk = require_clerk(desk)?;
    if decision.kind == DecisionKind::Accept && open.case.fresh_form().is_none() {
        let sheet = sheets::application_form(desk, &open, &clerk)?;
        open = keep_paper(desk, open, sheet).await?.0;
    }
    if decision.faults.iter().any(|fault| fault.reason.is_some()) {
        audit::off_list(desk, &open.id);
    }
    let mut facts = vec![Fact::Decided { decision }];
    if open.case.provisional.is_none() {
        facts.push(Fact::ProvisionalNumber { number: desk.provisional_number()? });
    }
    facts.push(Fact::SectionOpened { section: progress::DECISION });
    let by = clerk.number.clone();
    // The payload names the journal's head with these facts in it, so it is made from the case as it will stand.
    let row = submission::row(desk, &open, &facts, &clerk)?;
    let open = desk.append(open, facts, &by, Some(row))?;
    witness::move_on(desk);
    Ok(open)
}

/// The papers that this decision wants, the one to hand over last.
fn papers(desk: &Desk, open: &Open, clerk: &crate::view::ClerkView) -> Result<Vec<Sheet>, Failure> {
    let (decision, _) = open.case.decision().cloned().ok_or_else(|| Failure::new("no_preview"))?;
    let mut sheets = Vec::new();
    let has = |form: &str| open.case.documents.iter().any(|(d, _)| d.form == form);
    if decision.kind == DecisionKind::Correction && !has("materials_receipt") {
        sheets.push(sheets::materials_receipt(desk, open, clerk)?);
    }
    if let Some(deferred) = &decision.deferred {
        sheets.push(sheets::letters::commitment(desk, open, deferred, clerk));
    }
    sheets.push(sheets::decided(desk, open, &decision, clerk, open.case.number())?);
    Ok(sheets)
}

async fn keep_paper(desk: &Desk, open: Open, sheet: Sheet) -> Result<(Open, String), Failure> {
    let id = desk.fresh_id();
    Ok((keep_paper_as(desk, open, sheet, id.clone()).await?, id))
}

pub(super) async fn keep_paper_as(desk: &Desk, open: Open, sheet: Sheet, id: String) -> Result<Open, Failure> {
    let form = sheets::form_name(&sheet).to_owned();
    let made = desk.worker.typeset_sheet(&sheet).await.map_err(|e| document_failure(&e))?;
    let kept = desk.with_store(|s| s.put_page(&open.id, "application/pdf", &made.pdf).map_err(store_failure))?;
    let document = Document {
        id,
        number: (form != "application_form").then(|| open.case.number().map(str::to_owned)).flatten(),
        form,
        file: kept.id,
        pages: made.pages,
        sha256: kept.sha256,
        len: kept.len,
    };
    desk.change(open, vec![Fact::DocumentIssued { document }])
}

/// 补打: the same paper under the same number, marked as printed again.
pub async fn print(desk: &Desk, payload: DocumentRef) -> Result<IssueResult, Failure> {
    let open = desk.read_case(&payload.case)?;
    let again = open.case.prints.get(&payload.document).copied().unwrap_or(0) > 0;
    print_document(desk, open, &payload.document, again).await
}

pub(super) async fn print_document(desk: &Desk, open: Open, id: &str, reprint: bool) -> Result<IssueResult, Failure> {
    let document = open.case.documents.iter().find(|(d, _)| d.id == id).map(|(d, _)| d.clone());
    let document = document.ok_or_else(|| Failure::new("no_document"))?;
    let pdf = match sheets::reprinted(desk, &open, &document).filter(|_| reprint) {
        Some(sheet) => desk.worker.typeset_sheet(&sheet).await.map_err(|e| document_failure(&e))?.pdf,
        None => desk.with_store(|s| s.page(&open.id, &document.file).map_err(store_failure))?.1,
    };
    // A paper of its own: where there is no printer, the first one stays beside it.
    let again = if reprint { "-reprint" } else { "" };
    let name = format!("{}-{}{again}", document.form, document.number.as_deref().unwrap_or(&open.id));
    let outcome = print::send(desk, &name, pdf).await;
    let print = match outcome {
        Ok(print) => print,
        // The decision stands and the paper is kept; the printer's fault is told beside it and 补打 prints it.
        Err(failure) if !reprint => {
            tracing::warn!(code = failure.code, "issued, but not printed");
            PrintResult { printed: false, printer: None, file: None }
        }
        Err(failure) => return Err(failure),
    };
    let open = if print.printed || print.file.is_some() {
        let fact = Fact::Printed { document: document.id, reprint, printer: print.printer.clone() };
        desk.change(open, vec![fact])?
    } else {
        open
    };
    Ok(IssueResult { case: show::case_view(desk, &open)?, print })
}
