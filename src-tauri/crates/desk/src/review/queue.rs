//! The work of a station in one list: what the office has, and over it what only this station knows
//! (drafts, undelivered). It names nobody. The office's part is kept, so that it is there when the
//! line is down, with its age. What is older comes page by page, and is said until it is there.
use super::Review;
use super::marks::list_marks;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::due::{find_station_pressure, is_with_department};
use crate::cases::summary::CaseSummary;
use crate::contract::QueueFilter;
use crate::contract::views::{QueueEnd, QueueOnly, QueueRow, QueueSort, QueueView};
use crate::office::client::wait_for_answer;
use crate::station::stored::StoredName;
use crate::views::clock::case_clock;
use counter_backoffice::{CaseState, Decision, MAX_QUEUED, QueueCase};
use counter_core::clock::{Course, Pressure, judge_pressure, legal_clock};
use counter_core::code::{parse_variant, variant_code};
use counter_core::date::{Date, Moment, date_text, moment_text};
use counter_core::state::{Delivery, Status};
use counter_core::text::fold_query;
use counter_core::written::read_date;
use counter_store::{HeadFilter, HeadRow};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A filter that is tried after another needs no new question.
const FRESH_MS: i64 = 3_000;
/// Of one page: cases of this station that are over, and that the office's list does not have.
const SETTLED_HERE: u32 = 1000;

#[derive(Serialize, Deserialize)]
struct StoredQueue {
    at_ms: i64,
    cases: Vec<QueueCase>,
    /// The office had older ones. Not known of what an older program kept.
    #[serde(default)]
    goes_on: bool,
}

/// What the office said last, and how many pages of it.
#[derive(Clone)]
pub(super) struct ShownQueue {
    at: Moment,
    pages: u32,
    cases: Vec<QueueCase>,
    end: QueueEnd,
}

pub(super) struct OfficeQueue {
    at: Option<Moment>,
    pub(super) cases: Vec<QueueCase>,
    end: QueueEnd,
    /// Why it is not what the office says now.
    old: Option<String>,
}

impl Review {
    pub async fn queue_view(&self, filter: &QueueFilter) -> Result<QueueView, Failure> {
        let pages = filter.pages.unwrap_or(1).max(1);
        self.shown.lock().pages = pages;
        let office = self.office_queue().await;
        let (mut rows, is_more_here) = self.merge_rows(&office.cases, pages)?;
        self.mark_unread_replacements(&mut rows)?;
        let distinct = |value: fn(&QueueRow) -> &String| {
            let mut values: Vec<String> =
                rows.iter().map(value).filter(|word| !word.is_empty()).cloned().collect();
            values.sort();
            values.dedup();
            values
        };
        let (clerks, windows) = (distinct(|row| &row.clerk), distinct(|row| &row.window));
        let all = rows.len() as u32;
        let marked = rows.iter().filter(|row| !row.marks.is_empty()).count() as u32;
        let unread = rows.iter().filter(|row| row.is_replacement_unread).count() as u32;
        rows.retain(|row| is_wanted(row, filter));
        sort_rows(&mut rows, filter.sort);
        Ok(QueueView {
            rows,
            all,
            end: if is_more_here { QueueEnd::Older } else { office.end },
            unread_replacements: unread,
            marked,
            as_of: office.at.map(moment_text),
            old: office.old,
            line: self.office.line().view(),
            clerks,
            windows,
        })
    }

    pub(super) async fn office_queue(&self) -> OfficeQueue {
        let now = self.station.now();
        let (cached, pages) = {
            let shown = self.shown.lock();
            (shown.queue.clone(), shown.pages.max(1))
        };
        let is_fresh = |one: &ShownQueue| {
            one.pages == pages && (now.millis() - one.at.millis()).abs() < FRESH_MS
        };
        if let Some(shown) =
            cached.clone().filter(|one| self.office.line().is_up() && is_fresh(one))
        {
            let ShownQueue { at, cases, end, .. } = shown;
            return OfficeQueue { at: Some(at), cases, end, old: None };
        }
        match self.fetch_queue(pages).await {
            Ok((cases, end)) => {
                let shown = ShownQueue { at: now, pages, cases: cases.clone(), end };
                self.store_queue(&shown);
                self.shown.lock().queue = Some(shown);
                OfficeQueue { at: Some(now), cases, end, old: None }
            }
            Err(failure) => {
                let old = Some(failure.code.to_string());
                let Some(shown) = cached.or_else(|| self.stored_queue()) else {
                    return OfficeQueue { at: None, cases: Vec::new(), end: QueueEnd::Whole, old };
                };
                let is_whole = shown.end == QueueEnd::Whole;
                let end = if is_whole { QueueEnd::Whole } else { QueueEnd::Untold };
                OfficeQueue { at: Some(shown.at), cases: shown.cases, end, old }
            }
        }
    }

    /// So many pages of the office's list, each case once.
    async fn fetch_queue(&self, pages: u32) -> Result<(Vec<QueueCase>, QueueEnd), Failure> {
        let office = self.office.clerk_client()?;
        let answer = wait_for_answer(office.client.get_queue(&office.token)).await;
        let mut cases = answer.map_err(|error| self.office.explain_refusal(&error))?;
        let mut last = last_of_page(&cases);
        let tells_older = self.office.introduction().tells_older_cases;
        for _ in 1..pages {
            let Some(before) = last.filter(|_| tells_older) else { break };
            let answer = office.client.get_older_queue(&office.token, before);
            let page = wait_for_answer(answer).await;
            let page = page.map_err(|error| self.office.explain_refusal(&error))?;
            last = last_of_page(&page);
            // What is marked stands on the first page already.
            let known: HashSet<Uuid> = cases.iter().map(|case| case.filed.case).collect();
            cases.extend(page.into_iter().filter(|case| !known.contains(&case.filed.case)));
        }
        let end = match last {
            None => QueueEnd::Whole,
            Some(_) if tells_older => QueueEnd::Older,
            Some(_) => QueueEnd::Untold,
        };
        Ok((cases, end))
    }

    fn stored_queue(&self) -> Option<ShownQueue> {
        let stored: StoredQueue =
            self.station.stored_value(StoredName::OfficeQueue(&self.station.office_id()))?;
        let end = if stored.goes_on { QueueEnd::Untold } else { QueueEnd::Whole };
        Some(ShownQueue {
            at: Moment::from_millis(stored.at_ms),
            pages: 1,
            cases: stored.cases,
            end,
        })
    }

    fn store_queue(&self, shown: &ShownQueue) {
        let goes_on = shown.end != QueueEnd::Whole;
        let queue = StoredQueue { at_ms: shown.at.millis(), cases: shown.cases.clone(), goes_on };
        let office = self.station.office_id();
        if let Err(failure) = self.station.store_value(StoredName::OfficeQueue(&office), &queue) {
            tracing::warn!(code = failure.code.as_str(), "the office's queue is not kept");
        }
    }

    /// The office's line of a case, unless this station knows more: not delivered, not decided, or
    /// changed since. And whether there are older ones here: what is over, and is not in the
    /// office's list, comes page by page.
    fn merge_rows(
        &self,
        cases: &[QueueCase],
        pages: u32,
    ) -> Result<(Vec<QueueRow>, bool), Failure> {
        let theirs: HashMap<String, &QueueCase> =
            cases.iter().map(|case| (case.filed.case.to_string(), case)).collect();
        let heads = self.station.with_store(|store| store.heads(&HeadFilter::default()))?;
        let room = SETTLED_HERE.saturating_mul(pages);
        let mut settled = 0;
        let mut rows = Vec::new();
        // Cases that are here, and whether their row is among those already.
        let mut here = HashMap::new();
        for head in heads {
            let filed = theirs.get(&head.case).copied();
            if filed.is_none() && is_over(&head) {
                settled += 1;
                if settled > room {
                    continue;
                }
            }
            let row = self.station_row(&head, filed)?;
            here.insert(head.case, row.is_some());
            rows.extend(row);
        }
        let filed =
            cases.iter().filter(|case| here.get(&case.filed.case.to_string()) != Some(&true));
        rows.extend(
            filed.map(|case| self.filed_row(case, here.contains_key(&case.filed.case.to_string()))),
        );
        Ok((rows, settled > room))
    }

    /// The row of a case that is here. None where the office has a newer revision of it.
    fn station_row(
        &self,
        head: &HeadRow,
        filed: Option<&QueueCase>,
    ) -> Result<Option<QueueRow>, Failure> {
        if let Some(case) = filed.filter(|case| is_same(head, case)) {
            return Ok(Some(self.settle_row(head, self.filed_row(case, true))));
        }
        let file = self.cases.read_case(&head.case)?;
        let is_newer_there = filed.is_some_and(|case| case.filed.revision > file.case.revision());
        if is_newer_there || file.case.is_given_back {
            return Ok(None);
        }
        let marks = filed.map(list_marks).unwrap_or_default();
        Ok(Some(QueueRow { marks, ..self.own_row(&file) }))
    }

    /// The office does not know the situation nor the pack of before, by which the limit of a case
    /// may be another one than the item's: then clock and lateness are the own file's. Its journal
    /// is read only where something may differ.
    fn settle_row(&self, head: &HeadRow, row: QueueRow) -> QueueRow {
        let loaded = self.catalog.current();
        let is_plain = loaded.pack.item(&head.item).is_some_and(|item| item.terms.is_empty());
        if is_plain && CaseSummary::read(head).deadline == row.deadline {
            return row;
        }
        let file = match self.cases.read_case(&head.case) {
            Ok(file) if file.case.revision() == row.revision => file,
            _ => return row,
        };
        let own = self.own_row(&file);
        QueueRow {
            deadline: own.deadline,
            deadline_provisional: own.deadline_provisional,
            days_left: own.days_left,
            pressure: own.pressure,
            with_department: own.with_department,
            working: own.working,
            late: own.late,
            ..row
        }
    }

    fn own_row(&self, file: &CaseFile) -> QueueRow {
        let clock = case_clock(&self.cases, file);
        let end = clock.deadline.as_deref().and_then(|day| read_date(day).ok());
        let case = &file.case;
        QueueRow {
            case: file.id.clone(),
            item: file.item_name(),
            number: case.official.clone(),
            provisional: case.provisional.clone(),
            clerk: case.acting_clerk().to_owned(),
            window: case.window.clone(),
            status: case.status,
            delivery: file.delivery(),
            received_at: case.received.map(moment_text),
            age_minutes: self.minutes_since(case.received.unwrap_or(case.opened_at)),
            deadline: clock.deadline,
            deadline_provisional: clock.provisional,
            pressure: self.judge_day(end, clock.period_days, case.status, file.delivery()),
            with_department: is_with_department(clock.period_days, case.status),
            slip: case.slip.as_ref().map(|(slip, _)| slip.clone()),
            days_left: clock.days_left,
            working: clock.promise_working,
            revision: case.revision(),
            in_place_of: case.in_place_of(),
            is_replacement_unread: false,
            marks: Vec::new(),
            late: self.own_late(file),
            here: true,
        }
    }

    fn filed_row(&self, case: &QueueCase, here: bool) -> QueueRow {
        let received = Moment::from_millis(case.filed.received_at.as_millisecond());
        // The office says in the case's days whether its papers were received at all.
        let is_received = case.course.as_ref().is_none_or(|course| course.received.is_some());
        let loaded = self.catalog.current();
        let item = loaded.pack.item(&case.filed.item);
        let course = case.course.clone().unwrap_or_else(|| guess_course(case, received));
        let today = self.station.now().date();
        let standing = match filed_status(case) {
            ended @ (Status::Withdrawn | Status::Lapsed | Status::Voided) => ended,
            _ => decided_status(case),
        };
        let clock = item.map(|item| legal_clock(item, &course, standing, &loaded.calendar, today));
        let deadline = clock.and_then(|clock| clock.deadline);
        let delivery = match case.filed.state {
            CaseState::Acknowledged => Delivery::Acknowledged,
            CaseState::AwaitingMaterials => Delivery::AwaitingMaterials,
        };
        QueueRow {
            case: case.filed.case.to_string(),
            item: item.map_or_else(|| case.filed.item.clone(), |item| item.name.clone()),
            number: Some(case.filed.number.clone()),
            provisional: case.filed.provisional.clone(),
            clerk: case.clerk.clone(),
            window: case.window.clone(),
            status: filed_status(case),
            delivery,
            received_at: is_received.then(|| moment_text(received)),
            age_minutes: self.minutes_since(received),
            deadline: deadline.map(|deadline| date_text(deadline.date)),
            deadline_provisional: deadline.is_some_and(|deadline| deadline.provisional),
            days_left: clock.and_then(|clock| clock.days_left).map(|days| days as i32),
            pressure: self.judge_day(
                deadline.map(|deadline| deadline.date),
                clock.and_then(|clock| clock.period_days),
                filed_status(case),
                delivery,
            ),
            with_department: is_with_department(
                clock.and_then(|clock| clock.deadline.and(clock.period_days)),
                filed_status(case),
            ),
            slip: case.slip.clone(),
            working: clock.is_none_or(|clock| clock.promise_working),
            revision: case.filed.revision,
            in_place_of: case.filed.in_place_of,
            is_replacement_unread: false,
            marks: list_marks(case),
            late: self.filed_late(case),
            here,
        }
    }

    fn judge_day(
        &self,
        end: Option<Date>,
        period_days: Option<u32>,
        status: Status,
        delivery: Delivery,
    ) -> Pressure {
        let Some((end, whole)) = end.zip(period_days) else { return Pressure::Calm };
        let (loaded, today) = (self.catalog.current(), self.station.now().date());
        let (pressure, _) = judge_pressure(end, whole, &loaded.calendar, today);
        find_station_pressure(pressure, status, delivery)
    }

    fn minutes_since(&self, since: Moment) -> u32 {
        let elapsed = (self.station.now().millis() - since.millis()).max(0);
        u32::try_from(elapsed / 60_000).unwrap_or(u32::MAX)
    }
}

/// Nothing of it waits for this window.
fn is_over(head: &HeadRow) -> bool {
    let delivery: Delivery = parse_variant(&head.delivery).unwrap_or_default();
    match parse_variant(&head.status) {
        Some(Status::Voided) => true,
        Some(
            Status::Accepted
            | Status::Completed
            | Status::Withdrawn
            | Status::Lapsed
            | Status::Refused
            | Status::Redirected,
        ) => delivery.is_settled(),
        _ => false,
    }
}

/// By it the next page is asked for. None where this one is the last.
fn last_of_page(page: &[QueueCase]) -> Option<Uuid> {
    page.get(MAX_QUEUED as usize - 1).map(|case| case.filed.case)
}

/// The office has all that is here, and it stands there as it does here.
fn is_same(head: &HeadRow, case: &QueueCase) -> bool {
    head.delivery == "acknowledged" && variant_code(&filed_status(case)) == head.status
}

fn decided_status(case: &QueueCase) -> Status {
    match case.filed.decision {
        Decision::Accepted => Status::Accepted,
        Decision::Correction => Status::Correction,
        Decision::Refused => Status::Refused,
        Decision::Redirected => Status::Redirected,
    }
}

fn filed_status(case: &QueueCase) -> Status {
    let course = case.course.as_ref();
    match decided_status(case) {
        Status::Accepted if case.voided => Status::Voided,
        _ if case.filed.returned => Status::Returned,
        Status::Correction if case.lapsed => Status::Lapsed,
        Status::Accepted if case.withdrawn => Status::Withdrawn,
        Status::Accepted if course.is_some_and(|course| course.decided.is_some()) => {
            Status::Completed
        }
        Status::Accepted if course.is_some_and(|course| course.deferred_until.is_some()) => {
            Status::Deferred
        }
        Status::Accepted if case.asks_papers => Status::Deemed,
        standing => standing,
    }
}

/// An office that tells no days: when the case came to it is the same day, unless the line was
/// down.
fn guess_course(case: &QueueCase, received: Moment) -> Course {
    let filed_at = Moment::from_millis(case.filed.filed_at.as_millisecond());
    Course::from_moments(
        Some(received),
        (decided_status(case) == Status::Accepted).then_some(filed_at),
    )
}

fn is_wanted(row: &QueueRow, filter: &QueueFilter) -> bool {
    let fits = |expected: &Option<String>, value: &String| {
        expected.as_ref().is_none_or(|expected| expected == value)
    };
    let only = match filter.only {
        QueueOnly::All => row.status != Status::Voided,
        QueueOnly::Open => matches!(row.status, Status::Draft | Status::Received),
        QueueOnly::Correction => {
            matches!(row.status, Status::Correction | Status::Deferred | Status::Deemed)
        }
        QueueOnly::Returned => matches!(row.status, Status::Returned | Status::Replacing),
        QueueOnly::Undelivered => row.delivery != Delivery::None && !row.delivery.is_settled(),
        QueueOnly::Overdue => row.days_left.is_some_and(|days| days < 0),
    };
    let sought = filter.number.as_deref().map(fold_query).unwrap_or_default().to_lowercase();
    only && fits(&filter.clerk, &row.clerk)
        && fits(&filter.window, &row.window)
        && is_numbered(row, &sought)
}

/// `sought` in small letters, a part of either number.
fn is_numbered(row: &QueueRow, sought: &str) -> bool {
    let has_part = |number: &String| fold_query(number).to_lowercase().contains(sought);
    sought.is_empty() || [&row.number, &row.provisional].into_iter().flatten().any(has_part)
}

fn sort_rows(rows: &mut [QueueRow], by: QueueSort) {
    let deadline = |row: &QueueRow| {
        (row.pressure, row.deadline.is_none(), row.deadline.clone(), Reverse(row.age_minutes))
    };
    match by {
        QueueSort::Deadline => rows.sort_by_key(deadline),
        QueueSort::Age => rows.sort_by_key(|row| Reverse(row.age_minutes)),
        QueueSort::Clerk => rows.sort_by_key(|row| (row.clerk.clone(), deadline(row))),
    }
    rows.sort_by_key(|row| (!row.is_replacement_unread, row.marks.is_empty()));
}

#[cfg(test)]
mod tests;
