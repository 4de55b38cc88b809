//! The daily reconciliation sheet (每日对账单): its rows, its sums, its table and its paper. Names no
//! citizen. What counts for which day and lies where is `core::daysheet`.
use super::context::PaperContext;
use crate::cases::case_file::delivery_of_row;
use counter_core::case::Case;
use counter_core::date::{Date, Moment, date_text, moment_text};
use counter_core::daysheet::{self, HeldCount, Lies, Sums};
use counter_core::state::{Delivery, Status};
use counter_documents::Sheet;
use counter_documents::sheet::{DaySheet as DaySheetPaper, DaySheetRow};
use counter_store::OutboxRow;

/// A case as far as the sheet goes.
pub struct DayCase {
    pub id: String,
    pub case: Case,
    pub newest: Option<OutboxRow>,
    pub item_name: String,
    /// What of it stays at the window.
    pub held: HeldCount,
}

pub struct DaySheet {
    pub day: Date,
    pub as_of: Moment,
    pub sums: Sums,
    /// Opened on the day and never received: still drafts, and given up.
    pub drafts: u32,
    pub given_up: u32,
    pub rows: Vec<DayRow>,
}

pub struct DayRow {
    pub case: String,
    pub number: Option<String>,
    pub provisional: Option<String>,
    pub item_name: String,
    pub clerk: String,
    pub received_at: Option<Moment>,
    pub decided_at: Option<Moment>,
    pub status: Status,
    pub delivery: Delivery,
    pub lies: Lies,
    pub code: Option<String>,
    /// The newest submission went in the place of this one, which the office had not taken.
    pub in_place_of: Option<u32>,
    pub held: HeldCount,
}

impl DaySheet {
    /// All cases that may count for the day; those that do not are left out, those never received
    /// are only counted.
    pub fn new(day: Date, as_of: Moment, cases: &[DayCase]) -> DaySheet {
        let never_received = cases.iter().filter(|entry| {
            daysheet::day_of(&entry.case).is_none() && entry.case.opened_at.date() == day
        });
        let (given_up, drafts): (Vec<_>, Vec<_>) =
            never_received.partition(|entry| entry.case.abandoned.is_some());
        let counted = cases.iter().filter(|entry| daysheet::day_of(&entry.case) == Some(day));
        let mut rows: Vec<DayRow> = counted.map(day_row).collect();
        // By the time they count for, then by number; the id only so that the same rows always
        // stand the same.
        rows.sort_by_cached_key(|row| {
            let at = row.received_at.or(row.decided_at).map(moment_text);
            (at, row.provisional.clone(), row.case.clone())
        });
        DaySheet {
            day,
            as_of,
            sums: Sums::count_places(rows.iter().map(|row| row.lies)),
            drafts: drafts.len() as u32,
            given_up: given_up.len() as u32,
            rows,
        }
    }

    /// How many were taken in.
    pub fn taken(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The name of the file without its ending.
    pub fn file_name(&self) -> String {
        format!("day-sheet-{}", date_text(self.day))
    }

    /// UTF-8 with lines as RFC 4180 wants them.
    pub fn csv(&self) -> String {
        let heads = [
            "收件日",
            "收件时间",
            "办件编号",
            "临时编号",
            "事项",
            "经办工号",
            "意见时间",
            "状态",
            "所在",
            "原因",
            "标识",
            "替代",
            "留存原件",
            "留存复印件",
            "留存实物",
        ];
        let day = date_text(self.day);
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        let at = |at: Option<Moment>| at.map(moment_text).unwrap_or_default();
        let mut out = csv_line(&heads);
        for row in &self.rows {
            out += &csv_line(&[
                &day,
                &at(row.received_at),
                &or_empty(&row.number),
                &or_empty(&row.provisional),
                &row.item_name,
                &row.clerk,
                &at(row.decided_at),
                status_label(row.status),
                lies_label(row.lies),
                &or_empty(&row.code),
                &row.case,
                &replaced_words(row),
                &row.held.originals.to_string(),
                &row.held.copies.to_string(),
                &row.held.objects.to_string(),
            ]);
        }
        let counts = [
            ("收件", self.taken()),
            ("已送达后台", self.sums.at_office),
            (lies_label(Lies::OnPaper), self.sums.on_paper),
            ("仍在本机", self.sums.count_here()),
        ];
        for (name, count) in counts {
            out += &csv_line(&[&day, name, &count.to_string()]);
        }
        out
    }

    pub fn paper(&self, context: &PaperContext) -> Sheet {
        let Sums { open, waiting, parked, refused, withdrawn, voided, on_paper, .. } = self.sums;
        let parts = [
            (Lies::Open, open),
            (Lies::Waiting, waiting),
            (Lies::Parked, parked),
            (Lies::Refused, refused),
            (Lies::Withdrawn, withdrawn),
            (Lies::Voided, voided),
        ];
        Sheet::DaySheet(DaySheetPaper {
            station: context.station_line(),
            window: context.clerk.window.clone(),
            clerk_name: context.clerk.name.clone(),
            printed_at: context.printed_at(),
            mark: context.mark.clone(),
            day: date_text(self.day),
            as_of: moment_text(self.as_of),
            taken: self.taken(),
            at_office: self.sums.at_office,
            on_paper,
            here: self.sums.count_here(),
            parts: parts
                .into_iter()
                .map(|(lies, count)| format!("{} {count} 件", lies_label(lies)))
                .collect(),
            drafts: self.drafts,
            given_up: self.given_up,
            rows: self.rows.iter().map(paper_row).collect(),
        })
    }
}

fn day_row(entry: &DayCase) -> DayRow {
    let case = &entry.case;
    let delivery = entry.newest.as_ref().and_then(delivery_of_row).unwrap_or_default();
    DayRow {
        case: entry.id.clone(),
        number: case.official.clone(),
        provisional: case.provisional.clone(),
        item_name: entry.item_name.clone(),
        clerk: case.acting_clerk().to_owned(),
        received_at: case.received,
        decided_at: case.decisions.last().map(|(_, at)| *at),
        status: case.status,
        delivery,
        lies: daysheet::place_of(case, delivery),
        code: entry.newest.as_ref().and_then(|row| row.last_code.clone()),
        in_place_of: case.in_place_of(),
        held: entry.held,
    }
}

fn paper_row(row: &DayRow) -> DaySheetRow {
    DaySheetRow {
        number: row.number.clone().unwrap_or_default(),
        provisional: row.provisional.clone().unwrap_or_default(),
        item: row.item_name.clone(),
        received: row
            .received_at
            .map(|at| at.local_datetime().strftime("%H:%M").to_string())
            .unwrap_or_default(),
        clerk: row.clerk.clone(),
        status: status_label(row.status).to_owned(),
        lies: [lies_label(row.lies), &replaced_words(row)].concat(),
        held: held_words(row.held),
    }
}

/// Empty where nothing stays.
fn held_words(held: HeldCount) -> String {
    let kinds = [("原件", held.originals), ("复印件", held.copies), ("实物", held.objects)];
    let kinds = kinds.iter().filter(|(_, count)| *count > 0);
    kinds.map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join("，")
}

/// Empty where nothing was replaced.
fn replaced_words(row: &DayRow) -> String {
    row.in_place_of.map(|before| format!("（替代第 {before} 次提交）")).unwrap_or_default()
}

/// A line of a table, its cells set apart.
pub fn csv_line(cells: &[&str]) -> String {
    cells.iter().map(|text| csv_cell(text)).collect::<Vec<_>>().join(",") + "\r\n"
}

/// A cell that a spreadsheet would take for a formula is written as text.
fn csv_cell(text: &str) -> String {
    let text =
        if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
    match text.contains(['"', ',', '\r', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

fn lies_label(lies: Lies) -> &'static str {
    match lies {
        Lies::AtOffice => "已送达后台",
        Lies::Open => "在办",
        Lies::Waiting => "待上传",
        Lies::Parked => "搁置待查",
        Lies::Refused => "后台拒收",
        Lies::Withdrawn => "已撤回",
        Lies::Voided => "已作废",
        Lies::OnPaper => "纸质移交",
    }
}

fn status_label(status: Status) -> &'static str {
    match status {
        Status::Draft => "草稿",
        Status::Received => "已收件",
        Status::Correction => "待补正",
        Status::Accepted => "已受理",
        Status::Deferred => "容缺受理",
        Status::Deemed => "视为受理待补交",
        Status::Refused => "不予受理",
        Status::Redirected => "已告知去向",
        Status::Returned => "退件待处理",
        Status::Replacing => "拒收待改",
        Status::Completed => "已办结",
        Status::Withdrawn => "已撤回",
        Status::Lapsed => "逾期未补正已终止",
        Status::Voided => "已作废",
    }
}
