//! One case to read, and what is sent back. The newest revision of a case of this station comes from its journal; an older
//! one from what was filed; a case of another window from the office. People stay masked until they are asked for.
use super::copy::{self, Eyes};
use super::{asked, office, parts, refused};
use crate::cases::journal::{Open, delivery_of};
use crate::cases::{amendment, clock, form, materials};
use crate::contract::views::{
    CaseStatus, DecisionKind, DeliveryState, PageView, ReturnView, ReviewDocument, ReviewPage, ReviewView,
    RevisionBrief,
};
use crate::contract::{ReviewOf, SendBack};
use crate::delivery::returns;
use crate::station::errors::{same, store_failure};
use crate::views::{case, decision};
use crate::{Desk, Failure};
use counter_backoffice::{CaseState, CommentWire, PartKind, Private, ReturnRequest, ReturnWire, Submission};
use counter_core::date::Moment;
use counter_core::state::{Action, Role, may};

pub async fn view(desk: &Desk, asked_for: &ReviewOf, masked: bool) -> Result<ReviewView, Failure> {
    let (case, eyes) = (asked_for.case.as_str(), Eyes { masked });
    if desk.with_store(|s| s.head(case).map_err(store_failure))?.is_none() {
        return from_office(desk, asked_for, eyes).await;
    }
    let open = desk.read_case(case)?;
    let newest = open.case.revision();
    match asked_for.revision.filter(|n| *n != newest) {
        None => Ok(own(desk, &open, eyes)),
        Some(n) => {
            let filed = parts::kept(desk, case)?.into_iter().find(|s| s.revision == n);
            let filed = filed.ok_or_else(|| Failure::new("no_such_case"))?;
            let mut view = filed_view(desk, &filed, eyes).await?;
            view.number = open.case.official.clone();
            view.of = newest;
            view.source = "station".into();
            view.returns = amendment::returns(&open);
            view.revisions = copy::revisions(&open);
            let decided = open.case.decisions.get(n as usize - 1);
            view.decision = decided.map(copy::decision).or(view.decision);
            Ok(view)
        }
    }
}

fn own(desk: &Desk, open: &Open, eyes: Eyes) -> ReviewView {
    let case = &open.case;
    let item = case.item.clone().unwrap_or_default();
    let mut pages: Vec<ReviewPage> = materials::pages(open).into_iter().map(own_page).collect();
    let mut documents = Vec::new();
    for (document, at) in &case.documents {
        let shown = decision::document(open, document, *at);
        let base = format!("{}/page", shown.url);
        let of = (shown.form, shown.number, shown.pages, shown.revision);
        documents.push(paper(&mut pages, &document.sha256, &base, of));
    }
    let blocked = blocked(open);
    ReviewView {
        case: open.id.clone(),
        number: case.official.clone(),
        provisional: case.provisional.clone(),
        revision: case.revision(),
        of: case.revision(),
        source: "station".into(),
        masked: eyes.masked,
        item: open.item().map(|i| i.name.clone()).unwrap_or_default(),
        status: same(&case.status).unwrap_or(CaseStatus::Draft),
        delivery: same(&delivery_of(open)).unwrap_or(DeliveryState::None),
        clerk: case.acting().to_owned(),
        window: case.window.clone(),
        received_at: case.received.map(case::moment_text),
        clock: Some(clock::case_clock(desk, open)),
        people: case.people.iter().map(|p| eyes.person(p)).collect(),
        answers: copy::answers(&open.shelf, &item, &open.answers()),
        form: eyes.form(&open.shelf, &item, &form::values(open)),
        materials: copy::own_materials(open),
        pages,
        decision: case.decision().map(copy::decision),
        documents,
        returns: amendment::returns(open),
        revisions: copy::revisions(open),
        can_return: blocked.is_none(),
        blocked,
    }
}

fn own_page(p: PageView) -> ReviewPage {
    ReviewPage { id: p.id, material: p.material, paper: None, n: p.order, sha256: p.sha256, url: p.url, thumb: p.thumb }
}

/// The pages of an issued paper, after those that the citizen brought.
fn paper(
    all: &mut Vec<ReviewPage>,
    sha256: &str,
    base: &str,
    (form, number, pages, revision): (String, Option<String>, u32, u32),
) -> ReviewDocument {
    let id = |n: u32| format!("{sha256}.{n}");
    for n in 1..=pages {
        all.push(ReviewPage {
            id: id(n),
            material: None,
            paper: Some(form.clone()),
            n: all.len() as u32 + 1,
            sha256: sha256.to_owned(),
            url: format!("{base}/{n}?w=1000"),
            thumb: format!("{base}/{n}?w=200"),
        });
    }
    ReviewDocument { form, number, pages, revision, page: id(1) }
}

/// Why this case cannot be sent back now, if it cannot.
fn blocked(open: &Open) -> Option<String> {
    let why = match open.case.status {
        counter_core::state::Status::Returned => "already_returned",
        counter_core::state::Status::Completed => "already_decided",
        status if !may(status, Role::Supervisor, Action::Return) => "not_decided",
        _ if delivery_of(open) != counter_core::state::Delivery::Acknowledged => "not_acknowledged",
        _ => return None,
    };
    Some(why.to_owned())
}

async fn from_office(desk: &Desk, of: &ReviewOf, eyes: Eyes) -> Result<ReviewView, Failure> {
    let id = uuid::Uuid::parse_str(&of.case).map_err(|_| Failure::new("no_such_case"))?;
    let (client, token) = office(desk)?;
    let newest = match of.revision {
        Some(n) => n,
        None => asked(client.case_status(&token, id)).await.map_err(|e| refused(desk, &e))?.revision,
    };
    let filed = asked(client.revision(&token, id, newest)).await.map_err(|e| refused(desk, &e))?;
    let mut view = filed_view(desk, &filed.submission, eyes).await?;
    let returned = filed.returns.iter().any(|r| r.revision == filed.of);
    view.number = Some(filed.number);
    view.of = filed.of;
    if returned && filed.revision == filed.of {
        view.status = CaseStatus::Returned;
    }
    view.delivery = match filed.state {
        CaseState::Acknowledged => DeliveryState::Acknowledged,
        CaseState::AwaitingMaterials => DeliveryState::AwaitingMaterials,
    };
    view.returns = filed.returns.iter().rev().map(|r| wired(&view, r, filed.of)).collect();
    let kind = |n: u32| if n == filed.revision { view.decision.as_ref().map(|d| d.kind) } else { None };
    view.revisions = (1..=filed.of).map(|n| brief(n, kind(n))).collect();
    view.blocked = match (filed.state, returned) {
        _ if filed.revision != filed.of => Some("older_revision".into()),
        (_, true) => Some("already_returned".into()),
        (CaseState::AwaitingMaterials, _) => Some("not_acknowledged".into()),
        _ => None,
    };
    view.can_return = view.blocked.is_none();
    Ok(view)
}

fn brief(n: u32, kind: Option<DecisionKind>) -> RevisionBrief {
    RevisionBrief { n, kind, at: None }
}

fn wired(view: &ReviewView, back: &ReturnWire, newest: u32) -> ReturnView {
    let fields = || view.form.iter().flat_map(|s| &s.fields);
    let name = |target: &str| match target.split_once(':') {
        Some(("field", id)) => fields().find(|f| f.id == id).map(|f| f.label.clone()),
        Some(("material", id)) => view.materials.iter().find(|m| m.id == id).map(|m| m.name.clone()),
        _ => None,
    };
    let comments = back.comments.iter().map(|c| crate::contract::views::CommentView {
        target: c.target.clone(),
        name: name(&c.target).unwrap_or_default(),
        text: c.text.expose().to_owned(),
        done: back.revision < newest,
    });
    ReturnView {
        id: back.id.to_string(),
        revision: back.revision,
        by: back.by.clone(),
        by_name: back.by_name.clone(),
        at: case::moment_text(Moment::from_millis(back.at.as_millisecond())),
        open: back.revision == newest,
        comments: comments.collect(),
    }
}

/// A submission as it was filed. What only the caller knows (number, returns, other revisions) is put in there.
async fn filed_view(desk: &Desk, filed: &Submission, eyes: Eyes) -> Result<ReviewView, Failure> {
    let case = filed.case.to_string();
    let shelf = desk.pack_of(&filed.pack_version);
    let (mut pages, mut documents) = (Vec::new(), Vec::new());
    // What the citizen brought, then the papers.
    let (brought, issued): (Vec<_>, Vec<_>) = filed.manifest.iter().partition(|p| p.kind == PartKind::Page);
    for part in brought {
        let base = format!("page://localhost/review/{case}/{}/page", part.sha256);
        for n in 1..=parts::pages(desk, &case, part).await? {
            pages.push(ReviewPage {
                id: format!("{}.{n}", part.id),
                material: Some(part.material.clone()).filter(|m| !m.is_empty()),
                paper: None,
                n: pages.len() as u32 + 1,
                sha256: part.sha256.clone(),
                url: format!("{base}/{n}?w=1000"),
                thumb: format!("{base}/{n}?w=200"),
            });
        }
    }
    for part in issued {
        let base = format!("page://localhost/review/{case}/{}/page", part.sha256);
        let count = parts::pages(desk, &case, part).await?;
        documents.push(paper(&mut pages, &part.sha256, &base, (part.material.clone(), None, count, filed.revision)));
    }
    let decision = copy::filed_decision(filed);
    let status = match decision.kind {
        DecisionKind::Accept if filed.deferred.is_some() => CaseStatus::Deferred,
        DecisionKind::Accept => CaseStatus::Accepted,
        DecisionKind::Correction => CaseStatus::Correction,
        DecisionKind::Refuse => CaseStatus::Refused,
        DecisionKind::Redirect => CaseStatus::Redirected,
    };
    Ok(ReviewView {
        number: None,
        provisional: filed.provisional.clone(),
        revision: filed.revision,
        of: filed.revision,
        source: "office".into(),
        masked: eyes.masked,
        item: copy::item_name(desk, &filed.pack_version, &filed.item),
        status,
        delivery: DeliveryState::Acknowledged,
        clerk: filed.clerk.clone(),
        window: filed.window.clone(),
        received_at: Some(case::moment_text(Moment::from_millis(filed.received_at.as_millisecond()))),
        clock: None,
        people: filed.people.iter().map(|p| eyes.filed_person(p)).collect(),
        answers: copy::answers(&shelf, &filed.item, &copy::plain(&filed.answers)),
        form: eyes.form(&shelf, &filed.item, &copy::plain(&filed.form)),
        materials: copy::filed_materials(filed),
        pages,
        decision: Some(decision),
        documents,
        returns: Vec::new(),
        revisions: Vec::new(),
        can_return: false,
        blocked: Some("older_revision".into()),
        case,
    })
}

/// To the office first: only what it took is noted here. The same comments again are the same return.
pub async fn send_back(desk: &Desk, payload: &SendBack) -> Result<ReviewView, Failure> {
    let said = payload.comments.iter().filter(|c| !c.text.trim().is_empty());
    let comments: Vec<CommentWire> =
        said.map(|c| CommentWire { target: c.target.clone(), text: Private::new(c.text.trim()) }).collect();
    if comments.is_empty() {
        return Err(Failure::new("comment_missing"));
    }
    let case = uuid::Uuid::parse_str(&payload.case).map_err(|_| Failure::new("no_such_case"))?;
    let (client, token) = office(desk)?;
    let words = serde_json::to_string(&comments).map_err(|_| Failure::new("internal"))?;
    let before = desk.memory().shown.returning.get(&payload.case).filter(|(_, w)| *w == words).map(|(id, _)| *id);
    let id = before.unwrap_or_else(uuid::Uuid::new_v4);
    desk.memory().shown.returning.insert(payload.case.clone(), (id, words));
    let request = ReturnRequest { id, revision: Some(payload.revision), comments };
    let back = asked(client.send_back(&token, case, &request)).await.map_err(|e| refused(desk, &e))?;
    desk.memory().shown.returning.remove(&payload.case);
    desk.memory().shown.queue_is_old();
    returns::note(desk, &back)?;
    view(desk, &ReviewOf { case: payload.case.clone(), revision: None }, true).await
}
