//! A row of 实施清单 as an item. Not its materials, and not whether it is left out (`join`).

use std::collections::BTreeMap;

use counter_core::date::Date;
use counter_core::item::{
    Basis, Effective, ForWhom, Item, Legacy, ProjectType, PromisedVisits, SignatureRule,
};
use counter_core::text::parse_digits;

use super::codes::{self, Fee, SOURCE, State};
use super::columns::COLUMNS;
use super::day::{is_for_ever, is_nothing, read_day};
use super::flag::{Flag, FlagCode};
use super::limit::read_limit;
use super::row::Row;
use super::{Options, slug};

const FROM: &str = "plan_effective_date";
const UNTIL: &str = "plan_cancel_date";
const VISITS: &str = "limit_scene_num";

/// The rows an item is made of: its own, its further fields, the catalogue's. The first that says
/// something counts.
pub(super) struct Rows<'a> {
    pub basic: &'a Row,
    pub extend: Option<&'a Row>,
    pub directory: Option<&'a Row>,
}

impl<'a> Rows<'a> {
    /// The row that says something in this column, else the item's own.
    pub fn row_for(&self, column: &str) -> &'a Row {
        let rows = [Some(self.basic), self.extend, self.directory].into_iter().flatten();
        rows.into_iter().find(|row| !row.text(column).is_empty()).unwrap_or(self.basic)
    }

    fn text(&self, column: &str) -> &'a str {
        self.row_for(column).text(column)
    }

    /// What in one of them keeps the item from being written.
    pub fn holding_flag(&self) -> Option<Flag> {
        let rows = [Some(self.basic), self.extend, self.directory].into_iter().flatten();
        rows.into_iter().find_map(Row::holding_flag)
    }
}

pub(super) fn read_item(rows: &Rows, options: &Options, flags: &mut Vec<Flag>) -> Item {
    let task_type = codes::task_type(rows.text("task_type"));
    if task_type.is_none() {
        flags.push(rows.row_for("task_type").flag_cell(FlagCode::UnknownCode, "task_type"));
    }
    if rows.text("dept_name").is_empty() {
        flags.push(rows.basic.flag_cell(FlagCode::MissingDepartment, "dept_name"));
    }
    Item {
        id: id(rows.basic),
        name: rows.text("task_name").to_owned(),
        everyday: Vec::new(),
        department: rows.text("dept_name").to_owned(),
        task_type: task_type.unwrap_or(rows.text("task_type")).to_owned(),
        project_type: project_type(rows, options, flags),
        for_whom: for_whom(rows, flags),
        legacy: legacy(rows, flags),
        fee: fee(rows, flags),
        limit: read_limit(rows.basic, flags),
        // 行政许可: the law itself says so.
        article32: task_type == Some("01"),
        conditions: rows.row_for("accept_condition").lines("accept_condition"),
        questions: Vec::new(),
        materials: Vec::new(),
        form: super::write::FORM.to_owned(),
        // No column says it: as for every item that says nothing.
        signature: SignatureRule::default(),
        points: Vec::new(),
        note: None,
        redirect: None,
        codes: verbatim(rows),
        law: law(rows),
        route: None,
        joint: None,
        effective: effective(rows, flags),
        class: class(rows),
        levels: levels(rows, flags),
        expired_card: None,
        terms: Vec::new(),
        requires: Vec::new(),
        age_on: None,
        entrustment: None,
        visits: visits(rows, flags),
    }
}

fn id(row: &Row) -> String {
    let further = [row.text("task_handle_item"), row.text("item_id")];
    let further = further.into_iter().find(|code| !code.is_empty());
    slug::of_codes(row.text("task_code"), further.unwrap_or_default())
}

fn project_type(rows: &Rows, options: &Options, flags: &mut Vec<Flag>) -> ProjectType {
    codes::project_type(rows.text("project_type"), options).unwrap_or_else(|| {
        flags.push(rows.row_for("project_type").flag_cell(FlagCode::UnknownCode, "project_type"));
        ProjectType::Commitment
    })
}

fn for_whom(rows: &Rows, flags: &mut Vec<Flag>) -> ForWhom {
    let (whom, known) = codes::for_whom(rows.text("server_type"));
    if !known {
        flags.push(rows.row_for("server_type").flag_cell(FlagCode::UnknownCode, "server_type"));
    }
    whom.unwrap_or_default()
}

fn legacy(rows: &Rows, flags: &mut Vec<Flag>) -> Option<Legacy> {
    let state = codes::item_state(rows.text("task_state"));
    if state.is_none() {
        flags.push(rows.row_for("task_state").flag_cell(FlagCode::UnknownState, "task_state"));
    }
    let note = || Legacy {
        note: "事项已取消（导入的清单中事项状态为取消）".to_owned(),
        instead: None,
    };
    (state == Some(State::Cancelled)).then(note)
}

fn fee(rows: &Rows, flags: &mut Vec<Flag>) -> Option<String> {
    let basis = rows.row_for("fee_basis").lines("fee_basis").join("；");
    match codes::fee_kind(rows.text("is_fee")) {
        Some(Fee::Free) => Some("免费".to_owned()),
        Some(Fee::Charged) if basis.is_empty() => Some("收费".to_owned()),
        Some(Fee::Charged) => Some(format!("收费，依据：{basis}")),
        None => {
            if !rows.text("is_fee").is_empty() {
                flags.push(rows.row_for("is_fee").flag_cell(FlagCode::UnknownCode, "is_fee"));
            }
            (!basis.is_empty()).then(|| format!("收费依据：{basis}"))
        }
    }
}

/// 到办事现场次数. A table that names none promises none.
fn visits(rows: &Rows, flags: &mut Vec<Flag>) -> Option<PromisedVisits> {
    let text = rows.text(VISITS);
    let most = parse_digits(text.strip_suffix('次').unwrap_or(text));
    if most.is_none() && !is_nothing(text) {
        flags.push(rows.row_for(VISITS).flag_cell(FlagCode::UnknownCode, VISITS));
    }
    most.map(|most| PromisedVisits { most, official: true })
}

/// Whatever the centre calls it.
fn class(rows: &Rows) -> Option<String> {
    let class = rows.text("window_class");
    (!class.is_empty()).then(|| class.to_owned())
}

fn levels(rows: &Rows, flags: &mut Vec<Flag>) -> Vec<String> {
    let (levels, known) = codes::use_levels(rows.text("use_level"));
    if !known {
        flags.push(rows.row_for("use_level").flag_cell(FlagCode::UnknownCode, "use_level"));
    }
    levels
}

fn law(rows: &Rows) -> Vec<Basis> {
    let lines = rows.row_for("by_law").lines("by_law").into_iter();
    lines.map(|name| Basis { name, article: None, official: true }).collect()
}

fn verbatim(rows: &Rows) -> BTreeMap<String, BTreeMap<String, String>> {
    let codes = COLUMNS
        .iter()
        .filter(|column| column.code)
        .map(|column| (column.name, rows.text(column.name)));
    let codes = codes
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
    [(SOURCE.to_owned(), codes.collect())].into()
}

/// A day that cannot be read is flagged; whoever asked then holds the item back.
fn effective(rows: &Rows, flags: &mut Vec<Flag>) -> Option<Effective> {
    let mut day = |column: &str| -> Option<Date> {
        let row = rows.row_for(column);
        let text = row.text(column);
        if is_nothing(text) || (column == UNTIL && is_for_ever(text)) {
            return None;
        }
        let day = read_day(text, row.counts_from_1904());
        if day.is_none() {
            flags.push(row.flag_cell(FlagCode::NotADate, column));
        }
        day
    };
    let (from, until) = (day(FROM), day(UNTIL));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        flags.push(rows.row_for(UNTIL).flag_cell(FlagCode::DatesContradict, UNTIL));
    }
    (from.is_some() || until.is_some()).then_some(Effective { from, until })
}
