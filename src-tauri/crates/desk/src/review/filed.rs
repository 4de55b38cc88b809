//! A case as it was filed: an older revision kept here, or a case of another window that the office
//! has.
use super::Review;
use super::marks::{author_view, mark_names};
use super::pages::{IssuedPaper, add_paper};
use super::reading::{self, Visibility};
use super::signatures::{is_looked_at, refusal_views, signature_views, slip_view};
use crate::Failure;
use crate::contract::views::{
    CommentView, ReturnView, ReviewDocument, ReviewPage, ReviewView, RevisionBrief,
};
use crate::contract::{FailureCode, ReviewOf};
use crate::office::client::wait_for_answer;
use crate::views::events::filed_event_view;
use counter_backoffice::{CaseState, LateWire, Part, PartKind, ReturnWire, Submission};
use counter_core::case::DecisionKind;
use counter_core::state::{Delivery, Status};

impl Review {
    pub(super) async fn review_from_office(
        &self,
        wanted: &ReviewOf,
        visibility: Visibility,
    ) -> Result<ReviewView, Failure> {
        let id = uuid::Uuid::parse_str(&wanted.case)
            .map_err(|_| Failure::new(FailureCode::NoSuchCase))?;
        let office = self.office.clerk_client()?;
        let explain = |error| self.office.explain_refusal(&error);
        let revision = match wanted.revision {
            Some(n) => n,
            None => {
                wait_for_answer(office.client.case_status(&office.token, id))
                    .await
                    .map_err(explain)?
                    .revision
            }
        };
        let client = office.client.looking_for(self.look_reason(&wanted.case));
        let answer = wait_for_answer(client.get_revision(&office.token, id, revision)).await;
        let filed = answer.map_err(explain)?;
        let mut view = self.review_filed(&filed.submission, visibility).await?;
        let returned = filed.returns.iter().any(|sent_back| sent_back.revision == filed.of);
        view.number = Some(filed.number);
        view.author = filed.author.map(author_view);
        view.marks = mark_names(&filed.marks);
        view.of = filed.of;
        let loaded = self.catalog.pinned(&filed.submission.pack_version);
        let item = loaded.pack.item(&filed.submission.item);
        let told = filed.events.iter();
        view.events = told.map(|one| filed_event_view(&self.station, one, item)).collect();
        if returned && filed.revision == filed.of {
            view.status = Status::Returned;
        }
        view.delivery = match filed.state {
            CaseState::Acknowledged => Delivery::Acknowledged,
            CaseState::AwaitingMaterials => Delivery::AwaitingMaterials,
        };
        view.returns = filed
            .returns
            .iter()
            .rev()
            .map(|sent_back| return_view(&view, sent_back, filed.of))
            .collect();
        let kind = view.decision.as_ref().map(|decision| decision.kind);
        let brief = |n| RevisionBrief {
            n,
            kind: kind.filter(|_| n == filed.revision),
            at: None,
            marked: false,
        };
        view.revisions = (1..=filed.of).map(brief).collect();
        view.blocked = match (filed.state, returned) {
            _ if filed.revision != filed.of => Some("older_revision".into()),
            (_, true) => Some("already_returned".into()),
            (CaseState::AwaitingMaterials, _) => Some("not_acknowledged".into()),
            _ => None,
        };
        view.can_return = view.blocked.is_none();
        let keeps_words = self.office.introduction().keeps_words;
        let reason = if keeps_words { "station" } else { "office" };
        view.no_words = filed.submission.words.is_none().then(|| reason.to_owned());
        Ok(view)
    }

    /// What only the caller knows (number, returns, other revisions) is put in there.
    pub(super) async fn review_filed(
        &self,
        filed: &Submission,
        visibility: Visibility,
    ) -> Result<ReviewView, Failure> {
        let loaded = self.catalog.pinned(&filed.pack_version);
        let (pages, documents) = self.list_parts(filed).await?;
        let decision = reading::filed_decision_view(filed);
        Ok(ReviewView {
            case: filed.case.to_string(),
            number: None,
            provisional: filed.provisional.clone(),
            revision: filed.revision,
            of: filed.revision,
            source: "office".into(),
            masked: visibility.masked,
            item: loaded
                .pack
                .item(&filed.item)
                .map_or_else(|| filed.item.clone(), |item| item.name.clone()),
            status: filed_status(decision.kind, filed),
            delivery: Delivery::Acknowledged,
            clerk: filed.clerk.clone(),
            window: filed.window.clone(),
            received_at: filed.is_received().then(|| reading::wire_moment(filed.received_at)),
            slip: filed.slip.clone(),
            clock: None,
            people: filed
                .people
                .iter()
                .map(|person| visibility.filed_person_view(person))
                .collect(),
            answers: reading::answer_views(
                &loaded,
                &filed.item,
                &reading::expose_values(&filed.answers),
            ),
            form: visibility.form_sections(
                &loaded,
                &filed.item,
                &reading::expose_values(&filed.form),
            ),
            materials: reading::filed_materials(visibility, filed),
            pages,
            decision: Some(decision),
            documents,
            returns: Vec::new(),
            events: Vec::new(),
            revisions: Vec::new(),
            can_return: false,
            blocked: Some("older_revision".into()),
            author: None,
            marks: Vec::new(),
            late: filed_late(filed).map(reading::late_view).collect(),
            signatures: signature_views(visibility, &filed.signatures),
            refusals: refusal_views(visibility, &filed.refusals),
            signed_slip: filed.signed_slip.as_ref().map(slip_view),
            no_words: None,
        })
    }

    /// What the citizen brought, then the papers.
    async fn list_parts(
        &self,
        filed: &Submission,
    ) -> Result<(Vec<ReviewPage>, Vec<ReviewDocument>), Failure> {
        let case = filed.case.to_string();
        let address = |part: &Part| format!("page://localhost/review/{case}/{}/page", part.sha256);
        let (mut pages, mut documents) = (Vec::new(), Vec::new());
        let (page_parts, issued): (Vec<_>, Vec<_>) =
            filed.manifest.iter().partition(|part| part.kind == PartKind::Page);
        for part in page_parts {
            let base = address(part);
            for n in 1..=self.count_pages(&case, part).await? {
                pages.push(ReviewPage {
                    id: format!("{}.{n}", part.id),
                    material: Some(part.material.clone()).filter(|material| !material.is_empty()),
                    paper: None,
                    n: pages.len() as u32 + 1,
                    sha256: part.sha256.clone(),
                    url: Some(format!("{base}/{n}?w=1000")),
                    thumb: Some(format!("{base}/{n}?w=200")),
                });
            }
        }
        let paper_words = filed.words.iter().flat_map(|words| &words.papers);
        for part in issued.into_iter().filter(|part| is_looked_at(part, &filed.signatures)) {
            let signed = filed.signatures.iter().find(|s| s.signed.as_ref() == Some(&part.sha256));
            let issue = paper_words.clone().find(|paper| paper.sha256 == part.sha256);
            let paper = IssuedPaper {
                sha256: &part.sha256,
                base: address(part),
                form: part.material.clone(),
                number: issue.and_then(|paper| paper.number.clone()),
                issued_at: issue
                    .map(|paper| paper.issued_at)
                    .or(signed.map(|signature| signature.at))
                    .map(reading::wire_moment),
                pages: self.count_pages(&case, part).await?,
                revision: filed.revision,
            };
            documents.push(add_paper(&mut pages, paper));
        }
        Ok((pages, documents))
    }
}

fn filed_late(filed: &Submission) -> impl Iterator<Item = &LateWire> {
    filed.words.iter().flat_map(|words| &words.late)
}

pub(super) fn filed_status(kind: DecisionKind, filed: &Submission) -> Status {
    match kind {
        DecisionKind::Accept if filed.deferred.is_some() => Status::Deferred,
        DecisionKind::Accept if filed.deemed.as_ref().is_some_and(|d| !d.papers.is_empty()) => {
            Status::Deemed
        }
        DecisionKind::Accept => Status::Accepted,
        DecisionKind::Correction => Status::Correction,
        DecisionKind::Refuse => Status::Refused,
        DecisionKind::Redirect => Status::Redirected,
    }
}

fn return_view(view: &ReviewView, sent_back: &ReturnWire, newest: u32) -> ReturnView {
    let comments = sent_back.comments.iter().map(|comment| CommentView {
        target: comment.target.clone(),
        name: target_name(view, &comment.target).unwrap_or_default(),
        text: comment.text.expose().to_owned(),
        done: sent_back.revision < newest,
    });
    ReturnView {
        id: sent_back.id.to_string(),
        revision: sent_back.revision,
        by: sent_back.by.clone(),
        by_name: sent_back.by_name.clone(),
        at: reading::wire_moment(sent_back.at),
        open: sent_back.revision == newest,
        comments: comments.collect(),
    }
}

fn target_name(view: &ReviewView, target: &str) -> Option<String> {
    match target.split_once(':')? {
        ("field", id) => {
            let mut fields = view.form.iter().flat_map(|section| &section.fields);
            fields.find(|field| field.id == id).map(|field| field.label.clone())
        }
        ("material", id) => {
            view.materials.iter().find(|row| row.id == id).map(|row| row.name.clone())
        }
        _ => None,
    }
}
