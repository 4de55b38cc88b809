//! The sheets of an XLSX workbook. It is unpacked once for its size alone before anything of it is
//! kept in memory.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, Reader, SheetType, Xlsx};
use zip::ZipArchive;

use super::{Room, Sheet};
use crate::error::CatalogError;

/// Bytes of a workbook once unpacked.
const LARGEST_UNPACKED: u64 = 256 * 1024 * 1024;
/// Files in it.
const MOST_PARTS: usize = 10_000;
/// Excel keeps fifteen digits.
const LONGEST_NUMBER: f64 = 1e15;

/// By the mark of a ZIP file.
pub(in crate::import) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

pub(in crate::import) fn read_workbook(
    name: &str,
    bytes: &[u8],
) -> Result<Vec<Sheet>, CatalogError> {
    let refused = |cause: String| CatalogError::NotATable { name: name.to_owned(), cause };
    unpacks(bytes).map_err(refused)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(error.to_string()))?;
    let names = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = names.map(|sheet| sheet.name.clone()).collect();
    let mut room = Room::new();
    names.iter().map(|sheet_name| sheet(&mut book, name, sheet_name, &mut room)).collect()
}

/// Whether it is whole, and no bomb: what a part says of its own size is not believed.
fn unpacks(bytes: &[u8]) -> Result<(), String> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    if parts.len() > MOST_PARTS {
        return Err(format!("it has more than {MOST_PARTS} parts"));
    }
    let mut budget = LARGEST_UNPACKED;
    for at in 0..parts.len() {
        let part = parts.by_index(at).map_err(|error| error.to_string())?;
        let read =
            copy(&mut part.take(budget + 1), &mut sink()).map_err(|error| error.to_string())?;
        budget = budget
            .checked_sub(read)
            .ok_or_else(|| format!("unpacked it has more than {LARGEST_UNPACKED} bytes"))?;
    }
    Ok(())
}

fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    file: &str,
    name: &str,
    room: &mut Room,
) -> Result<Sheet, CatalogError> {
    let mut sheet = Sheet::named(&format!("{file}/{name}"));
    let faulty = |error: calamine::XlsxError| error.to_string();
    let mut cells =
        book.worksheet_cells_reader(name).map_err(|error| sheet.refused(&faulty(error)))?;
    while let Some(cell) = cells.next_cell().map_err(|error| sheet.refused(&faulty(error)))? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let value = cell.get_value();
        sheet.put(row, column, &text(value), room)?;
        if matches!(value, DataRef::Float(number) if number.abs() >= LONGEST_NUMBER)
            || matches!(value, DataRef::Int(number) if number.unsigned_abs() as f64 >= LONGEST_NUMBER)
        {
            sheet.rounded.push((row, column));
        }
    }
    Ok(sheet)
}

fn text(value: &DataRef) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // A whole number is printed without a point.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => u8::from(*is).to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
