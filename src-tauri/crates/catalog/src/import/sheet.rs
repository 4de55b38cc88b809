//! Cells as text, from CSV or XLSX, within limits that no honest table reaches. Not their meaning.

mod csv;
mod xlsx;

pub(super) use csv::read_csv;
pub(super) use xlsx::{is_workbook, read_workbook};

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

#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    /// Of each row the cells that are not empty, with their columns from 0.
    pub rows: Vec<Vec<(usize, String)>>,
    /// Row and column of numbers too long for Excel to keep.
    pub rounded: Vec<(usize, usize)>,
}

/// What may still come of a file.
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    fn new() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT }
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
        text: &str,
        room: &mut Room,
    ) -> Result<(), CatalogError> {
        let text = clean(text);
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
        match (room.cells.checked_sub(1), room.text.checked_sub(text.len())) {
            (Some(cells), Some(left)) => *room = Room { cells, text: left },
            _ => return Err(self.refused("it has more text than any list of items")),
        }
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = self.rows.get_mut(row) {
            cells.push((column, text));
        }
        Ok(())
    }
}

/// One kind of line end, nothing that cannot be printed, nothing around it.
fn clean(text: &str) -> String {
    let printed = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String =
        text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(printed).collect();
    text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned()
}
