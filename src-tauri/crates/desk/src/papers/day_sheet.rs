//! The daily reconciliation sheet (每日对账单): its rows, its sums, its CSV and its paper. Names no citizen.
//! What counts for which day and lies where is `core::daysheet`.
use crate::contract::views::{CaseStatus, ClerkView, DayRow, DaySheetView, DaySums, DeliveryState, Lies};
use crate::papers::notices::Stamp;
use crate::station::errors::same;
use crate::views::case::{date_text, moment_text, weekday};
use counter_core::case::Case;
use counter_core::date::{Date, Moment};
use counter_core::daysheet::{self, Sums};
use counter_documents::Sheet;
use counter_documents::sheet::{DaySheet, DaySheetRow};
use counter_store::OutboxRow;

/// A case as far as the sheet goes.
pub struct One {
    pub id: String,
    pub case: Case,
    pub newest: Option<OutboxRow>,
    /// The item's name.
    pub item: String,
}

/// All cases that may count for the day; those that do not are left out, those never received are only counted.
pub fn sheet(day: Date, as_of: Moment, all: &[One]) -> DaySheetView {
    let opened = |one: &&One| daysheet::day_of(&one.case).is_none() && one.case.opened_at.date() == day;
    let aside: Vec<&One> = all.iter().filter(opened).collect();
    let given_up = aside.iter().filter(|one| one.case.abandoned.is_some()).count() as u32;
    let mut rows: Vec<DayRow> = all.iter().filter(|one| daysheet::day_of(&one.case) == Some(day)).map(row).collect();
    // By the time they count for, then by number; the id only so that the same rows always stand the same.
    rows.sort_by_cached_key(|row| {
        let at = row.received_at.clone().or(row.decided_at.clone());
        (at, row.provisional.clone(), row.case.clone())
    });
    let sums = Sums::of(rows.iter().filter_map(|row| same(&row.lies)));
    DaySheetView {
        day: date_text(day),
        weekday: weekday(day),
        as_of: moment_text(as_of),
        taken: rows.len() as u32,
        at_office: sums.at_office,
        here: sums.here(),
        sums: DaySums {
            open: sums.open,
            waiting: sums.waiting,
            parked: sums.parked,
            refused: sums.refused,
            withdrawn: sums.withdrawn,
        },
        drafts: aside.len() as u32 - given_up,
        given_up,
        rows,
    }
}

fn row(one: &One) -> DayRow {
    let case = &one.case;
    let state = one.newest.as_ref().map(|row| serde_json::Value::String(row.state.clone()));
    let delivery = state.and_then(|state| serde_json::from_value(state).ok()).unwrap_or_default();
    DayRow {
        case: one.id.clone(),
        number: case.official.clone(),
        provisional: case.provisional.clone(),
        item: one.item.clone(),
        clerk: case.acting().to_owned(),
        received_at: case.received.map(moment_text),
        decided_at: case.decisions.last().map(|(_, at)| moment_text(*at)),
        status: same(&case.status).unwrap_or(CaseStatus::Draft),
        delivery: same(&delivery).unwrap_or(DeliveryState::None),
        lies: same(&daysheet::lies(case, delivery)).unwrap_or(Lies::Open),
        code: one.newest.as_ref().and_then(|row| row.last_code.clone()),
    }
}

fn lies(place: Lies) -> &'static str {
    match place {
        Lies::AtOffice => "已送达后台",
        Lies::Open => "在办",
        Lies::Waiting => "待上传",
        Lies::Parked => "搁置待查",
        Lies::Refused => "后台拒收",
        Lies::Withdrawn => "已撤回",
    }
}

fn status(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::Draft => "草稿",
        CaseStatus::Received => "已收件",
        CaseStatus::Correction => "待补正",
        CaseStatus::Accepted => "已受理",
        CaseStatus::Deferred => "容缺受理",
        CaseStatus::Refused => "不予受理",
        CaseStatus::Redirected => "已告知去向",
        CaseStatus::Returned => "退件待处理",
        CaseStatus::Completed => "已办结",
        CaseStatus::Voided => "已作废",
    }
}

/// UTF-8 with lines as RFC 4180 wants them. A cell that a spreadsheet would take for a formula is written as text.
pub fn csv(view: &DaySheetView) -> Vec<u8> {
    let cell = |text: &str| {
        let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
        match text.contains(['"', ',', '\r', '\n']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text,
        }
    };
    let line = |cells: &[&str]| cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n";
    let heads =
        ["收件日", "收件时间", "办件编号", "临时编号", "事项", "经办工号", "意见时间", "状态", "所在", "原因", "标识"];
    let mut out = line(&heads);
    for row in &view.rows {
        let or = |text: &Option<String>| text.clone().unwrap_or_default();
        out += &line(&[
            &view.day,
            &or(&row.received_at),
            &or(&row.number),
            &or(&row.provisional),
            &row.item,
            &row.clerk,
            &or(&row.decided_at),
            status(row.status),
            lies(row.lies),
            &or(&row.code),
            &row.case,
        ]);
    }
    let counts = [("收件", view.taken), ("已送达后台", view.at_office), ("仍在本机", view.here)];
    for (name, count) in counts {
        out += &line(&[&view.day, name, &count.to_string()]);
    }
    out.into_bytes()
}

pub fn paper(view: &DaySheetView, clerk: &ClerkView, stamp: Stamp) -> Sheet {
    let DaySums { open, waiting, parked, refused, withdrawn } = view.sums;
    let parts = [
        (Lies::Open, open),
        (Lies::Waiting, waiting),
        (Lies::Parked, parked),
        (Lies::Refused, refused),
        (Lies::Withdrawn, withdrawn),
    ];
    let row = |row: &DayRow| DaySheetRow {
        number: row.number.clone().unwrap_or_default(),
        provisional: row.provisional.clone().unwrap_or_default(),
        item: row.item.clone(),
        received: row.received_at.clone().map(|at| at.chars().skip(11).collect()).unwrap_or_default(),
        clerk: row.clerk.clone(),
        status: status(row.status).to_owned(),
        lies: lies(row.lies).to_owned(),
    };
    Sheet::DaySheet(DaySheet {
        station: format!("{}综合服务窗口", clerk.station),
        window: clerk.window.clone(),
        clerk_name: clerk.name.clone(),
        printed_at: stamp.printed_at,
        mark: stamp.mark,
        day: view.day.clone(),
        as_of: view.as_of.clone(),
        taken: view.taken,
        at_office: view.at_office,
        here: view.here,
        parts: parts.into_iter().map(|(place, count)| format!("{} {count} 件", lies(place))).collect(),
        drafts: view.drafts,
        given_up: view.given_up,
        rows: view.rows.iter().map(row).collect(),
    })
}

/// The name of the file without its ending.
pub fn file_name(view: &DaySheetView) -> String {
    format!("day-sheet-{}", view.day)
}
