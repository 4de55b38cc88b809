//! The work of a station in one list: what the office has, and over it what only this station knows (drafts, undelivered).
//! It names nobody. The office's part is kept, so that it is there when the line is down, with its age.
use super::{Shown, asked, office, refused};
use crate::cases::clock;
use crate::cases::journal::{Open, delivery_of};
use crate::contract::QueueFilter;
use crate::contract::views::{CaseStatus, DeliveryState, QueueOnly, QueueRow, QueueSort, QueueView};
use crate::station::errors::{same, store_failure, word};
use crate::views::case;
use crate::{Desk, Failure};
use counter_backoffice::{CaseState, Decision, QueueCase};
use counter_core::clock::{Course, legal_clock};
use counter_core::date::Moment;
use counter_core::state::Status;
use counter_store::HeadFilter;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const KEPT: &str = "office.queue";
/// A filter that is tried after another needs no new question.
const FRESH_MS: i64 = 3_000;
const MOST_HERE: u32 = 1000;

#[derive(Serialize, Deserialize)]
struct KeptQueue {
    at_ms: i64,
    cases: Vec<QueueCase>,
}

struct OfficeSays {
    at: Option<Moment>,
    cases: Vec<QueueCase>,
    /// Why it is not what the office says now.
    old: Option<String>,
}

async fn office_says(desk: &Desk) -> OfficeSays {
    let now = desk.now();
    let known = desk.memory().shown.queue.clone().or_else(|| kept(desk));
    let fresh = |at: Moment| (now.millis() - at.millis()).abs() < FRESH_MS;
    if let Some((at, cases)) = known.clone().filter(|(at, _)| desk.line().is_up() && fresh(*at)) {
        return OfficeSays { at: Some(at), cases, old: None };
    }
    match fetch(desk).await {
        Ok(cases) => {
            desk.memory().shown.queue = Some((now, cases.clone()));
            keep(desk, now, &cases);
            OfficeSays { at: Some(now), cases, old: None }
        }
        Err(failure) => {
            let (at, cases) = known.unzip();
            OfficeSays { at, cases: cases.unwrap_or_default(), old: Some(failure.code) }
        }
    }
}

async fn fetch(desk: &Desk) -> Result<Vec<QueueCase>, Failure> {
    let (client, token) = office(desk)?;
    asked(client.queue(&token)).await.map_err(|e| refused(desk, &e))
}

fn kept(desk: &Desk) -> Option<(Moment, Vec<QueueCase>)> {
    let kept: KeptQueue = serde_json::from_str(&desk.setting(KEPT)?).ok()?;
    Some((Moment::from_millis(kept.at_ms), kept.cases))
}

fn keep(desk: &Desk, at: Moment, cases: &[QueueCase]) {
    let kept = KeptQueue { at_ms: at.millis(), cases: cases.to_vec() };
    let text = serde_json::to_string(&kept).unwrap_or_default();
    if let Err(failure) = desk.keep(KEPT, &text) {
        tracing::warn!(code = failure.code, "the office's queue is not kept");
    }
}

impl Shown {
    /// What was just changed is asked for again.
    pub fn queue_is_old(&mut self) {
        self.queue = None;
    }
}

pub async fn view(desk: &Desk, filter: &QueueFilter) -> Result<QueueView, Failure> {
    let said = office_says(desk).await;
    let mut rows = merged(desk, &said.cases)?;
    let distinct = |of: fn(&QueueRow) -> &String| {
        let mut all: Vec<String> = rows.iter().map(of).filter(|w| !w.is_empty()).cloned().collect();
        all.sort();
        all.dedup();
        all
    };
    let (clerks, windows) = (distinct(|r| &r.clerk), distinct(|r| &r.window));
    let all = rows.len() as u32;
    rows.retain(|row| wanted(row, filter));
    sort(&mut rows, filter.sort);
    Ok(QueueView {
        rows,
        all,
        as_of: said.at.map(case::moment_text),
        old: said.old,
        line: desk.line().view(),
        clerks,
        windows,
    })
}

/// The office's line of a case, unless this station knows more: not delivered, not decided, or changed since.
fn merged(desk: &Desk, cases: &[QueueCase]) -> Result<Vec<QueueRow>, Failure> {
    let theirs: HashMap<String, &QueueCase> = cases.iter().map(|c| (c.filed.case.to_string(), c)).collect();
    let filter = HeadFilter { limit: MOST_HERE, ..HeadFilter::default() };
    let heads = desk.with_store(|s| s.heads(&filter).map_err(store_failure))?;
    let mut rows = Vec::new();
    let mut here = HashMap::new();
    for head in heads {
        let filed = theirs.get(&head.case);
        let same_there = filed.is_some_and(|c| head.delivery == "acknowledged" && word(&status(c)) == head.status);
        if !same_there {
            let open = desk.read_case(&head.case)?;
            if filed.is_none_or(|c| c.filed.revision <= open.case.revision()) {
                rows.push(own(desk, &open));
                here.insert(head.case.clone(), true);
                continue;
            }
        }
        here.insert(head.case.clone(), false);
    }
    let of_office = cases.iter().filter(|c| here.get(&c.filed.case.to_string()) != Some(&true));
    rows.extend(of_office.map(|c| filed(desk, c, here.contains_key(&c.filed.case.to_string()))));
    Ok(rows)
}

fn own(desk: &Desk, open: &Open) -> QueueRow {
    let clock = clock::case_clock(desk, open);
    let case = &open.case;
    QueueRow {
        case: open.id.clone(),
        item: open.item().map(|i| i.name.clone()).unwrap_or_default(),
        number: case.official.clone(),
        provisional: case.provisional.clone(),
        clerk: case.acting().to_owned(),
        window: case.window.clone(),
        status: same(&case.status).unwrap_or(CaseStatus::Draft),
        delivery: same(&delivery_of(open)).unwrap_or(DeliveryState::None),
        received_at: case.received.map(case::moment_text),
        age_minutes: minutes(desk, case.received.unwrap_or(case.opened_at)),
        deadline: clock.deadline,
        days_left: clock.days_left,
        working: clock.promise_working,
        revision: case.revision(),
        here: true,
    }
}

fn minutes(desk: &Desk, since: Moment) -> u32 {
    u32::try_from((desk.now().millis() - since.millis()).max(0) / 60_000).unwrap_or(u32::MAX)
}

fn decided(case: &QueueCase) -> Status {
    match case.filed.decision {
        Decision::Accepted => Status::Accepted,
        Decision::Correction => Status::Correction,
        Decision::Refused => Status::Refused,
        Decision::Redirected => Status::Redirected,
    }
}

fn status(case: &QueueCase) -> Status {
    let course = case.course.as_ref();
    match decided(case) {
        _ if case.filed.returned => Status::Returned,
        Status::Accepted if course.is_some_and(|c| c.decided.is_some()) => Status::Completed,
        Status::Accepted if course.is_some_and(|c| c.deferred_until.is_some()) => Status::Deferred,
        standing => standing,
    }
}

/// An office that tells no days: when the case came to it is the same day, unless the line was down.
fn said_little(case: &QueueCase, received: Moment) -> Course {
    let filed_at = Moment::from_millis(case.filed.filed_at.as_millisecond());
    Course::of(Some(received), (decided(case) == Status::Accepted).then_some(filed_at))
}

fn filed(desk: &Desk, case: &QueueCase, here: bool) -> QueueRow {
    let received = Moment::from_millis(case.filed.received_at.as_millisecond());
    let standing = decided(case);
    let shelf = desk.shelf();
    let item = shelf.pack.item(&case.filed.item);
    let today = desk.now().date();
    let joint = item.is_some_and(|item| item.joint.is_some());
    let course = case.course.clone().map_or_else(|| said_little(case, received), |course| Course { joint, ..course });
    let clock = item.map(|i| legal_clock(i, &course, standing, &desk.shelf().calendar, today));
    QueueRow {
        case: case.filed.case.to_string(),
        item: item.map_or_else(|| case.filed.item.clone(), |i| i.name.clone()),
        number: Some(case.filed.number.clone()),
        provisional: case.filed.provisional.clone(),
        clerk: case.clerk.clone(),
        window: case.window.clone(),
        status: same(&status(case)).unwrap_or(CaseStatus::Accepted),
        delivery: match case.filed.state {
            CaseState::Acknowledged => DeliveryState::Acknowledged,
            CaseState::AwaitingMaterials => DeliveryState::AwaitingMaterials,
        },
        received_at: Some(case::moment_text(received)),
        age_minutes: minutes(desk, received),
        deadline: clock.and_then(|c| c.deadline).map(|d| case::date_text(d.date)),
        days_left: clock.and_then(|c| c.days_left).map(|d| d as i32),
        working: clock.is_none_or(|c| c.promise_working),
        revision: case.filed.revision,
        here,
    }
}

fn wanted(row: &QueueRow, filter: &QueueFilter) -> bool {
    let is = |asked: &Option<String>, value: &String| asked.as_ref().is_none_or(|asked| asked == value);
    let only = match filter.only {
        QueueOnly::All => row.status != CaseStatus::Voided,
        QueueOnly::Open => matches!(row.status, CaseStatus::Draft | CaseStatus::Received),
        QueueOnly::Correction => matches!(row.status, CaseStatus::Correction | CaseStatus::Deferred),
        QueueOnly::Returned => row.status == CaseStatus::Returned,
        QueueOnly::Undelivered => !matches!(row.delivery, DeliveryState::None | DeliveryState::Acknowledged),
        QueueOnly::Overdue => row.days_left.is_some_and(|days| days < 0),
    };
    only && is(&filter.clerk, &row.clerk) && is(&filter.window, &row.window)
}

fn sort(rows: &mut [QueueRow], by: QueueSort) {
    let deadline = |r: &QueueRow| (r.deadline.is_none(), r.deadline.clone(), std::cmp::Reverse(r.age_minutes));
    match by {
        QueueSort::Deadline => rows.sort_by_key(deadline),
        QueueSort::Age => rows.sort_by_key(|r| std::cmp::Reverse(r.age_minutes)),
        QueueSort::Clerk => rows.sort_by_key(|r| (r.clerk.clone(), deadline(r))),
    }
}
