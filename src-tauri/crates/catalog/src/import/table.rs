//! One table: which of the national tables it is, by its columns, and its rows by column. Not what
//! the rows say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::columns::{BOTH_UNITS, column_named};
use super::flag::{Flag, FlagCode};
use super::row::{Head, Row, judge_cell};
use super::sheet::{Cell, Sheet};
use crate::error::CatalogError;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// 实施清单, up_task_general_basic.
    Basic,
    /// Its further fields, up_task_general_extend.
    Extend,
    /// 材料, up_task_general_material.
    Material,
    /// 基本目录, up_task_directory.
    Directory,
}

/// Titles and remarks may stand above the heading.
const HIGHEST: usize = 10;
/// Only 实施清单 has these.
const OF_BASIC: [&str; 9] = [
    "task_name",
    "dept_name",
    "project_type",
    "server_type",
    "anticipate_day",
    "promise_day",
    "accept_condition",
    "is_fee",
    "handle_type",
];
/// 基本目录 has none of these, so a table with one of them only lacks its code.
const NOT_OF_DIRECTORY: [&str; 5] =
    ["project_type", "anticipate_day", "promise_day", "accept_condition", "is_fee"];

#[derive(Debug)]
pub(super) struct Table {
    pub head: Arc<Head>,
    pub kind: Option<TableKind>,
    pub rows: Vec<Row>,
    /// What is wrong with single cells, and what was left out.
    pub flags: Vec<Flag>,
    /// 实施编码 of rows left out: their materials are nobody's fault.
    pub left_out: BTreeSet<String>,
}

impl Table {
    /// None when nothing in the sheet looks like a heading.
    pub fn from_sheet(sheet: Sheet) -> Result<Option<Self>, CatalogError> {
        let Some(at) = heading(&sheet) else { return Ok(None) };
        let (columns, head) = columns(&sheet, at);
        let kind = kind(&sheet.name, &head)?;
        let head = Arc::new(head);
        let mut table = Self {
            flags: flag_sheet(&sheet, at, &head, &columns),
            ..Self::empty(&head, Some(kind))
        };
        let width = sheet.widths.get(at).copied();
        for (number, cells) in sheet.rows.into_iter().enumerate().skip(at + 1) {
            if cells.is_empty() {
                continue;
            }
            let mut row = Row::new(&head, number + 1);
            if let Some(same) = repeats_heading(&cells, &columns) {
                if !same {
                    return Err(row.refuse_table(
                        "another table begins there, with other columns; give each table a sheet or file of its own",
                    ));
                }
                continue;
            }
            let column_width = sheet.widths.get(number).copied();
            row.note_width(column_width.zip(width), &cells);
            for cell in cells {
                if let Some(name) = columns.get(&cell.column) {
                    judge_cell(&mut row, name, cell, table.rows.last());
                }
            }
            table.add(row, sheet.hidden_rows.contains(&number));
        }
        table.find_split_rows();
        table.flags.extend(table.rows.iter().flat_map(Row::fault_flags));
        Ok(Some(table))
    }

    fn empty(head: &Arc<Head>, kind: Option<TableKind>) -> Self {
        let (rows, flags, left_out) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { head: Arc::clone(head), kind, rows, flags, left_out }
    }

    /// A sheet that was not read.
    pub fn from_unread_sheet(name: String, hidden: bool) -> Self {
        let head = Arc::new(Head { name, ..Head::default() });
        let flag = Flag {
            table: head.name.clone(),
            row: 0,
            column: String::new(),
            code: FlagCode::HiddenSheet,
            value: String::new(),
        };
        Self { flags: hidden.then_some(flag).into_iter().collect(), ..Self::empty(&head, None) }
    }

    fn add(&mut self, row: Row, hidden: bool) {
        let code = if hidden { Some(FlagCode::HiddenRow) } else { row.reason_to_leave_out() };
        match code {
            Some(code) => {
                let column = row.telling_column();
                self.flags.push(row.flag_cell(code, column));
                self.left_out.insert(row.text("task_code").to_owned());
            }
            None if row.is_empty() => {}
            None => self.rows.push(row),
        }
    }

    /// A row that is short, and the next one has no code: a line break without quotes.
    fn find_split_rows(&mut self) {
        let next_is_rest: Vec<bool> =
            self.rows.iter().skip(1).map(|next| !next.has_code() && next.is_short()).collect();
        for (row, rest) in self.rows.iter_mut().zip(next_is_rest) {
            row.note_split(rest);
        }
    }
}

/// What the sheet as a whole leaves out: hidden columns, covered cells, what is said beside the cells.
fn flag_sheet(
    sheet: &Sheet,
    at: usize,
    head: &Head,
    columns: &BTreeMap<usize, &'static str>,
) -> Vec<Flag> {
    let flag = |row: usize, column: &str, code, value: &str| Flag {
        table: head.name.clone(),
        row: row + 1,
        column: column.to_owned(),
        code,
        value: value.to_owned(),
    };
    let hidden = head.hidden.iter().map(|text| flag(at, text, FlagCode::HiddenColumn, ""));
    let covered = sheet.covered.iter().filter(|(row, column, _)| {
        *row > at && columns.contains_key(column) && !sheet.hidden_rows.contains(row)
    });
    let heading_of = |column: &usize| {
        let name = columns.get(column).and_then(|name| head.written.get(name));
        name.map_or("", String::as_str)
    };
    let covered = covered
        .map(|(row, column, text)| flag(*row, heading_of(column), FlagCode::CoveredCell, text));
    let notes = sheet.beside.notes.iter();
    let notes = notes.filter(|((row, column), _)| {
        !sheet.hidden_rows.contains(row) && !sheet.hidden_columns.contains(column)
    });
    let notes =
        notes.map(|((row, column), text)| flag(*row, heading_of(column), FlagCode::CellNote, text));
    let boxes = sheet.beside.boxes.iter();
    let boxes = boxes.map(|text| Flag { row: 0, ..flag(0, "", FlagCode::TextBox, text) });
    hidden.chain(covered).chain(notes).chain(boxes).collect()
}

/// The first row that names two columns, or the one below it that names as many: groups of columns
/// may have names of their own.
fn heading(sheet: &Sheet) -> Option<usize> {
    let count = |at: usize| {
        let is_visible = !sheet.hidden_rows.contains(&at);
        sheet.rows.get(at).filter(|_| is_visible).map_or(0, |row| count_headings(row))
    };
    let first = (0..HIGHEST).find(|at| count(*at) > 1)?;
    let below =
        (first + 1..first + 3).take_while(|at| count(*at) >= count(at - 1) && count(*at) > 1);
    below.last().or(Some(first))
}

fn count_headings(row: &[Cell]) -> usize {
    row.iter().filter(|cell| column_named(&cell.text).is_some()).count()
}

/// Whether a row is a heading again, and of the same columns; none for a row of the table.
fn repeats_heading(row: &[Cell], columns: &BTreeMap<usize, &'static str>) -> Option<bool> {
    let headings = count_headings(row);
    if headings < 2 || headings * 2 < row.len() {
        return None;
    }
    let same = row.iter().all(|cell| match (column_named(&cell.text), columns.get(&cell.column)) {
        (Some(name), Some(known)) => name == *known || name == BOTH_UNITS,
        _ => true,
    });
    Some(same)
}

fn columns(sheet: &Sheet, at: usize) -> (BTreeMap<usize, &'static str>, Head) {
    let mut columns = BTreeMap::new();
    let mut head = Head {
        name: sheet.name.clone(),
        row: at + 1,
        from_1904: sheet.from_1904,
        ..Head::default()
    };
    let mut previous = None;
    let cells = sheet.rows.get(at).map(Vec::as_slice).unwrap_or_default();
    let column_of = |cell: &Cell| column_named(&cell.text);
    let units = cells.iter().filter(|cell| column_of(cell) == Some(BOTH_UNITS)).count();
    for cell in cells {
        let name = match (column_of(cell), previous) {
            // One such column after each limit.
            (Some(BOTH_UNITS), Some("anticipate_day")) if units > 1 => Some("anticipate_type"),
            (Some(BOTH_UNITS), Some("promise_day")) if units > 1 => Some("promise_type"),
            (name, _) => name,
        };
        previous = name;
        if sheet.hidden_columns.contains(&cell.column) {
            head.hidden.push(cell.text.clone());
            continue;
        }
        match name.filter(|name| !head.written.contains_key(name)) {
            Some(name) => {
                columns.insert(cell.column, name);
                head.written.insert(name, cell.text.clone());
            }
            // A heading over several columns is one.
            None if cell.spread => {}
            None => head.unread.push(cell.text.clone()),
        }
    }
    (columns, head)
}

fn kind(name: &str, head: &Head) -> Result<TableKind, CatalogError> {
    let has_column = |column: &str| head.written.contains_key(column);
    let lacks = |missing: &str| CatalogError::MissingColumns {
        name: name.to_owned(),
        missing: match head.hidden.as_slice() {
            [] => missing.to_owned(),
            hidden => {
                format!("{missing}; hidden columns are not read, show them: {}", hidden.join(", "))
            }
        },
    };
    match (has_column("task_code"), has_column("material_name")) {
        (true, true) => Ok(TableKind::Material),
        (false, true) => Err(lacks("task_code (实施编码)")),
        (true, false) if OF_BASIC.into_iter().any(has_column) => Ok(TableKind::Basic),
        (true, false) if ["is_need", "page_num", "accept_stand"].into_iter().any(has_column) => {
            Err(lacks("material_name (材料名称)"))
        }
        (true, false) => Ok(TableKind::Extend),
        (false, false) if NOT_OF_DIRECTORY.into_iter().any(has_column) => {
            Err(lacks("task_code (实施编码)"))
        }
        (false, false) if has_column("catalog_code") => Ok(TableKind::Directory),
        (false, false) => Err(lacks("task_code (实施编码) or catalog_code (基本编码)")),
    }
}
