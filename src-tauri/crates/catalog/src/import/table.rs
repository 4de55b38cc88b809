//! One table: which of the national tables it is, by its columns, and its rows by column. Not what
//! the rows say.

use std::collections::BTreeMap;
use std::sync::Arc;

use counter_core::item::MaterialDef;
use serde::Serialize;

use super::columns::{BOTH_UNITS, column_named};
use super::flag::{Flag, FlagCode};
use super::sheet::Sheet;
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

#[derive(Debug, Default)]
pub(super) struct Head {
    pub name: String,
    /// The row of the heading, from 1.
    row: usize,
    /// Headings as they are written, by column.
    written: BTreeMap<&'static str, String>,
    pub unread: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Table {
    pub head: Arc<Head>,
    pub kind: Option<TableKind>,
    pub rows: Vec<Row>,
    /// Numbers that have lost digits.
    pub flags: Vec<Flag>,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    head: Arc<Head>,
    number: usize,
    cells: BTreeMap<&'static str, String>,
}

impl Row {
    /// Empty where the table has no such column.
    pub fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// What stands in the lines of a cell; HTML's line ends count.
    pub fn lines(&self, column: &str) -> Vec<String> {
        let text =
            self.text(column).replace("<br>", "\n").replace("<br/>", "\n").replace("</p>", "\n");
        text.replace("<p>", "")
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }

    pub fn has_column(&self, column: &str) -> bool {
        self.head.written.contains_key(column)
    }

    /// About what it takes in memory.
    pub fn size_in_memory(&self) -> usize {
        self.cells.values().map(String::len).sum::<usize>() + size_of::<MaterialDef>()
    }

    pub fn refuse_table(&self, cause: &str) -> CatalogError {
        CatalogError::NotATable {
            name: self.head.name.clone(),
            cause: format!("row {}: {cause}", self.number),
        }
    }

    /// What nobody could have filled in is flagged once, at the heading.
    pub fn flag_cell(&self, code: FlagCode, column: &str) -> Flag {
        let table = self.head.name.clone();
        match self.head.written.get(column) {
            None if code.of_a_cell() => {
                let (row, code) = (self.head.row, FlagCode::MissingColumn);
                Flag { table, row, column: column.to_owned(), code, value: String::new() }
            }
            written => {
                let (value, column) = (
                    self.text(column).to_owned(),
                    written.map_or(column, String::as_str).to_owned(),
                );
                Flag { table, row: self.number, column, code, value }
            }
        }
    }
}

impl Table {
    /// None when nothing in the sheet looks like a heading.
    pub fn from_sheet(sheet: Sheet) -> Result<Option<Self>, CatalogError> {
        let Some(at) = heading(&sheet) else { return Ok(None) };
        let (columns, head) = columns(&sheet, at);
        let kind = kind(&sheet.name, &head)?;
        let rounded =
            sheet.rounded.iter().filter_map(|(row, column)| Some((*row, *columns.get(column)?)));
        let rounded: Vec<(usize, &str)> = rounded.collect();
        let head = Arc::new(head);
        let rows =
            sheet.rows.into_iter().enumerate().skip(at + 1).filter(|(_, cells)| !cells.is_empty());
        let rows = rows.map(|(number, cells)| {
            let cells = cells
                .into_iter()
                .filter_map(|(column, text)| Some((*columns.get(&column)?, text)))
                .collect();
            Row { head: Arc::clone(&head), number: number + 1, cells }
        });
        let rows: Vec<Row> = rows.collect();
        let cell = |(row, column): &(usize, &str)| {
            let row = rows.binary_search_by_key(&(row + 1), |row| row.number).ok()?;
            Some(rows.get(row)?.flag_cell(FlagCode::RoundedNumber, column))
        };
        let flags = rounded.iter().filter_map(cell).collect();
        Ok(Some(Self { head, kind: Some(kind), rows, flags }))
    }

    /// A sheet that was not read.
    pub fn from_unread_sheet(name: String) -> Self {
        let head = Arc::new(Head { name, ..Head::default() });
        Self { head, kind: None, rows: Vec::new(), flags: Vec::new() }
    }
}

/// The first row that names two columns.
fn heading(sheet: &Sheet) -> Option<usize> {
    let names = |row: &Vec<(usize, String)>| {
        row.iter().filter(|(_, text)| column_named(text).is_some()).count() > 1
    };
    sheet.rows.iter().take(HIGHEST).position(names)
}

fn columns(sheet: &Sheet, at: usize) -> (BTreeMap<usize, &'static str>, Head) {
    let mut columns = BTreeMap::new();
    let mut head = Head { name: sheet.name.clone(), row: at + 1, ..Head::default() };
    let mut previous = None;
    let cells = sheet.rows.get(at).map(Vec::as_slice).unwrap_or_default();
    let units = cells.iter().filter(|(_, text)| column_named(text) == Some(BOTH_UNITS)).count();
    for (column, text) in cells {
        let name = match (column_named(text), previous) {
            // One such column after each limit.
            (Some(BOTH_UNITS), Some("anticipate_day")) if units > 1 => Some("anticipate_type"),
            (Some(BOTH_UNITS), Some("promise_day")) if units > 1 => Some("promise_type"),
            (name, _) => name,
        };
        previous = name;
        match name.filter(|name| !head.written.contains_key(name)) {
            Some(name) => {
                columns.insert(*column, name);
                head.written.insert(name, text.clone());
            }
            None => head.unread.push(text.clone()),
        }
    }
    (columns, head)
}

fn kind(name: &str, head: &Head) -> Result<TableKind, CatalogError> {
    let has_column = |column: &str| head.written.contains_key(column);
    let lacks = |missing: &str| CatalogError::MissingColumns {
        name: name.to_owned(),
        missing: missing.to_owned(),
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
