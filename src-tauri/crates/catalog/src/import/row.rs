//! One row of a table by column, and what is wrong with its cells. Not what they mean.

use std::collections::BTreeMap;
use std::sync::Arc;

use counter_core::item::MaterialDef;

use super::cell::{find_fault, is_ditto, plain_text, read_markup, unwrap_text};
use super::columns::KEYS;
use super::flag::{Flag, FlagCode};
use super::sheet::Cell;
use crate::error::CatalogError;

/// Beside the keys: a row in which one of these cannot be read says nothing that may be in force.
const DECISIVE: [&str; 5] =
    ["task_name", "task_state", "plan_effective_date", "plan_cancel_date", "material_name"];

#[derive(Debug, Default)]
pub(super) struct Head {
    pub name: String,
    /// The row of the heading, from 1.
    pub row: usize,
    /// Headings as they are written, by column.
    pub written: BTreeMap<&'static str, String>,
    pub unread: Vec<String>,
    /// Headings of columns that the workbook hides.
    pub hidden: Vec<String>,
    /// Bare numbers of days count from 1904.
    pub from_1904: bool,
}

#[derive(Debug, Clone)]
struct Fault {
    column: &'static str,
    code: FlagCode,
    value: String,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    head: Arc<Head>,
    number: usize,
    cells: BTreeMap<&'static str, String>,
    faults: Vec<Fault>,
    short: bool,
}

impl Row {
    pub fn new(head: &Arc<Head>, number: usize) -> Self {
        let (head, cells, faults) = (Arc::clone(head), BTreeMap::new(), Vec::new());
        Self { head, number, cells, faults, short: false }
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.faults.is_empty()
    }

    /// Empty where the table has no such column.
    pub fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// What stands in the lines of a cell.
    pub fn lines(&self, column: &str) -> Vec<String> {
        let lines = self.text(column).lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    }

    pub fn has_column(&self, column: &str) -> bool {
        self.head.written.contains_key(column)
    }

    pub fn counts_from_1904(&self) -> bool {
        self.head.from_1904
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

    /// The code of the row, else its first cell that says something.
    pub fn telling_column(&self) -> &'static str {
        let first = self.cells.keys().copied().next().unwrap_or("task_code");
        if self.text("task_code").is_empty() { first } else { "task_code" }
    }

    /// Whether the first code of the row could be one: letters and digits, no sentence.
    pub fn has_code(&self) -> bool {
        is_a_code(self.text(self.key_column()))
    }

    pub fn is_short(&self) -> bool {
        self.short
    }

    /// Its number of cells, and that of the heading.
    pub fn note_width(&mut self, widths: Option<(usize, usize)>, cells: &[Cell]) {
        let Some((own, heading)) = widths else { return };
        self.short = own < heading;
        let beyond = cells.iter().find(|cell| cell.column >= heading);
        if let Some(cell) = beyond {
            self.note(self.key_column(), FlagCode::ExtraCells, cell.text.clone());
        } else if self.short {
            self.note(self.key_column(), FlagCode::FewerCells, String::new());
        }
    }

    /// `rest` where what this row lacks stands in the next one.
    pub fn note_split(&mut self, rest: bool) {
        if self.short && rest && self.has_code() {
            self.note(self.key_column(), FlagCode::SplitRow, String::new());
        }
    }

    fn key_column(&self) -> &'static str {
        if self.has_column("task_code") { "task_code" } else { "catalog_code" }
    }

    fn note(&mut self, column: &'static str, code: FlagCode, value: String) {
        self.faults.push(Fault { column, code, value });
    }

    pub fn fault_flags(&self) -> impl Iterator<Item = Flag> {
        self.faults.iter().map(|fault| self.flag_fault(fault))
    }

    fn flag_fault(&self, fault: &Fault) -> Flag {
        Flag { value: fault.value.clone(), ..self.flag_cell(fault.code, fault.column) }
    }

    /// Struck out where it says what it is about.
    pub fn reason_to_leave_out(&self) -> Option<FlagCode> {
        let struck = |fault: &Fault| {
            fault.code == FlagCode::StruckOut
                && ["task_code", "task_name", "material_name"].contains(&fault.column)
        };
        self.faults.iter().any(struck).then_some(FlagCode::StruckOut)
    }

    /// For which the item of this row must not be written.
    pub fn holding_flag(&self) -> Option<Flag> {
        self.faults.iter().find(|fault| fault.holds_back()).map(|fault| self.flag_fault(fault))
    }
}

impl Fault {
    fn holds_back(&self) -> bool {
        let of_a_key = KEYS.contains(&self.column);
        match self.code {
            FlagCode::ExtraCells | FlagCode::SplitRow => true,
            FlagCode::RoundedNumber | FlagCode::MadeADate => of_a_key,
            FlagCode::UnreadableCell
            | FlagCode::LostCharacters
            | FlagCode::HiddenCell
            | FlagCode::StruckOut
            | FlagCode::PartlyStruckOut => of_a_key || DECISIVE.contains(&self.column),
            _ => false,
        }
    }
}

/// Puts a cell into its row, and what is wrong with it beside it. `above` is the row that is seen there.
pub(super) fn judge_cell(row: &mut Row, column: &'static str, cell: Cell, above: Option<&Row>) {
    let cell = Cell { text: read_markup(unwrap_text(&cell.text)), ..cell };
    if cell.fault.is_none() && is_ditto(&cell.text) {
        return repeat_above(row, column, cell, above);
    }
    let fault = find_fault(column, &cell);
    if let Some(code) = fault {
        row.note(column, code, cell.text.clone());
    }
    // An error of the workbook is no text of the item, nor is what nobody sees there.
    if !matches!(fault, Some(FlagCode::UnreadableCell | FlagCode::HiddenCell)) {
        row.cells.insert(column, plain_text(column, cell.text));
    }
}

/// What stands above it, with what is wrong with that; where nothing does, nobody can read it.
fn repeat_above(row: &mut Row, column: &'static str, cell: Cell, above: Option<&Row>) {
    let text = above.map(|above| above.text(column)).filter(|text| !text.is_empty());
    match (above, text) {
        (Some(above), Some(text)) => {
            row.faults.extend(above.faults.iter().filter(|fault| fault.column == column).cloned());
            row.cells.insert(column, text.to_owned());
        }
        _ => row.note(column, FlagCode::UnreadableCell, cell.text),
    }
}

/// Letters and digits for the most part; a sum or a remark below the table is none.
pub(super) fn is_a_code(text: &str) -> bool {
    let plain = text.chars().filter(char::is_ascii_graphic).count();
    let sentence = |c: char| matches!(c, ':' | ',' | '，' | '：' | '。' | '；');
    text.chars().any(|c| c.is_ascii_alphanumeric())
        && plain * 2 >= text.chars().count()
        && !text.contains(sentence)
}
