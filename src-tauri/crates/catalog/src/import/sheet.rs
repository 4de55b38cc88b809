//! Cells as text, from CSV or XLSX, within limits that no honest table reaches, as their author saw
//! them: what a merged cell shows stands in each row it spans. Not their meaning.

mod beside;
mod container;
mod csv;
mod encoding;
mod hidden;
mod parts;
mod struck;
mod xlsx;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use counter_core::text::normalize_lines;

use super::flag::FlagCode;
use crate::error::CatalogError;

/// Bytes of a file.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;
/// Rows of a sheet; a province's items are fewer.
const MOST_ROWS: usize = 200_000;
/// Cells with something in them: of a file.
const MOST_CELLS: usize = 8_000_000;
/// The national tables have less than a hundred.
const MOST_COLUMNS: usize = 1_000;
/// Characters of a cell.
const LONGEST_CELL: usize = 20_000;
/// Bytes of text of a file: a workbook can name one long text in a million cells.
const MOST_TEXT: usize = 256 * 1024 * 1024;

#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// From 0.
    pub column: usize,
    pub text: String,
    pub fault: Option<FlagCode>,
    /// It shows the value of a merged cell that begins elsewhere.
    pub spread: bool,
}

#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    /// Of each row the cells that are not empty, in the order of their columns.
    pub rows: Vec<Vec<Cell>>,
    /// How many cells each row was written with, where that says something: in a CSV.
    pub widths: Vec<usize>,
    /// The author's program does not show it at all.
    pub hidden: bool,
    pub hidden_rows: BTreeSet<usize>,
    pub hidden_columns: BTreeSet<usize>,
    /// Row, column and text of what a merged cell covers.
    pub covered: Vec<(usize, usize, String)>,
    pub beside: Beside,
    /// Bare numbers of days count from 1904.
    pub from_1904: bool,
}

/// What a sheet says beside its cells, which no list takes over.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Row and column of the cell, and what the note on it says.
    pub notes: Vec<((usize, usize), String)>,
    pub boxes: Vec<String>,
}

/// What may still come of a file.
struct Room {
    cells: usize,
    text: usize,
}

/// Rows and columns of a merged cell.
struct Region {
    rows: RangeInclusive<usize>,
    columns: RangeInclusive<usize>,
}

/// The sheets of a file. Which kind of file it is stands in its bytes, not in its name.
pub(super) fn read_sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, CatalogError> {
    let refused = |cause| CatalogError::NotATable { name: name.to_owned(), cause };
    match container::find_kind(bytes).map_err(refused)? {
        container::Kind::Workbook => xlsx::read_workbook(name, bytes),
        container::Kind::Text => Ok(vec![csv::read_csv(name, bytes)?]),
    }
}

impl Room {
    fn new() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT }
    }

    fn take(&mut self, cells: usize, text: usize) -> Option<()> {
        self.cells = self.cells.checked_sub(cells)?;
        self.text = self.text.checked_sub(text)?;
        Some(())
    }
}

impl Sheet {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    fn refused(&self, cause: &str) -> CatalogError {
        CatalogError::NotATable { name: self.name.clone(), cause: cause.to_owned() }
    }

    fn put(
        &mut self,
        row: usize,
        column: usize,
        (text, fault): (&str, Option<FlagCode>),
        room: &mut Room,
    ) -> Result<(), CatalogError> {
        let text = normalize_lines(text);
        if text.is_empty() {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(self
                .refused(&format!("it has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns")));
        }
        if text.chars().count() > LONGEST_CELL {
            return Err(self.refused(&format!(
                "row {}: a cell of more than {LONGEST_CELL} characters",
                row + 1
            )));
        }
        self.take_room(1, text.len(), room)?;
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = self.rows.get_mut(row) {
            cells.push(Cell { column, text, fault, spread: false });
        }
        Ok(())
    }

    fn take_room(&self, cells: usize, text: usize, room: &mut Room) -> Result<(), CatalogError> {
        room.take(cells, text)
            .ok_or_else(|| self.refused("it has more text than any list of items"))
    }

    /// Writes what a merged cell shows into each row that has more than this cell. A title across
    /// the table, or a remark below it, stays one cell.
    fn spread(&mut self, region: &Region, room: &mut Room) -> Result<(), CatalogError> {
        let (first_row, first_column) = (*region.rows.start(), *region.columns.start());
        let top = self.rows.get(first_row).and_then(|cells| cell_at(cells, first_column)).cloned();
        let last_row = (*region.rows.end()).min(self.rows.len().saturating_sub(1));
        let last_column = (*region.columns.end()).min(MOST_COLUMNS);
        let columns = first_column..=last_column;
        for row in first_row..=last_row {
            let width = columns.clone().count();
            let text = top.as_ref().map_or(0, |top| top.text.len()).saturating_mul(width);
            self.take_room(width, text, room)?;
            let Some(cells) = self.rows.get_mut(row) else { break };
            let is_top = |cell: &Cell| row == first_row && cell.column == first_column;
            let inside = |cell: &Cell| columns.contains(&cell.column);
            let is_repeated = |cell: &Cell| top.as_ref().is_some_and(|top| top.text == cell.text);
            let covered = cells
                .iter()
                .filter(|cell| inside(cell) && !is_top(cell) && !cell.spread && !is_repeated(cell))
                .map(|cell| (row, cell.column, cell.text.clone()));
            self.covered.extend(covered);
            let has_other = cells.iter().any(|cell| !inside(cell) && !cell.spread);
            cells.retain(|cell| !inside(cell) || is_top(cell));
            if let Some(top) = top.as_ref().filter(|_| has_other) {
                let spread =
                    columns.clone().map(|column| Cell { column, spread: true, ..top.clone() });
                cells.extend(spread.filter(|cell| !is_top(cell)));
                cells.sort_by_key(|cell| cell.column);
            }
        }
        Ok(())
    }
}

fn cell_at(cells: &[Cell], column: usize) -> Option<&Cell> {
    cells.iter().find(|cell| cell.column == column)
}
