//! The sheets of an XLSX workbook. It is unpacked once for its size alone before anything of it is
//! kept in memory.

use std::io::{Cursor, copy, sink};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxFormulaMetadata};
use zip::ZipArchive;

use super::hidden::{Hidden, find_hidden};
use super::struck::StruckCells;
use super::{Region, Room, Sheet};
use crate::error::CatalogError;
use crate::import::flag::FlagCode;

/// Bytes of a workbook once unpacked.
const LARGEST_UNPACKED: u64 = 256 * 1024 * 1024;
/// Files in it.
const MOST_PARTS: usize = 10_000;
/// Excel keeps fifteen digits.
const LONGEST_NUMBER: f64 = 1e15;
/// Characters of a formula that are shown.
const LONGEST_FORMULA: usize = 60;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

pub(super) fn read_workbook(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, CatalogError> {
    let refused = |cause: String| CatalogError::NotATable { name: name.to_owned(), cause };
    unpacks(bytes).map_err(refused)?;
    let mut book = Book::new(Cursor::new(bytes)).map_err(|error| refused(error.to_string()))?;
    let mut hidden = find_hidden(bytes).map_err(refused)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<_> = sheets.map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
    let mut room = Room::new();
    let read = sheets.into_iter().map(|(sheet_name, visible)| {
        let mut sheet = Sheet::named(&format!("{name}/{sheet_name}"));
        if visible != SheetVisible::Visible {
            return Ok(Sheet { hidden: true, ..sheet });
        }
        let Hidden { rows, columns, struck, beside } =
            hidden.remove(&sheet_name).unwrap_or_default();
        (sheet.hidden_rows, sheet.hidden_columns, sheet.beside) = (rows, columns, beside);
        sheet.from_1904 = book.has_1904_epoch();
        read_cells(&mut book, &sheet_name, &mut sheet, &mut room)?;
        mark_struck_texts(&struck, &mut sheet);
        mark_formats(&mut book, &sheet_name, &mut sheet)?;
        spread_merged(&mut book, &sheet_name, &mut sheet, &mut room)?;
        Ok(sheet)
    });
    read.collect()
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
        let mut part = std::io::Read::take(part, budget + 1);
        let read = copy(&mut part, &mut sink()).map_err(|error| error.to_string())?;
        budget = budget
            .checked_sub(read)
            .ok_or_else(|| format!("unpacked it has more than {LARGEST_UNPACKED} bytes"))?;
    }
    Ok(())
}

fn read_cells(
    book: &mut Book,
    name: &str,
    sheet: &mut Sheet,
    room: &mut Room,
) -> Result<(), CatalogError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| faulty(sheet, &error))?;
    loop {
        let record =
            cells.next_cell_with_formula_metadata().map_err(|error| faulty(sheet, &error))?;
        let Some(record) = record else { break };
        let (row, column) = (record.pos.0 as usize, record.pos.1 as usize);
        let (text, fault) = match (&record.value, record.formula) {
            (DataRef::Empty, Some(formula)) => {
                (show_formula(&formula), Some(FlagCode::UnreadableCell))
            }
            (value, _) => (show_value(value), find_fault(value)),
        };
        sheet.put(row, column, (&text, fault), room)?;
    }
    for cells in &mut sheet.rows {
        cells.sort_by_key(|cell| cell.column);
    }
    Ok(())
}

fn faulty(sheet: &Sheet, error: &calamine::XlsxError) -> CatalogError {
    sheet.refused(&error.to_string())
}

/// The same within a cell: what is left of a text that is struck out in part, a person must say.
fn mark_struck_texts(struck: &StruckCells, sheet: &mut Sheet) {
    for ((row, column), whole) in struck {
        let cells = sheet.rows.get_mut(*row);
        let cell = cells.and_then(|cells| cells.iter_mut().find(|cell| cell.column == *column));
        if let Some(cell) = cell {
            let code = if *whole { FlagCode::StruckOut } else { FlagCode::PartlyStruckOut };
            cell.fault = Some(code);
        }
    }
}

/// Text that its cell's format strikes out, or does not show, is there and does not count.
fn mark_formats(book: &mut Book, name: &str, sheet: &mut Sheet) -> Result<(), CatalogError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| faulty(sheet, &error))?;
    let faults: Vec<Option<FlagCode>> = cells.styles().iter().map(find_format_fault).collect();
    if faults.iter().all(Option::is_none) {
        return Ok(());
    }
    while let Some((row, column, style)) =
        cells.next_style_id().map_err(|error| faulty(sheet, &error))?
    {
        let Some(code) = faults.get(style).copied().flatten() else { continue };
        let Some(cells) = sheet.rows.get_mut(row as usize) else { continue };
        let cell = cells.iter_mut().find(|cell| cell.column == column as usize);
        if let Some(cell) = cell {
            cell.fault = Some(code);
        }
    }
    Ok(())
}

fn find_format_fault(style: &Style) -> Option<FlagCode> {
    let is_struck = style.font.as_ref().is_some_and(|font| font.strikethrough);
    // A format for each sort of value, and none of them shows anything.
    let shows_nothing = style.number_format.as_ref().is_some_and(|format| {
        format.format_code.chars().filter(|c| !matches!(c, '"' | ' ')).eq(";;;".chars())
    });
    if is_struck {
        return Some(FlagCode::StruckOut);
    }
    shows_nothing.then_some(FlagCode::HiddenCell)
}

fn spread_merged(
    book: &mut Book,
    name: &str,
    sheet: &mut Sheet,
    room: &mut Room,
) -> Result<(), CatalogError> {
    let merged = book.merge_cells_by_sheet_name(name).map_err(|error| faulty(sheet, &error))?;
    for area in merged.iter().filter(|area| area.start != area.end) {
        let range = |from: u32, to: u32| from as usize..=to as usize;
        let region = Region {
            rows: range(area.start.0, area.end.0),
            columns: range(area.start.1, area.end.1),
        };
        sheet.spread(&region, room)?;
    }
    Ok(())
}

fn find_fault(value: &DataRef) -> Option<FlagCode> {
    match value {
        DataRef::Float(number) if number.abs() >= LONGEST_NUMBER => Some(FlagCode::RoundedNumber),
        DataRef::Int(number) if number.unsigned_abs() as f64 >= LONGEST_NUMBER => {
            Some(FlagCode::RoundedNumber)
        }
        DataRef::DateTime(_) => Some(FlagCode::MadeADate),
        DataRef::Error(_) => Some(FlagCode::UnreadableCell),
        _ => None,
    }
}

fn show_formula(formula: &XlsxFormulaMetadata) -> String {
    let text = match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            formula.as_str()
        }
        _ => "",
    };
    format!("={}", text.chars().take(LONGEST_FORMULA).collect::<String>())
}

fn show_value(value: &DataRef) -> String {
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
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
